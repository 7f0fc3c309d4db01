import type { Scenario, Step } from './scenario';

/** What must be true after a line: a path of what it printed, and its value. */
type Check = readonly [path: string, value: unknown];

const step = (cmd: string, ...checks: readonly Check[]): Step => ({
	cmd,
	checks: checks.map(([path, value]) => ['check', path, value]),
	expectFailure: false,
});
const refused = (cmd: string): Step => ({ cmd, checks: [], expectFailure: true });
const holder = (word: string, create: string, own = ''): Scenario => ({
	test: `${word} takes both kinds of identity and gives them back`,
	steps: [
		step('identity create -n {user} -g {rg}', ['name', '{user}']),
		step(create),
		step(`${word} identity assign -g {rg} -n {thing}${own}`),
		step(`${word} identity assign -g {rg} -n {thing} --identities {iid}`),
		step(
			`${word} identity show -g {rg} -n {thing}`,
			['type', 'SystemAssigned, UserAssigned'],
			['length(userAssignedIdentities)', 1],
		),
		step(`${word} identity remove -g {rg} -n {thing} --identities {iid}`),
		step(
			`${word} identity show -g {rg} -n {thing}`,
			['type', 'SystemAssigned'],
			['userAssignedIdentities', null],
		),
	],
});

/**
 * Scenarios of our own, from how managed identities are documented: who keeps what, and what goes with what.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview
 */
export const OWN_SCENARIOS: readonly Scenario[] = [
	holder('vm', 'vm create -g {rg} -n {thing} --image Ubuntu2204'),
	holder('vmss', 'vmss create -g {rg} -n {thing} --image Ubuntu2204'),
	holder('acr', 'acr create -g {rg} -n {thing} --sku Premium', ' --identities [system]'),
	holder('appconfig', 'appconfig create -g {rg} -n {thing} -l {loc} --sku Standard'),
	{
		test: 'a user-assigned identity outlives what uses it, its own does not outlive a machine',
		steps: [
			step('identity create -n {user} -g {rg}'),
			step('vm create -g {rg} -n {thing} --image Ubuntu2204 --assign-identity [system] {iid}'),
			step('identity list-resources -g {rg} -n {user}', ['length(@)', 1]),
			step('vm delete -g {rg} -n {thing} --yes'),
			step('identity show -g {rg} -n {user}', ['name', '{user}']),
			step('identity list-resources -g {rg} -n {user}', ['length(@)', 0]),
			refused('vm show -g {rg} -n {thing}'),
		],
	},
	{
		test: 'a role assignment outlives the identity that had it',
		steps: [
			step('identity create -n {user} -g {rg}'),
			step(
				'role assignment create --assignee-object-id {principal_id} --assignee-principal-type ServicePrincipal --role Reader --scope {rg_id}',
				['principalType', 'ServicePrincipal'],
			),
			step('identity delete -n {user} -g {rg}'),
			step('role assignment list -g {rg}', ['length(@)', 1], ['[0].principalName', '']),
		],
	},
	{
		test: 'the same name is not the same identity',
		steps: [
			step('identity create -n {user} -g {rg}'),
			step('identity delete -n {user} -g {rg}'),
			step('identity create -n {user} -g {rg}', ['name', '{user}']),
			step('identity list -g {rg}', ['length(@)', 1]),
		],
	},
	{
		test: 'a trust of a workload elsewhere needs an issuer, a subject and an audience',
		steps: [
			step('identity create -n {user} -g {rg}'),
			refused('identity federated-credential create --name fic1 --identity-name {user} -g {rg}'),
			step(
				'identity federated-credential create --name fic1 --identity-name {user} -g {rg} --issuer {issuer} --subject {subject1} --audiences {audience}',
				['subject', '{subject1}'],
				['audiences[0]', '{audience}'],
			),
			step('identity federated-credential list --identity-name {user} -g {rg}', ['length(@)', 1]),
			step('identity federated-credential delete --name fic1 --identity-name {user} -g {rg} --yes'),
		],
	},
	{
		test: 'a namespace is made with identities of both kinds by options of its own',
		steps: [
			step('identity create -n {one} -g {rg}'),
			step('identity create -n {two} -g {rg}'),
			step(
				'servicebus namespace create -g {rg} -n {thing} --mi-system-assigned --mi-user-assigned {id1} {id2}',
				['identity.type', 'SystemAssigned, UserAssigned'],
				['length(identity.userAssignedIdentities)', 2],
			),
			step('servicebus namespace identity remove -g {rg} -n {thing} --user-assigned {id1}', [
				'length(identity.userAssignedIdentities)',
				1,
			]),
		],
	},
	{
		test: 'an account is encrypted with a key that its own identity reads',
		steps: [
			step('keyvault key create -n k --vault-name {vt}', ['key.kty', 'RSA']),
			step('storage account update -n {sa} -g {rg} --assign-identity', [
				'identity.type',
				'SystemAssigned',
			]),
			step('keyvault set-policy -n {vt} --object-id {oid} --key-permissions get wrapKey unwrapKey'),
			step(
				'storage account update -n {sa} -g {rg} --encryption-key-source Microsoft.Keyvault --encryption-key-vault {vtn} --encryption-key-name k',
				['encryption.keySource', 'Microsoft.Keyvault'],
				['encryption.keyVaultProperties.keyName', 'k'],
			),
		],
	},
	{
		test: 'a web app gets its identity with a role in one line',
		steps: [
			step('appservice plan create -g {} -n {} --sku B1'),
			step('webapp create -g {} -n {} --plan {}'),
			step('webapp identity assign -g {} -n {} --role {} --scope {}', ['type', 'SystemAssigned']),
			step('role assignment list -g {} --assignee {}', ['[0].roleDefinitionName', 'Reader']),
			step('webapp identity remove -g {} -n {}'),
			step('webapp identity show -g {} -n {}', ['principalId', null]),
		],
	},
];
