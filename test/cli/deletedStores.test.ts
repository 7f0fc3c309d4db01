// App Configuration stores that were deleted.
import { expect, test } from 'vitest';
import { inGroup } from './support';

const ON = 'az appconfig';

test('a deleted store keeps its name until it is recovered or purged', () => {
	const shell = inGroup();
	shell.ok(
		`${ON} create -g rg -n shop-settings -l westeurope --assign-identity`,
		`${ON} delete -g rg -n shop-settings --yes`,
	);
	expect(shell.run(`${ON} create -g rg -n shop-settings -l westeurope`).stderr).toContain(
		'NameUnavailable',
	);
	expect(shell.ok(`${ON} list-deleted --query "[].name" -o tsv`)).toBe('shop-settings\n');
	expect(shell.json(`${ON} show-deleted -n shop-settings`)).toMatchObject({
		location: 'westeurope',
		purgeProtectionEnabled: false,
	});
	expect(shell.run(`${ON} recover -n shop-settings`)).toMatchObject({ exitCode: 1 });
	expect(shell.json(`${ON} recover -n shop-settings --yes`)).toMatchObject({
		name: 'shop-settings',
		identity: null,
	});
	shell.ok(`${ON} delete -g rg -n shop-settings --yes`, `${ON} purge -n shop-settings --yes`);
	expect(shell.run(`${ON} show-deleted -n shop-settings`).exitCode).toBe(3);
	shell.ok(`${ON} create -g rg -n shop-settings -l westeurope`);
});
