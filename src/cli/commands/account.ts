import { decodeToken, requests, type JsonObject } from '../../azure';
import { maybe } from '../args';
import { askList } from '../ask';
import { done, type CommandGroup, type Context } from '../command';
import { tokenFor } from '../personToken';

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
	user: { name: session.user, type: 'user' },
});

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
				return done({
					accessToken,
					expires_on: decodeToken(accessToken)?.exp ?? null,
					subscription: context.subscriptionId,
					tenant: session.tenantId,
					tokenType: 'Bearer',
				});
			},
		},
	],
};
