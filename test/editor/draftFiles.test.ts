// Files that a person opens or drops: where each comes to stand, and what is said of those that are no templates.
import { describe, expect, test } from 'vitest';
import { placeFiles } from '../../src/ui/editor/placeFiles';
import { readFiles } from '../../src/ui/editor/readFiles';
import { Draft } from '../../src/ui/editor/draft.svelte';
import { problemsOf, readTemplate } from '../../src/ui/editor/template';

const MAIN = "module who 'modules/who.bicep' = {\n  name: 'who'\n}\n";
const WHO =
	"param name string = 'id-app'\n\nresource who 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {\n  name: name\n  location: resourceGroup().location\n}\n";

describe('opened files', () => {
	test('the main file is the one that no other asks for; modules stand where it looks for them', () => {
		expect(placeFiles(undefined, { 'who.bicep': WHO, 'app.bicep': MAIN })).toEqual({
			path: 'app.bicep',
			shown: 'app.bicep',
			files: { 'app.bicep': MAIN, 'modules/who.bicep': WHO },
			isAdded: false,
		});
	});

	test('a module that the draft asks for is put beside it; any other file begins anew', () => {
		const draft = { path: 'main.bicep', files: { 'main.bicep': MAIN } };
		expect(placeFiles(draft, { 'who.bicep': WHO })).toEqual({
			path: 'main.bicep',
			shown: 'modules/who.bicep',
			files: { 'main.bicep': MAIN, 'modules/who.bicep': WHO },
			isAdded: true,
		});
		expect(placeFiles(draft, { 'other.bicep': WHO })).toMatchObject({
			path: 'other.bicep',
			isAdded: false,
		});
	});

	test('what is no text, is too large or is something else is named, and the rest is taken', async () => {
		const read = await readFiles([
			new File([WHO], 'who.bicep'),
			new File([JSON.stringify({ parameters: { name: { value: 'id-x' } } })], 'p.json'),
			new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0])], 'picture.json'),
			new File([' '.repeat(5_000_000)], 'huge.json'),
			new File(['hello'], 'notes.txt'),
			new File(['{ "resources": ['], 'broken.json'),
		]);
		expect(Object.keys(read.templates)).toEqual(['who.bicep', 'broken.json']);
		expect(read.values).toEqual({ name: 'id-x' });
		expect(read.parameters).toEqual(['p.json']);
		expect(read.faults).toEqual([
			'picture.json is no text.',
			'huge.json is larger than 4 MB. Azure takes no such template.',
			'notes.txt is no template or parameters file.',
		]);
	});
});

describe('a draft of several files', () => {
	test('a fault in a module stands in the module’s own file', () => {
		const read = readTemplate(
			'bicep',
			{ 'main.bicep': MAIN, 'modules/who.bicep': `${WHO}\nvar` },
			'main.bicep',
		);
		expect(read).toMatchObject({
			ok: false,
			problems: [{ path: 'modules/who.bicep', line: 8, severity: 'error' }],
		});
	});

	test('the parts of a module’s deployment are found in its own file', () => {
		const read = readTemplate(
			'bicep',
			{ 'main.bicep': MAIN, 'modules/who.bicep': WHO },
			'main.bicep',
		);
		if (!read.ok) throw new Error(read.problems[0]?.message);
		expect(read.placeOf(['resources', 0])).toEqual({ path: 'main.bicep', line: 1 });
		const inside = ['resources', 0, 'properties', 'template'];
		expect(read.placeOf([...inside, 'resources', 0, 'name'])).toEqual({
			path: 'modules/who.bicep',
			line: 3,
		});
		expect(read.placeOf([...inside, 'parameters', 'name'])).toEqual({
			path: 'modules/who.bicep',
			line: 1,
		});
	});
});

