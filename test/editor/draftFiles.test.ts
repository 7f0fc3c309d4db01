// Files that a person opens or drops: where each comes to stand, and what is said of those that are no templates.
import { describe, expect, test } from 'vitest';
import { placeFiles } from '../../src/ui/editor/placeFiles';
import { readFiles } from '../../src/ui/editor/readFiles';
import { readTemplate } from '../../src/ui/editor/template';

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
