// Being somebody else, and being on a resource.
import { describe, expect, test } from 'vitest';
import { promptOf } from '../../src/cli';
import { inGroup, type Shell } from './support';

function withMachine(): Shell {
	const shell = inGroup();
	shell.ok(
		'az vm create -g rg -n vm1 --image Ubuntu2204 --assign-identity',
		'az keyvault create -g rg -n kv1shop --enable-rbac-authorization true',
		`az role assignment create --role "Key Vault Secrets Officer" --assignee ${shell.session.user} --scope ${shell.id('Microsoft.KeyVault/vaults', 'kv1shop')}`,
		'az keyvault secret set --vault-name kv1shop -n db --value hunter2',
	);
	return shell;
}
const grant = (shell: Shell, role: string) =>
	shell.ok(
		'ID=$(az vm show -g rg -n vm1 --query identity.principalId -o tsv)',
		`az role assignment create --role "${role}" --assignee-object-id $ID --assignee-principal-type ServicePrincipal --scope ${shell.id('Microsoft.KeyVault/vaults', 'kv1shop')}`,
	);
const person = (shell: Shell, key: string) =>
	Object.values(shell.world.users).find((user) => user.key === key)?.userPrincipalName ?? '';

describe('signing in', () => {
	test('as another person: what follows is done as that person', () => {
		const shell = inGroup();
		shell.ok(`az login --username ${person(shell, 'cleo')}`);
		expect(shell.json('az account show').user).toMatchObject({ name: person(shell, 'cleo') });
		const refused = shell.run('az group create -n other -l westeurope');
		expect(refused.stderr).toContain('AuthorizationFailed');
		expect(promptOf(shell.session)).toBe('cleo:~$');
	});

	test('signed out, nothing works until somebody signs in', () => {
		const shell = inGroup();
		const user = shell.session.user;
		shell.ok('az logout');
		const refused = shell.run('az group list');
		expect([refused.exitCode, refused.stderr]).toEqual([
			1,
			"ERROR: Please run 'az login' to setup account.\n",
		]);
		expect(shell.sent).toEqual([]);
		shell.ok(`az login -u ${user}`, 'az group list');
	});

	test('nobody of that name', () => {
		const shell = inGroup();
		expect(shell.run('az login -u nobody@example.com').stderr).toContain('AADSTS50034');
		expect(shell.run('az login').stderr).toContain('--username');
	});

	test('the subscription by name or id', () => {
		const shell = inGroup();
		shell.ok(
			`az account set -s "${shell.session.subscriptionName}"`,
			`az account set --subscription ${shell.subscription}`,
		);
		expect(shell.run('az account set -n other').stderr).toContain(
			"The subscription of 'other' doesn't exist in cloud 'AzureCloud'.",
		);
	});
});

