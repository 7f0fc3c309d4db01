import { isObject, parseJson, type Conversation } from '../../azure';
import { tokenRequestOf } from '../actAs';
import { has, maybe, type Args } from '../args';
import { askList, refusal } from '../ask';
import { AZURE_CLI } from '../personToken';
import { done, fail, type CommandGroup, type CommandValue, type Context } from '../command';
import { actAs, subscriptionsRequest } from '../actAs';
import { userOf, type IdentityChoice, type Session } from '../session';

const MANAGEMENT = 'https://management.core.windows.net/';

/** What `az login` prints: the subscriptions that can be seen now. */
function* accounts(session: Session, allowNone: boolean): Conversation<CommandValue> {
	const listed = yield* actAs(askList(subscriptionsRequest()), session);
	if (!listed.ok) return listed;
	if (listed.items.length === 0 && !allowNone)
		return fail(
			session.at
				? "No access was configured for the VM, hence no subscriptions were found. If this is expected, use '--allow-no-subscriptions' to have tenant level access."
				: `No subscriptions found for ${session.user}.`,
		);
	const rows = listed.items.map((item) => ({
		environmentName: 'AzureCloud',
		homeTenantId: session.tenantId,
		id: item.subscriptionId ?? null,
		isDefault: item.subscriptionId === session.subscriptionId,
		managedByTenants: [],
		name: item.displayName ?? null,
		state: item.state ?? 'Enabled',
		tenantId: session.tenantId,
		user: userOf(session),
	}));
	return { ...done(rows), session };
}

/** Which identity a line names. */
function choiceOf(args: Args): IdentityChoice | undefined {
	const named = [
		['client-id', 'client_id'],
		['object-id', 'object_id'],
		['resource-id', 'msi_res_id'],
	] as const;
	for (const [option, by] of named) {
		const value = maybe(args, option);
		if (value !== undefined) return { by, value };
	}
	const name = maybe(args, 'username');
	if (name === undefined) return undefined;
	return { by: name.startsWith('/') ? 'msi_res_id' : 'client_id', value: name };
}

function* asIdentity(args: Args, { session }: Context): Conversation<CommandValue> {
	if (!session.at)
		return fail(
			"Failed to connect to MSI: this is no Azure resource. Enter one first: 'az ssh vm -g GROUP -n NAME' or 'az webapp ssh -g GROUP -n NAME'.",
		);
	const selector = choiceOf(args);
	const next: Session = {
		...session,
		account: { kind: 'identity', ...(selector ? { selector } : {}) },
	};
	const asked = tokenRequestOf(next, MANAGEMENT);
	const answer = asked && (yield asked);
	if (!answer || answer.status !== 200) {
		const body = parseJson(answer?.body);
		const says = isObject(body)
			? String(body.error_description ?? body.message ?? '')
			: (answer?.body ?? '');
		return fail(
			`Failed to connect to MSI. Please make sure MSI is configured correctly.\nGet Token request returned http error: ${answer?.status ?? 0}, reason: ${says}`,
		);
	}
	return yield* accounts(next, has(args, 'allow-no-subscriptions'));
}

/** As the identity that trusts the token of another issuer: a pipeline, or a pod of some other cluster. */
function* asWorkload(args: Args, { session }: Context): Conversation<CommandValue> {
	const [clientId, assertion] = [maybe(args, 'username'), maybe(args, 'federated-token')];
	if (clientId === undefined)
		return fail(
			'usage error: --service-principal --username NAME --password SECRET --tenant TENANT',
		);
	if (assertion === undefined)
		return fail(
			"Service principals with a secret are not here, for Keyless is about doing without: use --federated-token, or a managed identity with 'az login --identity'.",
		);
	const account = { kind: 'federated', clientId, assertion } as const;
	const next: Session = { ...session, account, user: clientId, refreshToken: '' };
	const asked = tokenRequestOf(next, MANAGEMENT);
	const response =
		asked && (yield { ...asked, ...(session.at ? { from: session.at.resourceId } : {}) });
	if (response?.status !== 200) {
		const body = parseJson(response?.body);
		return fail(isObject(body) ? String(body.error_description ?? '') : (response?.body ?? ''));
	}
	return yield* accounts(next, has(args, 'allow-no-subscriptions'));
}

