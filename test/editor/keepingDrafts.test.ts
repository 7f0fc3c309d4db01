// A draft outlasts the page, and a file that gets another name is asked for by that one.
import { afterEach, describe, expect, test } from 'vitest';
import { Draft } from '../../src/ui/editor/draft.svelte';
import { readKept, writeKept } from '../../src/ui/editor/keptDraft';
import { renameFile } from '../../src/ui/editor/references';
import { readTemplate } from '../../src/ui/editor/template';
import { recall, remember } from '../../src/ui/remember';

afterEach(() => remember('draft', undefined));

const WHO =
	"resource who 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {\n  name: 'id-app'\n  location: resourceGroup().location\n}\n";

describe('a kept draft', () => {
	const reloaded = (): Draft => {
		const draft = new Draft();
		draft.recall();
		return draft;
	};

	test('comes back as it was, broken as it may be, and never with a secret', () => {
		const draft = new Draft();
		draft.open({ 'main.bicep': "@secure()\nparam key string\nparam name string = 'a'\n" });
		draft.values = { key: 'hunter2', name: 'b' };
		draft.keep(new Set(['key']));
		draft.edit('resource = {');
		draft.values = { key: 'hunter2', name: 'c' };
		// Nobody knows now which parameters are secret.
		draft.keep(undefined);
		expect(recall('draft')).not.toContain('hunter2');
		const after = reloaded();
		expect(after.now).toMatchObject({
			path: 'main.bicep',
			files: { 'main.bicep': 'resource = {' },
		});
		expect(after.values).toEqual({ name: 'b' });
		expect(after.isOwn).toBe(true);
	});

	test('of both languages, with the file that was shown', () => {
		const draft = new Draft();
		draft.open({ 'main.json': '{}' });
		draft.open({
			'main.bicep': "module who 'who.bicep' = {\n  name: 'who'\n}\n",
			'who.bicep': WHO,
		});
		draft.show('who.bicep');
		draft.keep(new Set());
		const after = reloaded();
		expect(after.now?.shown).toBe('who.bicep');
		after.language = 'json';
		expect(after.now?.files).toEqual({ 'main.json': '{}' });
	});

	test('a beginning that nobody touched is not kept', async () => {
		const draft = new Draft();
		await draft.begin('identity');
		draft.keep(new Set());
		expect(recall('draft')).toBeUndefined();
		draft.edit('// mine\n');
		draft.keep(new Set());
		expect(reloaded().now?.files).toEqual({ 'main.bicep': '// mine\n' });
	});

	test('a beginning that comes late takes the place of nothing that was begun, opened or chosen since', async () => {
		const draft = new Draft();
		const [late, newest] = [draft.begin('site'), draft.begin('empty')];
		expect(await Promise.all([late, newest])).toEqual([false, true]);
		expect(draft.now?.files).toEqual({ 'main.bicep': '' });

		const overtaken = draft.begin('site');
		draft.open({ 'mine.bicep': WHO });
		expect(await overtaken).toBe(false);
		expect(draft.now?.files).toEqual({ 'mine.bicep': WHO });

		const unwanted = draft.begin('site');
		draft.language = 'json';
		expect(await unwanted).toBe(false);
		expect(draft.language).toBe('json');
	});

	test('one that is longer than a browser keeps says so, and no longer once it is shorter', () => {
		const draft = new Draft();
		draft.open({ 'main.bicep': WHO });
		draft.edit(`// ${'long '.repeat(250_000)}\n`);
		draft.keep(new Set());
		expect(draft.isTooLong).toBe(true);
		expect(recall('draft')).toBeUndefined();
		draft.edit(WHO);
		draft.keep(new Set());
		expect(draft.isTooLong).toBe(false);
		expect(reloaded().now?.files).toEqual({ 'main.bicep': WHO });
	});

	test('what is no draft is none: the page begins as ever', () => {
		for (const text of [
			undefined,
			'',
			'null',
			'{"written":{}}',
			'{"written":{"bicep":{"path":"a.bicep","shown":"a.bicep","files":{}}}}',
			'{"written":{"bicep":{"path":"a.bicep","shown":"a.bicep","files":{"a.bicep":7}}}}',
		])
			expect(readKept(text)).toBeUndefined();
		expect(writeKept({ language: 'bicep', written: {}, values: {} })).toBeUndefined();
	});

	test('a copy of the world that takes its place says so, and what was there comes back', () => {
		const draft = new Draft();
		draft.open({ 'main.bicep': WHO });
		draft.take(
			'bicep',
			{ files: { 'main.bicep': '' }, lines: {}, secrets: {}, leftOut: [] },
			undefined,
		);
		expect(draft.isTaken).toBe(true);
		draft.back();
		expect(draft.now?.files).toEqual({ 'main.bicep': WHO });
	});
});

