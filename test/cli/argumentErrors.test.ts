// What is said of a mistyped line. The rows are what az 2.45 said to the same lines.
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/cli';
import { inGroup } from './support';

const MISTYPED: [string, string][] = [
	[
		'az identity create',
		'ERROR: the following arguments are required: --resource-group/-g, --name/-n',
	],
	['az identity crate -n x -g y', "ERROR: 'crate' is misspelled or not recognized by the system."],
	['az foo', "ERROR: 'foo' is misspelled or not recognized by the system."],
	[
		'az identity show -n a -g b -o xml',
		"ERROR: az identity show: 'xml' is not a valid value for '--output'. Allowed values: json, jsonc, yaml, yamlc, table, tsv, none.",
	],
	['az keyvault create -n ab -g rg --bogus 1', 'ERROR: unrecognized arguments: --bogus 1'],
];

const REFUSED: [string, string][] = [
	[
		'az role assignment create --role Reader --scope /x',
		'ERROR: usage error: --assignee STRING | --assignee-object-id GUID',
	],
	[
		'az role assignment create --role Reader --assignee a --assignee-object-id b --scope /x',
		'ERROR: usage error: --assignee STRING | --assignee-object-id GUID',
	],
	['az vm identity assign -g rg', 'ERROR: (--name | --ids) are required'],
	['az group delete -n x', 'ERROR: Operation cancelled.'],
];

const firstError = (text: string) => text.split('\n').find((line) => line.startsWith('ERROR'));

describe('a mistyped line', () => {
	test.each(MISTYPED)('%s', (line, says) => {
		const shell = inGroup();
		const before = shell.world;
		const result = shell.run(line);
		expect(firstError(result.stderr)).toBe(says);
		expect(result.exitCode).toBe(2);
		expect(result.stdout).toBe('');
		expect(shell.sent).toEqual([]);
		expect(shell.world).toBe(before);
	});

	test.each(REFUSED)('%s', (line, says) => {
		const shell = inGroup();
		const result = shell.run(line);
		expect(firstError(result.stderr)).toBe(says);
		expect(result.exitCode).toBe(1);
		expect(shell.sent).toEqual([]);
	});

	test('is told what was probably meant', () => {
		expect(inGroup().run('az identity crate -n x -g y').stderr).toContain(
			"Did you mean 'create' ?",
		);
		expect(parse('az virtual-machine list')).toMatchObject({ kind: 'error', word: 1 });
		expect(parse('az vm lisst')).toMatchObject({ suggestions: ['list'] });
		expect(parse('az vm list --resource-gruop rg')).toMatchObject({
			suggestions: ['--resource-group'],
		});
	});

	test('prompts nobody: without --yes a dangerous line stops', () => {
		expect(inGroup().run('az group delete -n rg').stderr).toContain(
			'WARNING: Unable to prompt for confirmation as no tty available. Use --yes.',
		);
	});
});

describe('option syntax', () => {
	test.each([
		'az group create --name rg2 --location westeurope',
		'az group create --name=rg2 --location=westeurope',
		'az group create -nrg2 -lwesteurope',
		'az group create --nam rg2 --loc westeurope',
		'az group create -g rg2 -l "West Europe"',
		'az group create --resource-group rg2 -l westeurope -l westeurope',
	])('%s', (line) => {
		const shell = inGroup();
		shell.ok(line);
		expect(shell.json('az group show -n rg2').location).toBe('westeurope');
	});

	test('the beginning of two options is neither', () => {
		expect(parse('az role assignment create --assignee-o x --role r --scope /s')).toMatchObject({
			kind: 'command',
		});
		expect(parse('az role assignment create --assignee- x --role r --scope /s')).toMatchObject({
			kind: 'error',
			message:
				'ambiguous option: --assignee- could match --assignee-object-id, --assignee-principal-type',
		});
	});

	test.each([
		['az group show -n', 'argument --name/-n/--resource-group/-g: expected one argument'],
		['az group show -n --query x', 'argument --name/-n/--resource-group/-g: expected one argument'],
		['az resource delete --ids', 'argument --ids: expected at least one argument'],
	])('%s', (line, message) => {
		expect(parse(line)).toMatchObject({ kind: 'error', message });
	});

	test.each([
		['az group show -n a b', 'unrecognized arguments: b'],
		['az --version-of-what', 'the following arguments are required: _command_package'],
		['az storage --foo', 'the following arguments are required: _subcommand'],
	])('%s', (line, message) => {
		expect(parse(line)).toMatchObject({ kind: 'error', message });
	});

	test('a query that cannot be read stops the line before anything is sent', () => {
		const shell = inGroup();
		const result = shell.run("az group list --query 'a['");
		expect(result.exitCode).toBe(2);
		expect(result.stderr).toContain("argument --query: invalid jmespath_type value: 'a['");
		expect(shell.sent).toEqual([]);
	});
});

describe('help', () => {
	test.each([
		['az vm identity assign --help', '    --identities '],
		['az vm identity -h', '    assign '],
		['az', '    identity '],
		[
			'az group create -h',
			'--name --resource-group -g -n [Required] : Name of the resource group.',
		],
	])('%s', (line, says) => {
		const { stdout, exitCode } = inGroup().run(line);
		expect(stdout).toContain(says);
		expect(exitCode).toBe(0);
	});
});
