import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/azure';
import { readBicep } from '../../src/iac';
import { at, Deployer, errorText } from '../template/support';

function template(text: string, others: Readonly<Record<string, string>> = {}): JsonObject {
	const result = readBicep({ ...others, 'main.bicep': text });
	if (!result.ok) throw new Error(result.message);
	return result.template;
}

/** Deploys a program to a group and gives the deployment back. */
function deployed(text: string, values: JsonObject = {}, others: Record<string, string> = {}) {
	const parameters = Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, { value: value ?? null }]),
	);
	return new Deployer().deploy({}, { template: template(text, others), parameters });
}

function outputs(text: string, others: Record<string, string> = {}): Record<string, unknown> {
	const answer = deployed(text, {}, others);
	const found = at(answer, 'properties', 'outputs');
	if (found === undefined) throw new Error(errorText(answer) ?? 'no outputs');
	return Object.fromEntries(
		Object.entries(found as JsonObject).map(([name, one]) => [name, (one as JsonObject).value]),
	);
}

test('types of a file are written as the compiler of Bicep writes them', () => {
	const { definitions, parameters, languageVersion } = template(`
@description('Who may do what.')
@export()
type grant = {
  principalId: string
  role: 'Reader' | 'Contributor'
  @minLength(1)
  scopes: string[]?
  *: int
}
@sealed()
type pair = [string, int]
param grants grant[] = []
param only pair?
param role grant.role
param secret { @secure() value: string }
`);
	expect(languageVersion).toBe('2.0');
	expect(definitions).toEqual({
		grant: {
			type: 'object',
			properties: {
				principalId: { type: 'string' },
				role: { type: 'string', allowedValues: ['Contributor', 'Reader'] },
				scopes: { type: 'array', items: { type: 'string' }, nullable: true, minLength: 1 },
			},
			additionalProperties: { type: 'int' },
			metadata: { '__bicep_export!': true, description: 'Who may do what.' },
		},
		pair: {
			type: 'array',
			prefixItems: [{ type: 'string' }, { type: 'int' }],
			items: false,
			additionalProperties: false,
		},
	});
	expect(parameters).toEqual({
		grants: { type: 'array', items: { $ref: '#/definitions/grant' }, defaultValue: [] },
		only: { $ref: '#/definitions/pair', nullable: true },
		role: { type: 'string', allowedValues: ['Contributor', 'Reader'] },
		secret: { type: 'object', properties: { value: { type: 'securestring' } } },
	});
});

/** Values of a parameter, and what the deployment says of those that its type does not allow. */
const GIVEN: readonly (readonly [
	type: string,
	value: JsonObject[string],
	wrong: string | undefined,
])[] = [
	['{ a: string }', { a: 'x' }, undefined],
	['{ a: string, b: int? }', { a: 'x' }, undefined],
	[
		'{ a: string }',
		'x',
		"Expected a value of type 'Object', but received a value of type 'String'.",
	],
	[
		'{ a: { b: int } }',
		{ a: { b: 'x' } },
		"Expected a value of type 'Integer', but received a value of type 'String'.",
	],
	['{ a: string }', {}, "The following required properties are missing: ['a']."],
	["('x' | 'y')[]", ['x', 'z'], "The value 'z' is not part of the allowed value(s): 'x,y'."],
	['{ *: int }', { a: 1, b: 2 }, undefined],
];

describe('a deployment holds values against their types', () => {
	test.each(GIVEN)('%s: %j', (type, value, wrong) => {
		const answer = deployed(`param p ${type}\noutput p object = { v: p }\n`, { p: value ?? null });
		if (wrong === undefined)
			expect(at(answer, 'properties', 'outputs', 'p', 'value', 'v')).toEqual(value);
		else expect(errorText(answer)).toContain(wrong);
	});

	test('of a sealed type nothing else', () => {
		const answer = deployed('@sealed()\ntype t = { a: int }\nparam p t\n', { p: { a: 1, bar: 2 } });
		expect(errorText(answer)).toContain(
			"The object does not allow values with properties not defined in the schema, but the following unknown properties were present: ['bar'].",
		);
	});

	test('of one that is told by a property', () => {
		const text = `
@discriminator('kind')
type t = { kind: 'file', path: string } | { kind: 'secret', vault: string }
param p t
output kind string = p.kind
`;
		expect(
			at(
				deployed(text, { p: { kind: 'secret', vault: 'kv' } }),
				'properties',
				'outputs',
				'kind',
				'value',
			),
		).toBe('secret');
		expect(errorText(deployed(text, { p: { kind: 'secret', path: 'x' } }))).toContain("['vault']");
	});
});