describe('on a machine', () => {
	test('curl gets a token from the metadata service, and the secret with it once the role is granted', () => {
		const shell = withMachine();
		shell.ok('az ssh vm -g rg -n vm1');
		expect(promptOf(shell.session)).toBe('vm1:~$');
		const token =
			"TOKEN=$(curl -s -H Metadata:true 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net' | grep -o '\"access_token\":\"[^\"]*' | cut -d'\"' -f4)";
		const read =
			'curl -s "https://kv1shop.vault.azure.net/secrets/db?api-version=7.4" -H "Authorization: Bearer $TOKEN"';
		shell.ok(token);
		expect(shell.ok(read)).toContain('ForbiddenByRbac');
		shell.ok('exit');
		grant(shell, 'Key Vault Secrets User');
		shell.ok('az ssh vm -g rg -n vm1', token);
		expect(shell.ok(read)).toContain('hunter2');
	});

	test('nobody is signed in as a person where an identity is', () => {
		const shell = inGroup();
		shell.ok(
			'az vm create -g rg -n vm1 --image Ubuntu2204 --assign-identity [system] --role Reader --scope $(az group show -n rg --query id -o tsv)',
			'az ssh vm -g rg -n vm1',
			'az login --identity',
		);
		// Graph's sentence, and az's way to print it: github.com/microsoftgraph/msgraph-sdk-php/issues/1163, github.com/Azure/artifact-signing-action/issues/80.
		expect(shell.run('az ad signed-in-user show')).toMatchObject({
			exitCode: 1,
			stdout: '',
			stderr: 'ERROR: /me request is only valid with delegated authentication flow.\n',
		});
	});

	test('az is nobody until az login --identity, and then the machine', () => {
		const shell = withMachine();
		shell.ok('az ssh vm -g rg -n vm1');
		expect(shell.run('az group list').stderr).toContain("Please run 'az login'");
		expect(shell.run('az login --identity').stderr).toContain('--allow-no-subscriptions');
		shell.ok('exit 0');
		grant(shell, 'Key Vault Secrets User');
		shell.ok('az ssh vm -g rg -n vm1', 'az login --identity');
		expect(
			shell.ok('az keyvault secret show --vault-name kv1shop -n db --query value -o tsv'),
		).toBe('hunter2\n');
		expect(
			shell.run('az keyvault secret set --vault-name kv1shop -n db --value x').stderr,
		).toContain('Forbidden');
		shell.ok('exit 0');
		expect(promptOf(shell.session)).toBe('ada:~$');
	});

	test('variables stay where they were set', () => {
		const shell = withMachine();
		shell.ok('X=desk', 'az ssh vm -g rg -n vm1');
		expect(shell.ok('echo "[$X]"')).toBe('[]\n');
		shell.ok('X=machine', 'exit');
		expect(shell.ok('echo $X')).toBe('desk\n');
	});

	test('run-command runs lines as the machine and tells what they printed', () => {
		const shell = withMachine();
		grant(shell, 'Key Vault Secrets User');
		const printed = shell.ok(
			"az vm run-command invoke -g rg -n vm1 --command-id RunShellScript --scripts 'az login --identity --allow-no-subscriptions -o none' 'az keyvault secret show --vault-name kv1shop -n db --query value -o tsv' --query 'value[0].message' -o tsv",
		);
		expect(printed).toBe('Enable succeeded: \n[stdout]\nhunter2\n\n[stderr]\n\n');
		expect(promptOf(shell.session)).toBe('ada:~$');
	});

	test('a machine without an identity cannot sign in', () => {
		const shell = inGroup();
		shell.ok('az vm create -g rg -n bare --image Ubuntu2204', 'az ssh vm -g rg -n bare');
		const refused = shell.run('az login --identity');
		expect(refused.stderr).toContain('Failed to connect to MSI');
		expect(refused.exitCode).toBe(1);
	});

	test('from the desk nobody reaches the metadata service', () => {
		const shell = inGroup();
		const refused = shell.run(
			"curl -H Metadata:true 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=x'",
		);
		expect(refused.exitCode).toBe(7);
	});
});

describe('in a web app', () => {
	test('the endpoint and its secret are in the environment', () => {
		const shell = inGroup();
		shell.ok(
			'az appservice plan create -g rg -n plan1',
			'az webapp create -g rg -n shop1 -p plan1',
			'az webapp identity assign -g rg -n shop1',
			'az webapp ssh -g rg -n shop1',
		);
		expect(
			shell.ok(
				'curl -s "$IDENTITY_ENDPOINT?api-version=2019-08-01&resource=https://vault.azure.net" -H "X-IDENTITY-HEADER: $IDENTITY_HEADER" | grep -c access_token',
			),
		).toBe('1\n');
	});
});

describe('explain', () => {
	test('tells what a command sends, and sends it once', () => {
		const shell = inGroup();
		const told = shell.ok('explain az identity create -g rg -n id-a -l westeurope');
		expect(told).toContain('PUT https://management.azure.com');
		expect(told).toContain('→ 201');
		shell.ok('az identity show -g rg -n id-a');
		shell.ok('explain --dry-run az identity delete -g rg -n id-a');
		expect(shell.sent).toEqual([]);
		shell.ok('az identity show -g rg -n id-a');
	});
});
