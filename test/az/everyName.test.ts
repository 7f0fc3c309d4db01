// Every command of real Azure CLI is here, or is told to be there: none is taken for a slip of the finger. Run by `npm run test:az`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/cli';
import { inGroup } from '../cli/support';

const asked = process.env.KEYLESS_AZ === '1';

/** Prints the name of each command that the installed Azure CLI can load. */
const LIST = `
from azure.cli.core import get_default_cli as c
a = c()
i = a.invocation_cls(cli_ctx=a, parser_cls=a.parser_cls, commands_loader_cls=a.commands_loader_cls, help_cls=a.help_cls)
a.invocation = i
print('\\n'.join(i.commands_loader.load_command_table(None)))
`;

function namesOfAz(): readonly string[] {
	const config = mkdtempSync(join(tmpdir(), 'keyless-az-config-'));
	const ran = spawnSync('/usr/bin/python3', ['-c', LIST], {
		env: { ...process.env, AZURE_CONFIG_DIR: config, AZURE_CORE_COLLECT_TELEMETRY: '0' },
	});
	rmSync(config, { recursive: true });
	return ran.status === 0 ? ran.stdout.toString().trim().split('\n') : [];
}

const names = asked ? namesOfAz() : [];
if (asked && names.length === 0) console.log('az is not installed here: its names are unknown.');

describe.skipIf(names.length === 0)('the commands of real Azure CLI', () => {
	test('are here, or said to be there, with what to use instead', () => {
		const strangers = names.filter((name) => {
			const parsed = parse(`az ${name} --help`);
			return (
				parsed.kind === 'error' &&
				!/exists in Azure CLI but is not simulated here: /.test(parsed.message)
			);
		});
		expect(strangers).toEqual([]);
	});

	test('that are not here end with exit code 2 and send nothing', () => {
		const shell = inGroup();
		const before = shell.world;
		for (const name of names.filter((_, index) => index % 20 === 0)) {
			if (parse(`az ${name} --help`).kind !== 'error') continue;
			const { exitCode, stdout, stderr } = shell.run(`az ${name} -g rg -n x --yes`);
			expect([name, exitCode, stdout, stderr.split('\n').length]).toEqual([name, 2, '', 4]);
		}
		expect(shell.world).toBe(before);
	});
});
