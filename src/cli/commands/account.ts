import { decodeToken, requests, type Json, type JsonObject } from '../../azure';
import { maybe } from '../args';
import { askList } from '../ask';
import { done, type CommandGroup, type Context } from '../command';
import { tokenFor } from '../personToken';
import { userOf } from '../session';

/** What `az` remembers of a subscription. */
const account = ({ session }: Context, subscription: JsonObject): JsonObject => ({
	environmentName: 'AzureCloud',
	homeTenantId: session.tenantId,
	id: subscription.subscriptionId ?? null,
	isDefault: subscription.subscriptionId === session.subscriptionId,
	managedByTenants: [],
	name: subscription.displayName ?? null,
	state: subscription.state ?? 'Enabled',
	tenantId: session.tenantId,
	user: userOf(session),
});

/** A moment as Python prints it without its zone, which here is that of the prime meridian. */
const localTime = (seconds: number | undefined): Json =>
	seconds === undefined
		? null
		: new Date(seconds * 1000)
				.toISOString()
				.replace('T', ' ')
				.replace(/\.\d+Z$/, '.000000');

/** Token audiences by the short names of `--resource-type`. */
const RESOURCES: Readonly<Record<string, string>> = {
	arm: 'https://management.core.windows.net/',
	'ms-graph': 'https://graph.microsoft.com',
};
/**
 * Who is signed in, and to which subscription.
 * @see https://learn.microsoft.com/cli/azure/account
 */
export const accountGroup: CommandGroup = {
	groups: { account: 'The signed-in person and the subscription.' },
	commands: [
		{
			name: 'account show',
			summary: 'Shows the subscription that commands work in, and who is signed in.',
			options: [],
			// Real az remembers this from signing in and asks nobody.
			*run(_args, context) {
				const { subscriptionId, subscriptionName } = context.session;
				return done(account(context, { subscriptionId, displayName: subscriptionName }));
			},
		},
		{
			name: 'account list',
			summary: 'Lists the subscriptions that the signed-in person can see.',
			options: [{ long: 'all', takes: 'none', summary: 'Disabled ones as well.' }],
			*run(_args, context) {
				const listed = yield* askList(requests.get('/subscriptions'));
				return listed.ok ? done(listed.items.map((each) => account(context, each))) : listed;
			},
		},
		{
			name: 'account get-access-token',
			summary: 'Gets a token of the signed-in person.',
			options: [
				{ long: 'resource', summary: 'What the token is for: https://vault.azure.net.' },
				{
					long: 'resource-type',
					choices: Object.keys(RESOURCES),
					summary: 'A short name of what it is for.',
				},
				{ long: 'scope', summary: 'What it is for, as a scope: https://vault.azure.net/.default.' },
			],
			*run(args, context) {
				const { session } = context;
				const resource =
					maybe(args, 'resource') ?? RESOURCES[maybe(args, 'resource-type') ?? 'arm'] ?? '';
				const scope = maybe(args, 'scope') ?? `${resource}/.default`;
				const answer = yield* tokenFor(session, scope);
				if (!answer.ok) return answer;
				const accessToken = answer.token;
				const expires = decodeToken(accessToken)?.exp;
				return done({
					accessToken,
					expiresOn: localTime(expires),
					expires_on: expires ?? null,
					subscription: context.subscriptionId,
					tenant: session.tenantId,
					tokenType: 'Bearer',
				});
			},
		},
	],
};
