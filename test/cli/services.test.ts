// The command groups of the services, told as a person would use them; shapes and words are those of real az.
import { describe, expect, test } from 'vitest';
import { inGroup } from './support';

describe('apps', () => {
	test('a web app needs a plan, and stands where its plan stands', () => {
		const shell = inGroup();
		expect(shell.run('az webapp create -g rg -n shop-web').stderr).toContain(
			'the following arguments are required: --plan/-p',
		);
		expect(shell.run('az webapp create -g rg -n shop-web -p plan').stderr).toBe(
			"ERROR: The plan 'plan' doesn't exist.\n",
		);
		shell.ok('az appservice plan create -g rg -n plan -l northeurope --is-linux');
		expect(shell.json('az webapp create -g rg -n shop-web -p plan')).toMatchObject({
			kind: 'app,linux',
			location: 'northeurope',
		});
	});

	test('a function app needs a storage account, whose key it is given', () => {
		const shell = inGroup();
		shell.ok('az storage account create -g rg -n jobfiles');
		expect(shell.run('az functionapp create -g rg -n shop-jobs -s jobfiles').stderr).toBe(
			'ERROR: usage error: You must specify one of these parameter --plan NAME_OR_ID | --consumption-plan-location LOCATION\n',
		);
		shell.ok('az functionapp create -g rg -n shop-jobs -s jobfiles -c westeurope');
		const opens = shell.ok(
			'az functionapp config appsettings list -g rg -n shop-jobs --query "[?name==\'AzureWebJobsStorage\'].value" -o tsv',
		);
		expect(opens).toMatch(/AccountName=jobfiles;AccountKey=.+/);
	});

	test('settings are kept until they are deleted', () => {
		const shell = inGroup();
		shell.ok('az appservice plan create -g rg -n plan', 'az webapp create -g rg -n web -p plan');
		const settings = 'az webapp config appsettings';
		shell.ok(
			`${settings} set -g rg -n web --settings A=1`,
			`${settings} set -g rg -n web --settings B=2`,
		);
		shell.ok(`${settings} delete -g rg -n web --setting-names A`);
		expect(JSON.parse(shell.ok(`${settings} list -g rg -n web`))).toEqual([
			{ name: 'B', slotSetting: false, value: '2' },
		]);
	});

	test('a slot has an identity of its own', () => {
		const shell = inGroup();
		shell.ok(
			'az appservice plan create -g rg -n plan',
			'az webapp create -g rg -n web -p plan --assign-identity',
			'az webapp deployment slot create -g rg -n web -s staging',
		);
		const own = shell.json('az webapp identity show -g rg -n web').principalId;
		const other = shell.json('az webapp identity assign -g rg -n web -s staging').principalId;
		expect(other).toMatch(/^[0-9a-f-]{36}$/);
		expect(other).not.toBe(own);
	});
});

describe('a provider that nobody registered', () => {
	test('is registered, said so, and the line goes on', () => {
		const shell = inGroup();
		const result = shell.run(
			"az resource create -g rg -n idx --resource-type Microsoft.Search/searchServices -p '{}'",
		);
		expect(result.stderr).toBe(
			"WARNING: Resource provider 'Microsoft.Search' used by this operation is not registered. We are registering for you.\nWARNING: Registration succeeded.\n",
		);
		expect(result.exitCode).toBe(0);
		expect(shell.sent.some((sent) => sent.includes('Microsoft.Search/register'))).toBe(true);
	});

	test('stays so for a person who may not register it', () => {
		const shell = inGroup();
		shell.ok('az login -u cleo@contoso.onmicrosoft.com -p anything');
		const result = shell.run('az provider register -n Microsoft.Search');
		expect(result.stderr).toContain('(AuthorizationFailed)');
	});
});

describe('identities by two options', () => {
	const namespace = 'az servicebus namespace';

	test('are added and taken away one by one, and the namespace is printed', () => {
		const shell = inGroup();
		shell.ok(
			'ID=$(az identity create -g rg -n id-app --query id -o tsv)',
			`${namespace} create -g rg -n shopbus --mi-system-assigned`,
		);
		const both = shell.json(`${namespace} identity assign -g rg -n shopbus --user-assigned $ID`);
		expect(both).toMatchObject({
			name: 'shopbus',
			identity: { type: 'SystemAssigned, UserAssigned' },
		});
		const one = shell.json(`${namespace} identity remove -g rg -n shopbus --system-assigned`);
		expect(one).toMatchObject({ identity: { type: 'UserAssigned' } });
	});
});

describe('changes by path', () => {
	test('set, add and remove reach any property', () => {
		const shell = inGroup();
		shell.ok('az acr create -g rg -n shopimages --sku Basic');
		const set = shell.json('az acr update -n shopimages --set tags.team=shop sku.name=Premium');
		expect(set).toMatchObject({ tags: { team: 'shop' }, sku: { name: 'Premium' } });
		expect(shell.json('az acr update -n shopimages --remove tags.team').tags).toEqual({});
	});

	test('a registry of no name is told in the words of az', () => {
		expect(inGroup().run('az acr show -n nosuch').stderr).toMatch(
			/^ERROR: The resource with name 'nosuch' and type 'Microsoft.ContainerRegistry\/registries' could not be found in subscription '.+'\.\n$/,
		);
	});
});

describe('directory and guard rails', () => {
	test('a group of the same name is returned, not made again', () => {
		const shell = inGroup();
		const create = 'az ad group create --display-name readers --mail-nickname readers';
		const first = shell.json(create);
		const again = shell.run(create);
		expect(again.stderr).toContain('already exists, returning.');
		expect(JSON.parse(again.stdout)).toMatchObject({ id: first.id });
	});

	test('a lock keeps an owner from deleting until it is gone', () => {
		const shell = inGroup();
		shell.ok('az lock create -n keep -t CanNotDelete -g rg');
		expect(shell.run('az group delete -n rg --yes').stderr).toContain('(ScopeLocked)');
		shell.ok('az lock delete -n keep -g rg', 'az group delete -n rg --yes');
	});

	test('access policies belong to the creator, and to whom they are given', () => {
		const shell = inGroup();
		shell.ok(
			'az keyvault create -g rg -n kv-old --enable-rbac-authorization false',
			'az keyvault secret set --vault-name kv-old -n db --value hunter2',
			'ID=$(az ad user show --id cleo@contoso.onmicrosoft.com --query id -o tsv)',
			'az keyvault set-policy -n kv-old --object-id $ID --secret-permissions get',
			'az login -u cleo@contoso.onmicrosoft.com -p anything',
		);
		expect(shell.ok('az keyvault secret show --vault-name kv-old -n db --query value -o tsv')).toBe(
			'hunter2\n',
		);
		expect(shell.run('az keyvault secret list --vault-name kv-old').exitCode).toBe(1);
	});

	test('what an option cannot change here is said', () => {
		const result = inGroup().run('az vm create -g rg -n vm --image Ubuntu2204 --generate-ssh-keys');
		expect(result.stderr).toBe(
			'WARNING: Left out here, where it would change nothing: --generate-ssh-keys.\n',
		);
	});
});