function* login(args: Args, context: Context): Conversation<CommandValue> {
	if (has(args, 'identity')) return yield* asIdentity(args, context);
	if (has(args, 'service-principal')) return yield* asWorkload(args, context);
	const { session } = context;
	if (session.at) return fail("Sign in as the resource: 'az login --identity'.");
	const username = maybe(args, 'username');
	if (username === undefined)
		return fail(
			"No browser opens here: say who signs in with --username, for example 'az login --username ben@contoso.com'. Tab completes the people.",
		);
	const response = yield {
		method: 'POST',
		url: `https://login.microsoftonline.com/${session.tenantId}/oauth2/v2.0/token`,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: [
			`client_id=${AZURE_CLI}`,
			'grant_type=password',
			`username=${encodeURIComponent(username)}`,
			`scope=${encodeURIComponent(`${MANAGEMENT}/.default`)}`,
		].join('&'),
	};
	const body = parseJson(response.body);
	if (response.status !== 200 || !isObject(body)) return refusal(response);
	const next: Session = {
		...session,
		user: username,
		refreshToken: String(body.refresh_token ?? ''),
		account: { kind: 'person' },
	};
	return yield* accounts(next, true);
}

/**
 * Signing in and out.
 * @see https://learn.microsoft.com/cli/azure/authenticate-azure-cli
 */
export const signIn: CommandGroup = {
	groups: {},
	commands: [
		{
			name: 'login',
			summary: 'Signs in: as another person, or on a resource as one of its identities.',
			options: [
				{
					long: 'username',
					short: 'u',
					offers: 'principals',
					summary: 'Who signs in. With --identity: client id or resource id of the identity.',
				},
				{ long: 'password', short: 'p', summary: 'Accepted and forgotten: nobody has one here.' },
				{ long: 'identity', short: 'i', takes: 'none', summary: "As the resource's identity." },
				{ long: 'client-id', summary: 'Client id of the identity.' },
				{ long: 'object-id', summary: 'Object id of the identity.' },
				{ long: 'resource-id', summary: 'Resource id of the identity.' },
				{
					long: 'service-principal',
					takes: 'none',
					summary: 'As an identity that trusts another issuer: goes with --federated-token.',
				},
				{
					long: 'federated-token',
					summary: "The other issuer's token. 'keyless issue-token' makes one.",
				},
				{ long: 'tenant', short: 't', summary: 'Accepted: there is one tenant.' },
				{
					long: 'allow-no-subscriptions',
					takes: 'none',
					summary: 'Signs in also where no subscription can be seen.',
				},
			],
			examples: [
				['Sign in as another person', 'az login --username ben@contoso.com'],
				["Sign in as the machine's own identity", 'az login --identity'],
				[
					'Sign in as an identity that trusts a pipeline',
					'az login --service-principal -u $CLIENT_ID -t $TENANT_ID --federated-token $TOKEN',
				],
			],
			run: login,
		},
		{
			name: 'logout',
			summary: 'Signs out.',
			options: [{ long: 'username', summary: 'Accepted: one person is signed in at a time.' }],
			*run(_args, { session }) {
				if (!session.account) return fail('There are no active accounts.');
				return { ok: true, session: { ...session, account: undefined } };
			},
		},
		{
			name: 'account clear',
			summary: 'Signs everybody out and forgets the subscriptions.',
			options: [],
			*run(_args, { session }) {
				return { ok: true, session: { ...session, account: undefined } };
			},
		},
		{
			name: 'account set',
			summary: 'Sets the subscription that commands work in.',
			options: [
				{
					long: 'name',
					also: ['subscription'],
					short: 'ns',
					called: '--subscription/-s/--name/-n',
					required: true,
					offers: 'subscriptions',
					summary: 'Id or name of the subscription.',
				},
			],
			*run(args, { session }) {
				const wanted = (maybe(args, 'name') ?? '').toLowerCase();
				const listed = yield* askList(subscriptionsRequest());
				if (!listed.ok) return listed;
				const found = listed.items.find(
					({ subscriptionId, displayName }) =>
						String(subscriptionId).toLowerCase() === wanted ||
						String(displayName).toLowerCase() === wanted,
				);
				if (!found)
					return fail(
						`The subscription of '${maybe(args, 'name') ?? ''}' doesn't exist in cloud 'AzureCloud'.`,
					);
				return {
					ok: true,
					session: {
						...session,
						subscriptionId: String(found.subscriptionId),
						subscriptionName: String(found.displayName),
					},
				};
			},
		},
	],
};