describe('names of other files', () => {
	const shared = `
var region = 'westeurope'
@export()
type person = { name: string, boss: person? }
type inner = { x: int }
@export()
type outer = { inner: inner }
@export()
var roles = { reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', where: region }
@export()
func greet(who person) string => '\${hello()} \${who.name} in \${roles.where}'
func hello() string => 'Hello'
`.replaceAll('in ${roles.where}', 'there');

	test('types, variables and functions are imported with all that they need', () => {
		expect(
			outputs(
				`import { greet, roles as known } from 'shared.bicep'
import * as all from 'shared.bicep'
param who all.person = { name: 'Ada' }
param deep all.outer = { inner: { x: 3 } }
output said string = greet(who)
output again string = all.greet({ name: 'Bo' })
output reader string = known.reader
output where string = all.roles.where
output x int = deep.inner.x
`,
				{ 'shared.bicep': shared },
			),
		).toEqual({
			said: 'Hello Ada there',
			again: 'Hello Bo there',
			reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
			where: 'westeurope',
			x: 3,
		});
	});
});

/** Expressions of newer Bicep and what its documentation says that they are. */
const VALUES: readonly (readonly [string, unknown])[] = [
	['{ ...{ a: 1, b: 2 }, b: 3 }', { a: 1, b: 3 }],
	['{ b: 3, ...{ a: 1, b: 2 } }', { a: 1, b: 2 }],
	['[1, ...[2, 3], 4]', [1, 2, 3, 4]],
	["{ a: { b: 1 } }.?x.y.z ?? 'none'", 'none'],
	["{ a: { b: 1 } }.?a.b ?? 'none'", 1],
	["({ a: null }.?a)!  ?? 'none'", 'none'],
	["{ a: {} }.?a.?b ?? 'none'", 'none'],
	["['a', 'b', 'c'][^1]", 'c'],
	["['a'][?^2] ?? 'none'", 'none'],
	['filter([1, 2, 3], n => n > 1)', [2, 3]],
	["map(['a', 'b'], (x, i) => '${x}${i}')", ['a0', 'b1']],
	['reduce([1, 2, 3], 0, (sum, n) => sum + n)', 6],
	['sort([3, 1, 2], (a, b) => a < b)', [1, 2, 3]],
	["toObject([{ n: 'a', v: 1 }], e => e.n, e => e.v)", { a: 1 }],
	["groupBy(['ab', 'ac', 'b'], x => substring(x, 0, 1))", { a: ['ab', 'ac'], b: ['b'] }],
	['mapValues({ a: 1, b: 2 }, v => v * 2)', { a: 2, b: 4 }],
	['objectKeys({ b: 1, a: 2 })', ['a', 'b']],
	['shallowMerge([{ a: 1 }, { b: 2 }])', { a: 1, b: 2 }],
	['distinct([1, 2, 1])', [1, 2]],
	["like('vm-web-01', 'VM-*')", true],
	["roleDefinitions('Reader').roleDefinitionId", 'acdd72a7-3385-48ef-bd42-f606fba81ae7'],
	[
		"parseUri('https://kv.vault.azure.net/secrets/db?api-version=7.4')",
		{
			scheme: 'https',
			host: 'kv.vault.azure.net',
			port: 443,
			path: '/secrets/db',
			query: '?api-version=7.4',
		},
	],
	[
		"buildUri({ scheme: 'https', host: 'kv.vault.azure.net', path: 'secrets/db' })",
		'https://kv.vault.azure.net/secrets/db',
	],
	["az.resourceGroup().name == sys.string('rg')", true],
	["$'''\n${1 + 1} is {two}'''", '2 is {two}'],
];