describe('another name', () => {
	test('is said by the modules that ask for the file, in every form of the way there', () => {
		const files = {
			'main.bicep': "module a './modules/who.bicep' = {\n}\nmodule b 'other.bicep' = {\n}\n",
			'modules/who.bicep': WHO,
			'modules/more.bicep': "module who 'who.bicep' = {\n}\nmodule o '../other.bicep' = {\n}\n",
			'other.bicep': "var text = loadTextContent('modules/who.bicep')\n",
		};
		const { files: after, rewritten } = renameFile(files, 'modules/who.bicep', 'modules/id.bicep');
		expect(after['main.bicep']).toBe(
			"module a './modules/id.bicep' = {\n}\nmodule b 'other.bicep' = {\n}\n",
		);
		expect(after['modules/more.bicep']).toBe(
			"module who 'id.bicep' = {\n}\nmodule o '../other.bicep' = {\n}\n",
		);
		expect(after['other.bicep']).toContain("loadTextContent('modules/id.bicep')");
		expect(rewritten).toEqual(['main.bicep', 'modules/more.bicep', 'other.bicep']);
		expect(Object.keys(after)).toEqual([
			'main.bicep',
			'modules/id.bicep',
			'modules/more.bicep',
			'other.bicep',
		]);
		expect(renameFile(after, 'modules/id.bicep', 'modules/who.bicep').files).toEqual(files);
	});

	test('a file that goes to another folder still finds what it asks for', () => {
		const { files } = renameFile(
			{
				'main.bicep': "module a 'a.bicep' = {\n  name: 'a'\n}\n",
				'a.bicep': "module who 'deep/who.bicep' = {\n  name: 'who'\n}\n",
				'deep/who.bicep': WHO,
			},
			'a.bicep',
			'parts/a.bicep',
		);
		expect(files['main.bicep']).toContain("'parts/a.bicep'");
		expect(files['parts/a.bicep']).toContain("'../deep/who.bicep'");
		expect(readTemplate('bicep', files, 'main.bicep').ok).toBe(true);
	});

	test('is said by templates that link to the file, by a path, an address or an expression', () => {
		const link = (said: string) =>
			`{"resources": [{"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "inner", "properties": {"mode": "Incremental", "templateLink": {${said}}}}]}`;
		for (const [before, after] of [
			['"relativePath": "who.json"', '"relativePath": "id.json"'],
			[
				'"uri": "https://host.example/nested/who.json?sig=x"',
				'"uri": "https://host.example/nested/id.json?sig=x"',
			],
			[
				`"uri": "[uri(deployment().properties.templateLink.uri, 'nested/who.json')]"`,
				`"uri": "[uri(deployment().properties.templateLink.uri, 'nested/id.json')]"`,
			],
			['"uri": "https://host.example/other.json"', '"uri": "https://host.example/other.json"'],
		] as const) {
			const files = { 'main.json': link(before), 'who.json': '{"resources": []}' };
			expect(renameFile(files, 'who.json', 'id.json').files['main.json']).toBe(link(after));
		}
	});

	test('is taken back with what was rewritten, whatever was written since', () => {
		const draft = new Draft();
		const main = "module who 'who.bicep' = {\n  name: 'who'\n}\n";
		draft.open({ 'main.bicep': main, 'who.bicep': WHO });
		const done = draft.rename('who.bicep', 'id.bicep');
		expect(done?.rewritten).toEqual(['main.bicep']);
		draft.show('main.bicep');
		draft.edit(`${draft.now?.files['main.bicep']}// later\n`);
		done?.putBack();
		expect(draft.now?.files).toEqual({ 'main.bicep': `${main}// later\n`, 'who.bicep': WHO });
	});
});

test('the first fault of each Bicep file is told', () => {
	const read = readTemplate(
		'bicep',
		{
			'main.bicep': "module who 'who.bicep' = {\n  name: 'who'\n}\nvar a =\n",
			'who.bicep': 'param x string = \n',
		},
		'main.bicep',
	);
	if (read.ok) throw new Error('read');
	expect(read.problems.map(({ path }) => path).sort()).toEqual(['main.bicep', 'who.bicep']);
});
