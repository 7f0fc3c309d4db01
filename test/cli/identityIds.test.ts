// Where az takes the name of a user-assigned identity, and where only its id will do.
import { describe, expect, test } from 'vitest';
import { inGroup } from './support';

const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const REFUSED =
	"Property id 'id-a' at path '' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.";

const shop = () => {
	const shell = inGroup();
	shell.ok(
		'az identity create -g rg -n id-a',
		'az appservice plan create -g rg -n plan',
		'az webapp create -g rg -n shop-web -p plan',
		'az storage account create -g rg -n jobfiles',
		'az functionapp create -g rg -n shop-jobs -s jobfiles -c westeurope',
	);
	return shell;
};

/** Azure/azure-cli#25401 and MicrosoftDocs/azure-docs#112377: the word goes to Azure as it is. */
describe('an app takes ids alone', () => {
	test.each([
		'az webapp identity assign -g rg -n shop-web --identities id-a',
		'az functionapp identity assign -g rg -n shop-jobs --identities id-a',
		'az webapp create -g rg -n shop-two -p plan --assign-identity id-a',
	])('%s: refused in these words', (line) => {
		const { exitCode, stderr } = shop().run(line);
		expect(exitCode).toBe(1);
		expect(stderr).toBe(
			`ERROR: (LinkedInvalidPropertyId) ${REFUSED}\nCode: LinkedInvalidPropertyId\nMessage: ${REFUSED}\n`,
		);
	});
	test('with the id it is attached, and taken away again', () => {
		const shell = shop();
		const ids = '--identities $(az identity show -g rg -n id-a --query id -o tsv)';
		const block = shell.json(`az webapp identity assign -g rg -n shop-web ${ids}`);
		expect(Object.keys(block.userAssignedIdentities as object)).toHaveLength(1);
		shell.ok(`az webapp identity remove -g rg -n shop-web ${ids}`);
		expect(shell.ok('az webapp identity show -g rg -n shop-web')).toBe('');
	});
});

test('a machine takes a name of its own group as well', () => {
	const shell = shop();
	shell.ok('az vm create -g rg -n vm-web --image Ubuntu2204');
	const { userAssignedIdentities } = shell.json(
		'az vm identity assign -g rg -n vm-web --identities id-a',
	);
	expect(Object.keys(userAssignedIdentities as object)).toEqual([shell.id(IDENTITY, 'id-a')]);
});