describe('a newer expression has the value that it has in Bicep', () => {
	test.each(VALUES)('%s', (text, value) => {
		expect(outputs(`output x object = { v: ${text} }\n`).x).toEqual({ v: value });
	});

	test('and fail() ends the deployment with its words', () => {
		const text = "param size int\noutput x int = size > 3 ? fail('Too big.') : size\n";
		expect(at(deployed(text, { size: 2 }), 'properties', 'outputs', 'x', 'value')).toBe(2);
		expect(errorText(deployed(text, { size: 4 }))).toContain('Too big.');
	});
});

test('with symbolic names loops, children, existing ones and modules are found', () => {
	const more = "param who string\noutput said string = 'for ${who}'\n";
	const found = outputs(
		`
type names = string[]
param wanted names = ['one', 'two']
resource ids 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = [for (name, i) in wanted: {
  name: 'id-\${name}-\${i}'
  location: resourceGroup().location
}]
resource first 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: 'id-one-0'
  dependsOn: [ids]
}
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'files\${uniqueString('x')}'
  location: resourceGroup().location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  resource blobs 'blobServices' = {
    name: 'default'
    resource photos 'containers' = { name: 'photos' }
  }
}
resource other 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'other\${uniqueString('x')}'
  location: account.location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  resource blobs 'blobServices' = { name: 'default' }
}
module parts 'more.bicep' = [for name in wanted: { params: { who: name } }]
output principal bool = ids[1].properties.principalId == first.properties.principalId
output said string = parts[1].outputs.said
output photos string = account::blobs::photos.name
output children array = [account::blobs.id == other::blobs.id, length(map(ids, id => id.properties.clientId))]
`,
		{ 'more.bicep': more },
	);
	expect(found).toEqual({
		principal: false,
		said: 'for two',
		photos: 'photos',
		children: [false, 2],
	});
});

test('a type that is a part of another is enough for a template of the second version', () => {
	const type = "resourceInput<'Microsoft.Storage/storageAccounts@2023-05-01'>";
	for (const path of ['.properties.accessTier', '.tags.*', '.zones[*]']) {
		const found = template(`param x ${type}${path}\noutput y object = { v: x }\n`);
		expect(found.languageVersion, path).toBe('2.0');
	}
	expect(
		at(
			deployed(`param x ${type}.properties.accessTier\noutput y object = { v: x }\n`, { x: 'Hot' }),
			'properties',
			'outputs',
			'y',
			'value',
		),
	).toEqual({ v: 'Hot' });
});

test('what may not have been made is asked for carefully, as the compiler of Bicep writes it', () => {
	const part = { 'part.bicep': "output said string = 'here'\n" };
	const text = (yes: boolean) => `
param on bool = ${yes}
module m 'part.bicep' = if (on) {}
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = if (on) {
  name: 'stmaybe1'
  location: 'westeurope'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}
output said string = m.?outputs.?said ?? 'nobody'
output skipped string = m.?outputs.said ?? 'nobody'
output kind string = account.?kind ?? 'none'
output made string = account.?properties.provisioningState ?? 'none'
output name string = account.?name ?? 'none'
output id bool = empty(account.?id)
`;
	const guarded = (what: string) => `if(parameters('on'), ${what}, null())`;
	const whole = guarded("reference('account', '2023-05-01', 'full')");
	expect(template(text(true), part).outputs).toMatchObject({
		said: {
			value: `[coalesce(tryGet(tryGet(tryGet(${guarded("reference('m')")}, 'outputs'), 'said'), 'value'), 'nobody')]`,
		},
		made: { value: `[coalesce(tryGet(${whole}, 'properties', 'provisioningState'), 'none')]` },
		name: { value: `[coalesce(${guarded("'stmaybe1'")}, 'none')]` },
	});
	expect(outputs(text(true), part)).toEqual({
		said: 'here',
		skipped: 'here',
		kind: 'StorageV2',
		made: 'Succeeded',
		name: 'stmaybe1',
		id: false,
	});
	expect(outputs(text(false), part)).toEqual({
		said: 'nobody',
		skipped: 'nobody',
		kind: 'none',
		made: 'none',
		name: 'none',
		id: true,
	});
});
