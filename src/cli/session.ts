import type { FederatedAccount } from './federatedLogin';
import {
	currentSubscription,
	refreshTokenOf,
	type JsonObject,
	type programs,
	type World,
} from '../azure';

/** How code on a resource names one of its identities; nothing is the default one. */
export interface IdentityChoice {
	readonly by: 'client_id' | 'object_id' | 'msi_res_id';
	readonly value: string;
}

/** Who is signed in to Azure CLI. */
export type Account =
	| { readonly kind: 'person' }
	/** `az login --identity`, on a resource. */
	| { readonly kind: 'identity'; readonly selector?: IdentityChoice }
	/** `az login --service-principal --federated-token`, anywhere. */
	| FederatedAccount;

/** A resource on which the session is, and the session that `exit` returns to. */
export interface Place {
	readonly resourceId: string;
	/** The name in the prompt. */
	readonly name: string;
	readonly host: programs.Host;
	readonly outer: Session;
}

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
	/** Who is signed in; `undefined` after `az logout`, and on a resource before `az login --identity`. */
	readonly account?: Account | undefined;
	/** Set while the session is on a resource. */
	readonly at?: Place;
	/** The files of the sitting, by path: what was redirected, written as a here-document or downloaded. */
	readonly files: Readonly<Record<string, string>>;
	/** How the last command ended: `$?`. */
	readonly status: number;
	/** `set -e`: a command that fails ends the script. */
	readonly stopsAtErrors?: boolean;
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
		account: { kind: 'person' },
		files: {},
		status: 0,
		defaults: {},
	};
}

/** The session of code on a resource: an empty shell that nobody has signed in to. */
export const enter = (session: Session, host: programs.Host, name: string): Session => ({
	...session,
	variables: { ...host.environment },
	account: undefined,
	user: '',
	refreshToken: '',
	at: { resourceId: host.resourceId, name, host, outer: session },
	files: {},
	status: 0,
	stopsAtErrors: false,
	defaults: {},
});

/** What a prompt shows: who, or on which resource. */
export const promptOf = ({ at, user, account }: Session): string => {
	if (at) return `${at.name}:~$`;
	if (account?.kind === 'federated') return 'workload:~$';
	return account ? `${user.split('@')[0] ?? ''}:~$` : 'nobody:~$';
};

/** Who is signed in, as `az account` and `az login` print it. */
export function userOf({ account, user }: Session): JsonObject {
	switch (account?.kind) {
		case 'identity': {
			const { selector } = account;
			const named = { client_id: 'Client', object_id: 'Object', msi_res_id: 'Resource' };
			return {
				assignedIdentityInfo: selector ? `MSI${named[selector.by]}-${selector.value}` : 'MSI',
				name: selector ? 'userAssignedIdentity' : 'systemAssignedIdentity',
				type: 'servicePrincipal',
			};
		}
		case 'federated':
			return { name: account.clientId, type: 'servicePrincipal' };
		default:
			return { name: user, type: 'user' };
	}
}

/** A path as files of a sitting are kept under. */
export const plainPath = (path: string): string => path.replace(/^(\.\/|~\/)+/, '');

/** The content of a file of the session; `./x` and `x` are the same. */
export const fileOf = ({ files }: Session, path: string): string | undefined => {
	const name = plainPath(path);
	return Object.hasOwn(files, name) ? files[name] : undefined;
};

/** The longest file that a session keeps, in characters; what is beyond is lost, as on a full disk. */
const LONGEST_FILE = 500_000;

/** The session with a file written. What goes to `/dev/null` is gone. */
export const withFile = (session: Session, path: string, content: string): Session =>
	path === '/dev/null'
		? session
		: {
				...session,
				files: { ...session.files, [plainPath(path)]: content.slice(0, LONGEST_FILE) },
			};

/** The session with a shell variable set. */
export const setVariable = (session: Session, name: string, value: string): Session => ({
	...session,
	variables: { ...session.variables, [name]: value },
});

/** Whether two sessions remember the same, but for how the last command ended. */
export const sameSession = (a: Session, b: Session): boolean =>
	a === b ||
	[...new Set([...Object.keys(a), ...Object.keys(b)])].every(
		(key) => key === 'status' || a[key as keyof Session] === b[key as keyof Session],
	);
