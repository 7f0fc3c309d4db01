// A pipeline outside of Azure signs in with its own issuer's token.
import { describe, expect, test } from 'vitest';
import { advance, minutes } from '../../src/azure';
import { inGroup } from './support';

const ISSUER = 'https://token.actions.githubusercontent.com';
const SUBJECT = 'repo:shop/web:ref:refs/heads/main';

/** A trusted pipeline that may read the group, and its token in `$TOKEN`. */
function pipeline() {
	const shell = inGroup();
	shell.ok(
		'az vm create -g rg -n vm-web --image Ubuntu2204 -o none',
		'az identity create -g rg -n id-ci -o none',
		`az identity federated-credential create -g rg --identity-name id-ci -n github --issuer ${ISSUER} --subject ${SUBJECT} -o none`,
		'az role assignment create --role Reader --assignee-object-id $(az identity show -g rg -n id-ci --query principalId -o tsv) --assignee-principal-type ServicePrincipal --scope $(az group show -n rg --query id -o tsv) -o none',
		'ID=$(az identity show -g rg -n id-ci --query clientId -o tsv)',
		'TENANT=$(az account show --query tenantId -o tsv)',
	);
	shell.world = advance(shell.world, minutes(10));
	shell.ok(`TOKEN=$(keyless issue-token --issuer ${ISSUER} --subject ${SUBJECT})`);
	return shell;
}
const LOGIN = 'az login --service-principal -u $ID --tenant $TENANT --federated-token';

describe('az login --federated-token', () => {
	test('works as the identity that trusts the issuer, with its roles and no more', () => {
		const shell = pipeline();
		expect(shell.ok(`${LOGIN} "$TOKEN" --query "[0].user.type" -o tsv`)).toBe('servicePrincipal\n');
		expect(shell.ok('az vm list --query [].name -o tsv')).toBe('vm-web\n');
		expect(shell.run('az group create -n rg-new -l westeurope')).toMatchObject({
			exitCode: 1,
			stderr: expect.stringContaining('(AuthorizationFailed)') as string,
		});
		expect(shell.ok('az account show --query user.name -o tsv')).toBe(shell.ok('echo $ID'));
		expect(shell.ok('az account get-access-token --query tokenType -o tsv')).toBe('Bearer\n');
		shell.ok('az logout');
		expect(shell.run('az group list').stderr).toContain("Please run 'az login'");
	});

	test.each([
		[`${LOGIN} nonsense`, 'AADSTS50027'],
		[
			`${LOGIN} "$(keyless issue-token --issuer ${ISSUER} --subject repo:someone/else)"`,
			'AADSTS70021',
		],
		[
			'az login --service-principal -u $ID -p secret --tenant $TENANT',
			'with a secret are not here',
		],
		['az login --service-principal', 'usage error: --service-principal --username NAME'],
	])('%s is refused', (line, says) => {
		const shell = pipeline();
		const { exitCode, stderr } = shell.run(line);
		expect([exitCode, stderr]).toEqual([1, expect.stringContaining(says)]);
		expect(shell.ok('az account show --query user.type -o tsv')).toBe('user\n');
	});

	test('the same token is of no use when its hour is over', () => {
		const shell = pipeline();
		shell.ok(`${LOGIN} "$TOKEN"`);
		shell.world = advance(shell.world, minutes(61));
		expect(shell.run('az vm list').stderr).toContain('AADSTS700024');
	});
});
