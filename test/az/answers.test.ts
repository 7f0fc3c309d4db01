// Real Azure CLI, pointed at the simulated Azure, beside our own: exit code, first line of error, and JSON. Run by `npm run test:az`.
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Shell } from '../cli/support';
import { AzureServer, type Printed } from './azureServer';

const asked = process.env.KEYLESS_AZ === '1';
const installed = asked && spawnSync('az', ['--help']).status === 0;
if (asked && !installed) console.log('az is not installed here: nothing is compared with it.');

/** One sitting, line after line, in both. */
const LINES: readonly string[] = [
	'az group create -n rg -l westeurope --tags team=shop env=test',
	'az group create -n rg -l northeurope',
	'az group show -n rg',
	'az group show -n nowhere',
	'az group list',
	'az group list -o table',
	'az group list --query [].name -o tsv',
	'az group list -o yaml',
	'az group exists -n rg',
	'az group exists -n nowhere',
	'az group update -n rg --tags team=web',
	'az keyvault create -n kv-lost-az -g nowhere',
	'az identity create -g rg -n id-shop',
	'az identity create -g rg -n id-shop --tags a=b',
	'az identity create -g nowhere -n id-shop',
	'az identity show -g rg -n id-shop',
	'az identity show -g rg -n id-none',
	'az identity show -g rg -n id-shop --query principalId -o tsv',
	'az identity list -g rg',
	'az identity list -g rg -o table',
	'az identity list',
	'az identity federated-credential create -g rg --identity-name id-shop -n fic --issuer https://token.actions.githubusercontent.com --subject repo:contoso/shop:ref:refs/heads/main --audiences api://AzureADTokenExchange',
	'az identity federated-credential list -g rg --identity-name id-shop',
	'az identity federated-credential show -g rg --identity-name id-shop -n fic',
	'az identity federated-credential delete -g rg --identity-name id-shop -n fic --yes',
	'az identity federated-credential show -g rg --identity-name id-shop -n fic',
	'az keyvault create -n kv-shop-az -g rg --enable-rbac-authorization true',
	'az keyvault show -n kv-shop-az -g rg',
	'az keyvault show -n kv-none-az -g rg',
	'az keyvault list -g rg --query [].name',
	'az keyvault list -g rg -o table',
	'az keyvault show -n kv-shop-az -g rg -o table',
	'az resource list -g rg --query [].name',
	'az resource list -g rg -o table',
	'az resource show -g rg -n kv-shop-az --resource-type Microsoft.KeyVault/vaults --query properties.enableRbacAuthorization',
	'az storage account create -n stshopaz -g rg --sku Standard_LRS --query name',
	'az storage account show -n stshopaz -g rg --query sku.name',
	'az storage account show -n stnoneaz -g rg',
	'az storage account list -g rg --query [].name',
	'az storage account show --ids $(az storage account show -n stshopaz -g rg --query id -o tsv) --query name -o tsv',
	'az group list --query "max_by([],&name).name"',
	'az group list --query "[?name>\'a\'].name"',
	'az storage account update -n stshopaz -g rg --identity-type SystemAssigned --query identity.type',
	'az storage account keys list -n stshopaz -g rg --query [].keyName',
	'az role definition list --name Reader',
	'az role definition list --name Nothing',
	'az role definition list --name Reader --query [0].permissions',
	'az role assignment create --role Reader --assignee-object-id $(az identity show -g rg -n id-shop --query principalId -o tsv) --assignee-principal-type ServicePrincipal --scope $(az group show -n rg --query id -o tsv)',
	'az role assignment create --role Reader --assignee-object-id $(az identity show -g rg -n id-shop --query principalId -o tsv) --assignee-principal-type ServicePrincipal --scope $(az group show -n rg --query id -o tsv)',
	'az role assignment create --role Nobody --assignee-object-id $(az identity show -g rg -n id-shop --query principalId -o tsv) --assignee-principal-type ServicePrincipal --scope $(az group show -n rg --query id -o tsv)',
	'az role assignment list --scope $(az group show -n rg --query id -o tsv)',
	'az role assignment list --scope $(az group show -n rg --query id -o tsv) -o table',
	'az role assignment list --assignee $(az identity show -g rg -n id-shop --query clientId -o tsv) --all --query [].roleDefinitionName',
	'az role assignment list --all -o table',
	'az role assignment delete --role Reader --assignee $(az identity show -g rg -n id-shop --query principalId -o tsv) --scope $(az group show -n rg --query id -o tsv)',
	'az ad sp show --id $(az identity show -g rg -n id-shop --query clientId -o tsv)',
	'az ad sp show --id 11111111-1111-1111-1111-111111111111',
	'az ad user show --id ben@contoso.onmicrosoft.com --query displayName',
	'az ad group create --display-name readers --mail-nickname readers --query displayName',
	'az ad group list --query [].displayName',
	'az lock create -n keep -g rg --lock-type CanNotDelete',
	'az lock list -g rg',
	'az group delete -n rg --yes',
	'az lock delete -n keep -g rg',
	'az provider show -n Microsoft.KeyVault --query registrationState',
	'az account list --query [].name',
	'az account show --query name',
	'az tag list --resource-id $(az group show -n rg --query id -o tsv)',
	'az rest --method get --url /subscriptions?api-version=2022-12-01 --query value[].displayName',
	'az identity delete -g rg -n id-shop',
	'az identity delete -g rg -n id-shop',
	'az keyvault delete -n kv-shop-az -g rg',
	'az group delete -n rg --yes',
	'az group show -n rg',
];

/**
 * Lines that answer otherwise for the age of 2.45, or for something that Debian's package lacks; each with its reason.
 * What is not in here has to agree.
 */
const OTHERWISE: readonly (readonly [line: RegExp, reason: string])[] = [
	[
		/^az role /,
		"Debian's 2.45 stops with a traceback in every role command: its authorization module is of another age",
	],
];

const masked = (text: string): string =>
	text
		.replace(/resourcegroups/gi, 'resourceGroups')
		.replace(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/gi, '<guid>')
		.replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[^"\s]*/g, '<time>')
		.replace(/identity\.azure\.net\/[^"]*/g, 'identity.azure.net/<hash>')
		.replace(/"customKeyIdentifier": "[^"]*"/g, '"customKeyIdentifier": "<hash>"');

const firstError = (text: string): string =>
	masked(text.split('\n').find((line) => line.startsWith('ERROR')) ?? '');

describe.skipIf(!installed)('real Azure CLI', () => {
	const azure = new AzureServer();
	const shell = new Shell({ now: azure.world.now });
	beforeAll(() => azure.start(), 60_000);
	afterAll(() => azure.stop());

	test.each(LINES.map((line, index) => [index, line] as const))(
		'%i %s',
		async (_, line) => {
			const theirs: Printed = await azure.run(line);
			const ours = shell.run(line);
			if (OTHERWISE.some(([pattern]) => pattern.test(line))) return;
			expect([ours.exitCode, firstError(ours.stderr), masked(ours.stdout.trim())]).toEqual([
				theirs.exitCode,
				firstError(theirs.stderr),
				masked(theirs.stdout.trim()),
			]);
		},
		60_000,
	);
});
