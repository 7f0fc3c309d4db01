// What Tab offers: commands, options that are not used yet, and what there is in this world.
import { describe, expect, test } from 'vitest';
import { complete } from '../../src/cli';
import { inGroup, type Shell } from './support';

function furnished(): Shell {
	const shell = inGroup();
	shell.ok(
		'az group create -n other -l northeurope',
		'az identity create -g rg -n id-app',
		'az identity create -g other -n id-far',
		'az vm create -g rg -n vm-web --image Ubuntu2204',
		'az keyvault create -g rg -n kv-shop',
		'SCOPE=/subscriptions/x',
		'echo {} > role.json',
	);
	return shell;
}
const shell = furnished();
/** What is offered at the `|` of a line. */
const offers = (line: string) => {
	const cursor = line.indexOf('|');
	const text = cursor < 0 ? line : line.slice(0, cursor) + line.slice(cursor + 1);
	return complete(shell.world, text, cursor < 0 ? text.length : cursor, shell.session);
};
const texts = (line: string) => offers(line).items.map(({ text }) => text);

describe('completion', () => {
	test.each<[string, string[]]>([
		['a', ['az']],
		['az vm id', ['identity']],
		['az vm identity ', ['assign', 'remove', 'show']],
		['az vm show -g ', ['rg', 'other']],
		['az vm show -g rg -n ', ['vm-web']],
		['az vm show --name=', ['--name=vm-web']],
		['az vm show -n vm-web --resource-group o', ['other']],
		['az group show -n ', ['rg', 'other']],
		['az vm list -o t', ['table', 'tsv']],
		[
			'az group list && az vm st',
			['start', 'stop'].filter((word) => offers('az vm ').items.some(({ text }) => text === word)),
		],
		['ID=$(az identity show -g rg -n ', ['id-app']],
		['az identity show -g other -n ', ['id-far']],
		['az group list > ', ['role.json']],
		['cat ', ['role.json']],
		['az role assignment create --scope $SC', ['SCOPE']],
		['az role assignment create --role "Key Vault Secrets U', ['"Key Vault Secrets User"']],
		['az vm create -g rg -n new --image U| -l x', ['Ubuntu2204']],
	])('%s', (line, expected) => {
		expect(texts(line).slice(0, Math.max(1, expected.length))).toEqual(expected);
	});

	test('identities of the line’s group by name, those of others by id', () => {
		const found = texts('az vm identity assign -g rg -n vm-web --identities ');
		expect(found.slice(0, 2)).toEqual(['[system]', 'id-app']);
		expect(found).toContain(
			`/subscriptions/${shell.subscription}/resourceGroups/other/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-far`.replace(
				'resourceGroups',
				'resourcegroups',
			),
		);
	});

	test('scopes are found by the last word of their id', () => {
		expect(texts('az role assignment create --scope kv-s')).toEqual([
			shell.id('Microsoft.KeyVault/vaults', 'kv-shop'),
		]);
	});

	test('an option is offered once; required ones come first', () => {
		const found = texts('az identity create ');
		expect(found.slice(0, 2)).toEqual(['--name', '--resource-group']);
		expect(texts('az identity create -n x --')).not.toContain('--name');
		expect(texts('az identity create -n x --')).toContain('--resource-group');
	});

	test('says what is being written', () => {
		expect(offers('az vm show -n ').hint).toMatchObject({ name: '--name/-n' });
		expect(offers('az identity create --resource-group').hint).toMatchObject({ required: true });
		expect(offers('az vm identity ').hint?.name).toBe('vm identity');
	});

	test('what is offered replaces just what is written of it', () => {
		const { from, to, items } = offers('az vm show -g ot| -n x');
		expect([from, to, items[0]?.text]).toEqual([14, 16, 'other']);
	});

	test('every option and value that is offered is one that the parser takes', () => {
		for (const line of ['az vm show -g rg -n vm-web', 'az group list', 'az identity list -g rg'])
			for (const { text } of offers(`${line} --`).items) {
				const ran = shell.run(`${line} ${text} x -h`);
				expect([text, ran.stderr]).not.toEqual([
					text,
					expect.stringContaining('unrecognized arguments: --'),
				]);
			}
	});
});
