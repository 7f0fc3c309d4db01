// keyless-az as a child process: what a shell would see of it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli } from '../../scripts/buildCli.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
let program = '';

beforeAll(async () => {
	folder = mkdtempSync(join(root, 'node_modules/.keyless-az-'));
	program = await buildCli(join(folder, 'built'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

function keyless(words: readonly string[], input = '') {
	const ran = spawnSync(process.execPath, [program, ...words], { input, cwd: folder });
	return { out: ran.stdout.toString(), err: ran.stderr.toString(), code: ran.status };
}

describe('keyless-az', () => {
	test('runs a script: output here, errors there, and the exit code of the last command', () => {
		writeFileSync(
			join(folder, 'a.azcli'),
			'# two\naz group create -n rg -l westeurope -o none\naz group show -n none\naz group list --query "[].name" -o tsv\n',
		);
		expect(keyless(['a.azcli'])).toEqual({
			out: 'rg\n',
			err: expect.stringMatching(/^ERROR: \(ResourceGroupNotFound\)/) as string,
			code: 0,
		});
		writeFileSync(join(folder, 'b.azcli'), 'set -e\naz group show -n none\necho never\n');
		const stopped = keyless(['b.azcli']);
		expect([stopped.out, stopped.code]).toEqual(['', 3]);
	});

	test('reads what is piped in', () => {
		expect(keyless([], 'echo a | wc -l\nexit 4\necho never\n')).toEqual({
			out: '1\n',
			err: '',
			code: 4,
		});
	});

	test('is a prompt that says who and where one is, and goes on where a line does', () => {
		const lines = [
			'az group create -n rg \\',
			'-l westeurope -o none',
			'az vm create -g rg -n vm-web --image Ubuntu2204 --assign-identity -o none',
			'az ssh vm -g rg -n vm-web',
			'az login --identity',
			'exit',
			"echo 'a",
			"b'",
			'az group show -n nope',
			'exit 7',
			'echo never',
		];
		const { out, err, code } = keyless(['-i'], `${lines.join('\n')}\n`);
		expect(out.match(/ada:~\$|vm-web:~\$|> /g)).toEqual([
			...['ada:~$', '> ', 'ada:~$', 'ada:~$', 'vm-web:~$', 'vm-web:~$'],
			...['ada:~$', '> ', 'ada:~$', 'ada:~$'],
		]);
		expect(out).toContain('a\nb\n');
		expect(out).not.toContain('never');
		expect(err).toContain('No access was configured for the VM');
		expect(err).toContain('ERROR: (ResourceGroupNotFound)');
		expect(code).toBe(7);
	});

	test('ends a script at what it cannot read: what follows may belong to it', () => {
		const loop = 'for name in a b; do\n  az group create -n $name -l westeurope\ndone\n';
		const { out, err, code } = keyless([], loop);
		expect([out, code]).toEqual(['', 2]);
		expect(err).toBe("ERROR: 'for' is not understood here: write one command after the other.\n");
	});

	test('keeps the world in a file from one run to the next', () => {
		expect(
			keyless(['--world', 'w.json', '-'], 'az group create -n kept -l westeurope -o none').code,
		).toBe(0);
		expect(readFileSync(join(folder, 'w.json'), 'utf8')).toContain('"kept"');
		expect(keyless(['--world=w.json'], 'az group show -n kept --query location -o tsv').out).toBe(
			'westeurope\n',
		);
	});

	test('deploys templates that lie in the folder, Bicep and its modules as well', () => {
		mkdirSync(join(folder, 'mod'), { recursive: true });
		writeFileSync(join(folder, 'main.bicep'), "module one 'mod/one.bicep' = { name: 'one' }\n");
		writeFileSync(
			join(folder, 'mod/one.bicep'),
			"resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {\n  name: 'id-one'\n  location: resourceGroup().location\n}\n",
		);
		const lines = [
			'az group create -n rg -l westeurope -o none',
			'az deployment group create -g rg -f ./main.bicep -o none',
			'az identity list -g rg --query [].name -o tsv',
		];
		expect(keyless([], lines.join('\n'))).toEqual({ out: 'id-one\n', err: '', code: 0 });
	});

	test('runs one command in a world that it keeps, with words as the shell gave them', () => {
		const shop = (...words: string[]) => keyless(['--world', 'shop.json', ...words]);
		expect(
			shop('group', 'create', '-n', 'rg', '-l', 'westeurope', '--tags', "why=it's a trial").code,
		).toBe(0);
		expect(shop('group', 'list', '--query', '[].tags.why', '-o', 'tsv')).toEqual({
			out: "it's a trial\n",
			err: '',
			code: 0,
		});
		expect(shop('az', 'group', 'show', '-n', 'none').code).toBe(3);
	});

	test.each([
		[['a.azcli', 'b.azcli'], "'b.azcli' behind a script"],
		[['none.azcli'], "there is no file 'none.azcli'"],
		[['--wurld', 'x'], "'--wurld' is no option"],
		[['--world', 'a.azcli', '-'], 'holds no world'],
	])('%j is refused in a sentence', (words, says) => {
		const { out, err, code } = keyless(words);
		expect([out, code]).toEqual(['', 2]);
		expect(err).toContain(says);
	});

	test('is one file that needs nothing beside it', () => {
		expect(readFileSync(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
		const alone = mkdtempSync(join(tmpdir(), 'keyless-az-'));
		copyFileSync(program, join(alone, 'az.mjs'));
		const ran = spawnSync(process.execPath, [join(alone, 'az.mjs')], {
			input: 'az account show --query state -o tsv',
		});
		rmSync(alone, { recursive: true });
		expect(ran.stdout.toString()).toBe('Enabled\n');
	});
});