describe('a JSON draft with the templates that it links to', () => {
	const LINKED = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.ManagedIdentity/userAssignedIdentities",
      "apiVersion": "2023-01-31",
      "name": "id-linked"
    }
  ]
}
`;
	const LINKING = `{
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Resources/deployments",
      "apiVersion": "2022-09-01",
      "name": "inner",
      "properties": {
        "mode": "Incremental",
        "templateLink": { "uri": "[uri(deployment().properties.templateLink.uri, 'nested/who.json')]" }
      }
    }
  ]
}
`;

	test('an opened file that the draft links to is put beside it', () => {
		const draft = { path: 'main.json', files: { 'main.json': LINKING } };
		expect(placeFiles(draft, { 'who.json': LINKED })).toMatchObject({
			path: 'main.json',
			shown: 'who.json',
			isAdded: true,
		});
		expect(
			placeFiles(undefined, { 'who.json': LINKED, 'azuredeploy.json': LINKING }),
		).toMatchObject({
			path: 'azuredeploy.json',
		});
	});

	test('what it links to is deployed with it, and its parts are found in its own file', () => {
		const files = { 'main.json': LINKING, 'who.json': LINKED };
		const read = readTemplate('json', files, 'main.json');
		if (!read.ok) throw new Error(read.problems[0]?.message);
		expect(JSON.parse(read.text)).toMatchObject({
			resources: [{ properties: { template: { resources: [{ name: 'id-linked' }] } } }],
		});
		expect(read.placeOf(['resources', 0])).toEqual({ path: 'main.json', line: 4 });
		const inside = ['resources', 0, 'properties', 'template', 'resources', 0] as const;
		expect(read.placeOf([...inside, 'name'])).toEqual({ path: 'who.json', line: 8 });
		const said = {
			code: 'InvalidTemplate',
			message: 'no such',
			additionalInfo: [
				{
					type: 'TemplateViolation',
					info: {
						path: 'properties.template.resources[0].properties.template.resources[0].apiVersion',
					},
				},
			],
		};
		expect(problemsOf(said, read)).toMatchObject([{ path: 'who.json', line: 7 }]);
	});

	test('without the file the draft stays what it was: Azure says what it cannot download', () => {
		const read = readTemplate('json', { 'main.json': LINKING }, 'main.json');
		expect(read).toMatchObject({ ok: true, text: LINKING });
	});

	test('a linked file that is no JSON is named', () => {
		expect(
			readTemplate('json', { 'main.json': LINKING, 'who.json': '{ "a": ' }, 'main.json'),
		).toMatchObject({ ok: false, problems: [{ path: 'who.json', severity: 'error' }] });
	});
});

describe('files by hand', () => {
	const drafted = () => {
		const draft = new Draft();
		draft.open({ 'main.bicep': MAIN });
		return draft;
	};
	const names = (draft: Draft) => Object.keys(draft.now?.files ?? {});

	test('a file is added under a name of its own and shown, and gets the name that the main file asks for', () => {
		const draft = drafted();
		draft.add();
		draft.add();
		expect(names(draft)).toEqual(['main.bicep', 'module1.bicep', 'module2.bicep']);
		expect(draft.now?.shown).toBe('module2.bicep');
		draft.edit(WHO);
		expect(draft.rename('module2.bicep', 'modules/who.bicep')?.rewritten).toEqual([]);
		expect(draft.now).toMatchObject({ path: 'main.bicep', shown: 'modules/who.bicep' });
		expect(readTemplate('bicep', draft.now?.files ?? {}, 'main.bicep').ok).toBe(true);
	});

	test('no file takes another one’s name, an empty one, or one that the draft cannot read', () => {
		const draft = drafted();
		draft.add();
		for (const name of [
			'main.bicep',
			'',
			'.bicep',
			'a.txt',
			'/a.bicep',
			'a//b.bicep',
			'a\\b.bicep',
		])
			expect(draft.rename('module1.bicep', name), name).toBeUndefined();
		expect(draft.rename('main.bicep', 'main.json')).toBeUndefined();
		expect(draft.rename('module1.bicep', 'values.json')).toBeDefined();
	});

	test('a file that was removed comes back as it was, beside what was written since', () => {
		const draft = drafted();
		draft.add();
		draft.edit(WHO);
		const putBack = draft.remove('module1.bicep');
		expect(draft.now?.shown).toBe('main.bicep');
		draft.edit(`${MAIN}// later\n`);
		putBack?.();
		expect(draft.now?.files).toEqual({ 'main.bicep': `${MAIN}// later\n`, 'module1.bicep': WHO });
		expect(draft.now?.shown).toBe('module1.bicep');
	});

	test('with another name a file keeps its place in the editor, and so its undo; a later file of the old name has its own', () => {
		const draft = drafted();
		draft.add();
		const was = draft.addressOf('module1.bicep');
		const renaming = draft.rename('module1.bicep', 'who.bicep');
		expect(draft.addressOf('who.bicep')).toBe(was);
		draft.add();
		expect(draft.addressOf('module1.bicep')).not.toBe(was);
		draft.remove('module1.bicep');
		renaming?.putBack();
		expect(draft.addressOf('module1.bicep')).toBe(was);
	});

	test('what was written is put into its own file, and nowhere once that is gone', () => {
		const draft = drafted();
		draft.add();
		const [main, module] = ['main.bicep', 'module1.bicep'].map((file) => draft.addressOf(file));
		draft.edit(WHO, module);
		draft.show('main.bicep');
		draft.edit(`${WHO}// later\n`, module);
		expect(draft.now?.files).toEqual({ 'main.bicep': MAIN, 'module1.bicep': `${WHO}// later\n` });
		draft.open({ 'main.bicep': WHO });
		draft.edit('// too late\n', main);
		expect(draft.now?.files).toEqual({ 'main.bicep': WHO });
	});

	test('the main file stays', () => {
		const draft = drafted();
		expect(draft.remove('main.bicep')).toBeUndefined();
		expect(names(draft)).toEqual(['main.bicep']);
	});
});
