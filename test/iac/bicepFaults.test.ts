import { describe, expect, test } from 'vitest';
import { readBicep } from '../../src/iac';

/** What is wrong in the files, as `file(line,column) code`. */
function faults(text: string, others: Readonly<Record<string, string>> = {}): string[] {
	const read = readBicep({ ...others, 'main.bicep': text });
	return read.ok
		? []
		: read.diagnostics.map(({ path, line, column, code }) => `${path}(${line},${column}) ${code}`);
}

describe('all that is wrong in a Bicep file is told at once', () => {
	test('by statement, each with its place', () => {
		expect(
			faults(`param a string = 
var b = unknown
resource c 'nonsense' = {
  name: 'c'
}
output d string = 'open
output e string = nothing()
`),
		).toEqual([
			'main.bicep(1,18) BCP009',
			'main.bicep(2,9) BCP057',
			'main.bicep(3,12) BCP029',
			'main.bicep(6,19) BCP004',
			'main.bicep(7,19) BCP057',
		]);
	});

	test('several in one resource, where they do not hang together', () => {
		expect(
			faults(`resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: one
  location: two
  tags: { a: three(), b: four }
}
`),
		).toEqual([
			'main.bicep(2,9) BCP057',
			'main.bicep(3,13) BCP057',
			'main.bicep(4,14) BCP057',
			'main.bicep(4,26) BCP057',
		]);
	});

	test('in the modules as well, each file once', () => {
		const part = 'output x string = nowhere\n';
		const main = `module a 'part.bicep' = { name: 'a' }
module b 'part.bicep' = { name: 'b' }
output x string = a.outputs.x
output y string = elsewhere
`;
		expect(faults(main, { 'part.bicep': part })).toEqual([
			'main.bicep(4,19) BCP057',
			'part.bicep(1,19) BCP057',
		]);
	});
});

/** Programs with one fault each; what uses the faulty thing is not to blame. */
const ALONE: readonly (readonly [what: string, text: string, fault: string])[] = [
	[
		'a parameter with a faulty default',
		'param a string = ]\nvar b = a\noutput c string = b\n',
		'main.bicep(1,18) BCP009',
	],
	[
		'a resource that could not be read',
		"resource a 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: 'a'\n  b 5\n}\nresource c 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {\n  parent: a\n  name: 'default'\n}\noutput d string = a.id\n",
		'main.bicep(3,5) BCP018',
	],
	[
		'a resource whose type is none',
		"resource a 'Storage@1' = { name: 'a' }\nresource b 'Microsoft.Authorization/locks@2020-05-01' = {\n  name: 'b'\n  scope: a\n  properties: { level: 'ReadOnly' }\n}\n",
		'main.bicep(1,12) BCP029',
	],
	[
		'an unknown type in another one',
		'type a = { b: nonsense }\ntype c = a[]\nparam d c\nparam e a?\noutput f string = e!.b\n',
		'main.bicep(1,15) BCP302',
	],
	[
		'an import from a registry',
		"import { lockType } from 'br/public:avm/utl/types/avm-common-types:0.6.0'\nparam a lockType?\nparam b lockType[]\nvar c = a.?name ?? ''\n",
		'main.bicep(1,26) KEYLESS',
	],
	[
		'a bracket that is never closed',
		'var a = {\n  b: [\n    1\nvar c = 2\noutput d int = c\n',
		'main.bicep(4,5) BCP019',
	],
	[
		'a module that is not there',
		"module a 'gone.bicep' = { name: 'a' }\noutput b string = a.outputs.c\n",
		'main.bicep(1,10) BCP091',
	],
];

describe('nothing is told that only follows from something else', () => {
	test.each(ALONE)('%s', (_, text, fault) => {
		expect(faults(text)).toEqual([fault]);
	});
});

/** What a program uses wrongly, and what Bicep's compiler calls it. */
const CALLED: readonly (readonly [
	text: string,
	others: Record<string, string>,
	message: string,
])[] = [
	[
		"module a 'part.bicep' = {\n  name: 'a'\n  params: { size: 1 }\n}\n",
		{ 'part.bicep': 'param count int\n' },
		'main.bicep(3,11) : Error BCP035: The specified "object" declaration is missing the following required properties: "count".\nmain.bicep(3,13) : Error BCP037: The property "size" is not allowed on objects of type "params". Permissible properties include "count".',
	],
	[
		"module a 'part.bicep' = { name: 'a' }\noutput b string = a.outputs.idd\n",
		{ 'part.bicep': "output id string = ''\n" },
		'main.bicep(2,29) : Error BCP053: The type "outputs" does not contain property "idd". Available properties include "id".',
	],
	[
		"import { a, b } from 'part.bicep'\nvar c = a\n",
		{ 'part.bicep': '@export()\nvar a = 1\nvar b = 2\n' },
		'main.bicep(1,13) : Error BCP360: The "b" symbol was not found in (or was not exported by) the imported template.',
	],
	[
		'func twice(n int) int => n * 2\noutput a int = twice()\n',
		{},
		'main.bicep(2,16) : Error BCP071: Expected 1 argument, but got 0.',
	],
	[
		"@discriminator('kind')\ntype a = { kind: 'x' } | { size: int }\n",
		{},
		'main.bicep(2,10) : Error BCP364: The property "kind" must be a required string literal on all union member types.',
	],
	[
		"module a 'br/public:avm/res/storage/storage-account:0.9.0' = { name: 'a' }\n",
		{},
		`main.bicep(1,10) : Error KEYLESS: "br/public:avm/res/storage/storage-account:0.9.0" lies in a registry, and Keyless reaches no addresses outside of this page. Give it as a file beside this one and name its path, as in 'modules/part.bicep'.`,
	],
];

describe('a fault says what to do about it', () => {
	test.each(CALLED)('%j', (text, others, message) => {
		expect(readBicep({ ...others, 'main.bicep': text })).toMatchObject({ ok: false, message });
	});
});
