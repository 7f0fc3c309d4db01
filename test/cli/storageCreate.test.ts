// Azure takes a new storage account with 202; a line still prints the account.
import { expect, test } from 'vitest';
import { inGroup } from './support';

const ACCOUNT = 'Microsoft.Storage/storageAccounts';

test.each([
	['instant', 'Succeeded'],
	['realistic', 'Creating'],
] as const)('under %s timing a new account is printed as %s', (timing, provisioningState) => {
	const shell = inGroup({ timing });
	expect(shell.json('az storage account create -g rg -n stshop')).toMatchObject({
		name: 'stshop',
		provisioningState,
		resourceGroup: 'rg',
	});
	const line = `az resource create -g rg -n stother --resource-type ${ACCOUNT} --properties {}`;
	expect(shell.json(line)).toMatchObject({ name: 'stother', properties: { provisioningState } });
});
