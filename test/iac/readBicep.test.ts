import { describe, expect, test } from 'vitest';
import { createWorld, handle, parseJson, type JsonObject, type World } from '../../src/azure';
import { readBicep } from '../../src/iac';
import { deploy } from './deploy';

const template = (text: string, others: Readonly<Record<string, string>> = {}): JsonObject => {
	const result = readBicep({ ...others, 'main.bicep': text });
	if (!result.ok) throw new Error(result.message);
	return result.template;
};

/** Deploys a program into an empty group and gives back its outputs. */
function outputs(
	text: string,
	others: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
	let world: World = createWorld();
	const [subscription = ''] = Object.keys(world.subscriptions);
	const group = `/subscriptions/${subscription}/resourceGroups/rg`;
	[world] = handle(world, {
		method: 'PUT',
		url: `https://management.azure.com${group}?api-version=2024-03-01`,
		headers: {},
		body: JSON.stringify({ location: 'westeurope' }),
	});
	world = deploy(world, template(text, others), {}, group);
	const [, answer] = handle(world, {
		method: 'GET',
		url: `https://management.azure.com${group}/providers/Microsoft.Resources/deployments/export?api-version=2022-09-01`,
		headers: {},
	});
	const body = parseJson(answer.body) as {
		properties: { outputs: Record<string, { value: unknown }> };
	};
	return Object.fromEntries(
		Object.entries(body.properties.outputs).map(([name, { value }]) => [name, value]),
	);
}

/** Expressions and what Bicep's documentation says that they are. */
const VALUES: readonly (readonly [string, string, unknown])[] = [
	['int', '1 + 2 * 3', 7],
	['int', '(1 + 2) * 3', 9],
	['int', '-4 + 7 % 4', -1],
	['bool', '1 < 2 && 2 <= 2', true],
	['bool', "'A' =~ 'a'", true],
	['bool', "'A' == 'a'", false],
	['bool', "!(true || false) || 'a' != 'b'", true],
	['string', "true ? 'yes' : 'no'", 'yes'],
	['string', "null ?? 'other'", 'other'],
	['string', "'a${1 + 1}b${'c'}{0}'", 'a2bc{0}'],
	['string', "'it\\'s \\${not} \\u{1F600}'", "it's ${not} 😀"],
	['string', "'''\nraw ${x} \\n'''", 'raw ${x} \\n'],
	['string', "toUpper('abc')", 'ABC'],
	['array', '[1, 2]', [1, 2]],
	['object', "{ a: 1, 'b-c': [true] }", { a: 1, 'b-c': [true] }],
	['string', "{ a: { b: 'deep' } }.a.b", 'deep'],
	['int', '[10, 20, 30][1]', 20],
	['array', 'map([1, 2], x => x * 10)', [10, 20]],
	['array', '[for (x, i) in [5, 6]: x + i]', [5, 7]],
	['string', "contains(['a'], 'a') ? resourceGroup().name : ''", 'rg'],
];

describe('a Bicep expression has the value that it has in Bicep', () => {
	test.each(VALUES)('%s %s', (type, text, value) => {
		expect(outputs(`output x ${type} = ${text}\n`).x).toEqual(value);
	});
});

describe('a Bicep program', () => {
	test('makes resources in loops, under conditions, in each other and by modules', () => {
		const found = outputs(
			`
param names array = ['one', 'two']
var location = resourceGroup().location
resource ids 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = [for (name, i) in names: {
  name: 'id-\${name}-\${i}'
  location: location
}]
resource none 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (length(names) > 5) {
  name: 'none'
  location: location
}
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'files\${uniqueString('x')}'
  location: location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  resource blobs 'blobServices' existing = {
    name: 'default'
    resource photos 'containers' = {
      name: 'photos'
    }
  }
}
module more 'modules/more.bicep' = {
  name: 'more'
  params: { identityId: ids[1].id }
}
output second string = ids[1].name
output photos string = account::blobs::photos.name
output all array = [for (name, i) in names: ids[i].name]
output fromModule string = more.outputs.said
`,
			{
				'modules/more.bicep':
					"@description('An id.')\nparam identityId string\noutput said string = last(split(identityId, '/'))\n",
			},
		);
		expect(found).toEqual({
			second: 'id-two-1',
			photos: 'photos',
			all: ['id-one-0', 'id-two-1'],
			fromModule: 'id-two-1',
		});
	});

	test('says of its parameters what the decorators say', () => {
		const { parameters } = template(
			`@description('How many')\n@minValue(1)\n@maxValue(3)\nparam count int = 2\n@secure()\nparam password string\n@allowed(['a', 'b'])\nparam kind string\nparam size 'small' | 'large'\n`,
		);
		expect(parameters).toEqual({
			count: {
				type: 'int',
				defaultValue: 2,
				minValue: 1,
				maxValue: 3,
				metadata: { description: 'How many' },
			},
			password: { type: 'securestring' },
			kind: { type: 'string', allowedValues: ['a', 'b'] },
			size: { type: 'string', allowedValues: ['large', 'small'] },
		});
	});
});

