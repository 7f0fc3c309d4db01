import { currentSubscription, refreshTokenOf, type World } from '../azure';

/** What a shell remembers between two lines, as plain data. */
export interface Session {
	/** Shell variables, without the `$`. */
	readonly variables: Readonly<Record<string, string>>;
	readonly subscriptionId: string;
	readonly subscriptionName: string;
	readonly tenantId: string;
	/** User principal name of the signed-in person. */
	readonly user: string;
	/** What the session is renewed with, to get tokens that can be shown. */
	readonly refreshToken: string;
	/** The files of the sitting, by path: what was redirected, written as a here-document or downloaded. */
	readonly files: Readonly<Record<string, string>>;
	/** What `az configure --defaults` would hold: used where the option is left out. */
	readonly defaults: { readonly group?: string; readonly location?: string };
}

/** The session of a person who has just signed in to a world. */
export function startSession(world: World): Session {
	const subscriptionId = currentSubscription(world);
	return {
		variables: {},
		subscriptionId,
		subscriptionName: world.subscriptions[subscriptionId]?.displayName ?? '',
		tenantId: world.tenant.tenantId,
		user: world.users[world.signedInAs]?.userPrincipalName ?? '',
		refreshToken: refreshTokenOf(world),
		files: {},
		defaults: {},
	};
}

/** The content of a file of the session; `./x` and `x` are the same. */
export const fileOf = ({ files }: Session, path: string): string | undefined => {
	const name = path.replace(/^\.\//, '');
	return Object.hasOwn(files, name) ? files[name] : undefined;
};

/** The session with a shell variable set. */
export const setVariable = (session: Session, name: string, value: string): Session => ({
	...session,
	variables: { ...session.variables, [name]: value },
});