/** What cannot be read, and how `bicep build` says so. */
const REFUSED: readonly (readonly [string, string])[] = [
	[
		'param x string\nvar y 5\n',
		'main.bicep(2,8) : Error BCP018: Expected the "=" character at this location.',
	],
	[
		'var x = unknown\n',
		'main.bicep(1,9) : Error BCP057: The name "unknown" does not exist in the current context.',
	],
	[
		'var x = nothing()\n',
		'main.bicep(1,9) : Error BCP057: The name "nothing" does not exist in the current context.',
	],
	[
		'hello\n',
		'main.bicep(1,1) : Error BCP007: This declaration type is not recognized. Specify a metadata, parameter, variable, resource, or output declaration.',
	],
	[
		"var x = 'open\n",
		'main.bicep(1,9) : Error BCP004: The string at this location is not terminated due to an unexpected new line character.',
	],
	[
		'var x = 1\nvar x = 2\n',
		'main.bicep(2,5) : Error BCP028: Identifier "x" is declared multiple times. Remove or rename the duplicates.',
	],
	[
		"resource x 'nonsense' = {\n  name: 'a'\n}\n",
		'main.bicep(1,12) : Error BCP029: The resource type is not valid. Specify a valid resource type of format "<types>@<apiVersion>".',
	],
	[
		"module m 'none.bicep' = {\n}\n",
		"main.bicep(1,10) : Error BCP091: An error occurred reading file. Could not find file 'none.bicep'.",
	],
	[
		'extension microsoftGraphV1\n',
		'main.bicep(1,1) : Error KEYLESS: The declaration "extension" is not supported here.',
	],
	[
		'assert a = true\n',
		'main.bicep(1,1) : Error BCP349: Using "assert" requires enabling EXPERIMENTAL feature "Assertions".',
	],
];

describe('what cannot be read is refused with its place', () => {
	test.each(REFUSED)('%j', (text, message) => {
		expect(readBicep({ 'main.bicep': text })).toMatchObject({ ok: false, message });
	});
});

test.each([
	['', 'rg'],
	['rg-else', 'rg-else'],
])('a module whose scope is chosen: %o deploys it to %s', (elsewhere, group) => {
	const main = `
param elsewhere string = '${elsewhere}'
resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: 'shopregistry'
  scope: !empty(elsewhere) ? resourceGroup(elsewhere) : resourceGroup()
}
module part 'part.bicep' = {
  name: 'part'
  scope: !empty(elsewhere) ? resourceGroup(elsewhere) : resourceGroup()
}
output where string = part.outputs.where
output id string = split(registry.id, '/')[4]
`;
	let world = createWorld();
	const [subscription = ''] = Object.keys(world.subscriptions);
	for (const name of ['rg', 'rg-else'])
		[world] = handle(world, {
			method: 'PUT',
			url: `https://management.azure.com/subscriptions/${subscription}/resourceGroups/${name}?api-version=2024-03-01`,
			headers: {},
			body: JSON.stringify({ location: 'westeurope' }),
		});
	const scope = `/subscriptions/${subscription}/resourceGroups/rg`;
	const part = 'output where string = resourceGroup().name';
	world = deploy(world, template(main, { 'part.bicep': part }), {}, scope);
	const [, answer] = handle(world, {
		method: 'GET',
		url: `https://management.azure.com${scope}/providers/Microsoft.Resources/deployments/export?api-version=2022-09-01`,
		headers: {},
	});
	expect(JSON.parse(answer.body).properties.outputs).toMatchObject({
		where: { value: group },
		id: { value: group },
	});
});
