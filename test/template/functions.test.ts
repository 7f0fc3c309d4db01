import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { FUNCTION_NAMES, type Json, type JsonObject } from '../../src/azure';
import { Deployer } from './support';

/**
 * Every function of the template language. The values are those of Microsoft's documented examples
 * (learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-*), or were worked out by hand.
 */

const PARAMETERS: JsonObject = {
	array: { type: 'array', defaultValue: ['one', 'two', 'three'] },
	first: { type: 'object', defaultValue: { one: 'a', two: 'b', three: 'c1' } },
	second: { type: 'object', defaultValue: { one: 'a', two: 'z', three: 'c2' } },
	numbers: { type: 'array', defaultValue: [0, 3, 2, 5, 4] },
	dogs: {
		type: 'array',
		defaultValue: [
			{ name: 'Evie', age: 5, interests: ['Ball', 'Frisbee'] },
			{ name: 'Casper', age: 3, interests: ['Other dogs'] },
			{ name: 'Indy', age: 2, interests: ['Butter'] },
			{ name: 'Kira', age: 8, interests: ['Rubs'] },
		],
	},
	nothing: { type: 'string', nullable: true },
};

/** The value of an expression; `brackets` are put around. */
const valueOf = (expression: string): Json =>
	new Deployer({ seed: 'functions' }).output(`[${expression}]`, { parameters: PARAMETERS });

type Row = readonly [expression: string, value: Json];

const ARRAYS: readonly Row[] = [
	['array(1)', [1]],
	["array('efgh')", ['efgh']],
	["array(parameters('first'))", [{ one: 'a', two: 'b', three: 'c1' }]],
	["createArray('a', 'b', 'c')", ['a', 'b', 'c']],
	['createArray(1, 2, 3)', [1, 2, 3]],
	['createArray()', []],
	["concat(createArray('1-1', '1-2'), createArray('2-1'))", ['1-1', '1-2', '2-1']],
	["concat('storage', 'xy', 7)", 'storagexy7'],
	["contains('OneTwoThree', 'e')", true],
	["contains('OneTwoThree', 'z')", false],
	["contains(createObject('one', 'a'), 'one')", true],
	["contains(parameters('array'), 'three')", true],
	["contains(parameters('array'), 'four')", false],
	["contains('OneTwoThree', 'one')", false],
	['empty(createArray())', true],
	["empty(json('{}'))", true],
	["empty('')", true],
	['empty(null())', true],
	["empty('x')", false],
	["first(parameters('array'))", 'one'],
	["first('One Two Three')", 'O'],
	["last(parameters('array'))", 'three'],
	["last('One Two Three')", 'e'],
	[
		"flatten(createArray(createArray('one', 'two'), createArray('three')))",
		['one', 'two', 'three'],
	],
	["indexOf('abcabc', 'b')", 1],
	["indexOf('test', 't')", 0],
	["indexOf('abcdef', 'CD')", 2],
	["indexOf('abcdef', 'z')", -1],
	["lastIndexOf('test', 't')", 3],
	["lastIndexOf('abcdef', 'AB')", 0],
	["indexOf(parameters('array'), 'two')", 1],
	["lastIndexOf(createArray('a', 'b', 'a'), 'a')", 2],
	["intersection(parameters('first'), parameters('second'))", { one: 'a' }],
	["intersection(parameters('array'), createArray('two', 'three'))", ['two', 'three']],
	["length(parameters('array'))", 3],
	["length('One Two Three')", 13],
	["length(parameters('first'))", 3],
	["max(parameters('numbers'))", 5],
	['max(0, 3, 2, 5, 4)', 5],
	["min(parameters('numbers'))", 0],
	['min(0, 3, 2, 5, 4)', 0],
	['range(5, 3)', [5, 6, 7]],
	["skip(parameters('array'), 2)", ['three']],
	["skip('one two three', 4)", 'two three'],
	["take(parameters('array'), 2)", ['one', 'two']],
	["take('one two three', 2)", 'on'],
	["take('one', 20)", 'one'],
	["skip(parameters('array'), 9)", []],
	[
		"union(parameters('first'), createObject('three', 'c2', 'four', 'd', 'five', 'e'))",
		{ one: 'a', two: 'b', three: 'c2', four: 'd', five: 'e' },
	],
	["union(createArray('one', 'two'), createArray('two', 'four'))", ['one', 'two', 'four']],
	[
		'union(json(\'{"property":{"one":"a","two":"b"},"nestedArray":[1,2]}\'), json(\'{"property":{"three":"c"},"nestedArray":[3]}\'))',
		{ property: { one: 'a', two: 'b', three: 'c' }, nestedArray: [3] },
	],
];

const STRINGS: readonly Row[] = [
	["base64('one, two, three')", 'b25lLCB0d28sIHRocmVl'],
	["base64ToString('b25lLCB0d28sIHRocmVl')", 'one, two, three'],
	["base64ToJson(base64('{''one'': ''a'', ''two'': ''b''}'))", { one: 'a', two: 'b' }],
	["dataUri('Hello')", 'data:text/plain;charset=utf8;base64,SGVsbG8='],
	["dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')", 'Hello, World!'],
	["endsWith('abcdef', 'EF')", true],
	["endsWith('abcdef', 'e')", false],
	["startsWith('abcdef', 'AB')", true],
	["startsWith('abcdef', 'e')", false],
	[
		"format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133)",
		'Hello, User. Formatted number: 8,175,133',
	],
	["format('{{0}} {0:D3}', 7)", '{0} 007'],
	["format('{0}', true())", 'True'],
	["join(parameters('array'), ',')", 'one,two,three'],
	["join(createArray('one', 'two'), ';')", 'one;two'],
	['json(\'{"a":"b"}\')', { a: 'b' }],
	["json('null')", null],
	["json('0.25')", 0.25],
	["json('.25')", 0.25],
	["padLeft('123', 10, '0')", '0000000123'],
	["padLeft(5, 3, '0')", '005'],
	["replace('123-123-1234', '-', '')", '1231231234'],
	["replace('123-123-1234', '1234', 'xxxx')", '123-123-xxxx'],
	["split('one,two,three', ',')", ['one', 'two', 'three']],
	["split('one;two,three', createArray(',', ';'))", ['one', 'two', 'three']],
	['string(5)', '5'],
	['string(true())', 'True'],
	["string(parameters('array'))", '["one","two","three"]'],
	["string(createObject('one', 'a'))", '{"one":"a"}'],
	["substring('one two three', 4, 3)", 'two'],
	["substring('one two three', 4)", 'two three'],
	["toLower('One Two Three')", 'one two three'],
	["toUpper('One Two Three')", 'ONE TWO THREE'],
	["trim('    one two three   ')", 'one two three'],
	["uri('http://contoso.org/firstpath', 'myscript.sh')", 'http://contoso.org/myscript.sh'],
	[
		"uri('http://contoso.org/firstpath/', 'myscript.sh')",
		'http://contoso.org/firstpath/myscript.sh',
	],
	[
		"uri('http://contoso.org/firstpath/azuredeploy.json', 'myscript.sh')",
		'http://contoso.org/firstpath/myscript.sh',
	],
	[
		"uriComponent('http://contoso.com/resources/nested/a b.json')",
		'http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fa%20b.json',
	],
	["uriComponentToString('http%3A%2F%2Fcontoso.com%2Fa%20b')", 'http://contoso.com/a b'],
	// Values that Azure gave, as people reported them.
	["uniqueString('test')", 'rbgf3xv4ufgzg'],
	["uniqueString('hello', 'world')", 'a7wkljktk6wne'],
	["uniqueString('abc')", 'cgtzqvhu4i23s'],
	["uniqueString('foo', 'bar', 'baz')", 'xzi4ioaxtmth4'],
];

const NUMBERS: readonly Row[] = [
	['add(5, 3)', 8],
	['sub(7, 3)', 4],
	['mul(5, 3)', 15],
	['div(8, 3)', 2],
	['div(-7, 2)', -3],
	['mod(7, 3)', 1],
	["int('4')", 4],
	["int('-12')", -12],
	["float('5.5')", 5.5],
];

const LOGIC: readonly Row[] = [
	['and(true(), true(), false())', false],
	['and(true(), true())', true],
	['or(false(), true())', true],
	['or(false(), false())', false],
	['not(true())', false],
	["bool('true')", true],
	['bool(1)', true],
	["bool('FALSE')", false],
	['bool(0)', false],
	["if(equals('a', 'a'), 'yes', 'no')", 'yes'],
	["if(false(), json('not json'), 'lazy')", 'lazy'],
	['equals(1, 1)', true],
	["equals('a', 'A')", false],
	["equals(createArray('a', 'b'), createArray('a', 'b'))", true],
	["equals(createObject('a', 'b'), createObject('a', 'b'))", true],
	["equals('1', 1)", false],
	['less(1, 2)', true],
	["less('banana', 'apple')", false],
	['lessOrEquals(2, 2)', true],
	['greater(1, 2)', false],
	["greater('banana', 'apple')", true],
	['greaterOrEquals(1, 2)', false],
	["coalesce(null(), 'default')", 'default'],
	['coalesce(null(), null())', null],
	["coalesce(parameters('nothing'), 1)", 1],
	['true()', true],
	['false()', false],
	['null()', null],
];

const OBJECTS: readonly Row[] = [
	[
		"createObject('intProp', 1, 'stringProp', 'abc', 'nullProp', null())",
		{ intProp: 1, stringProp: 'abc', nullProp: null },
	],
	[
		"items(createObject('item002', 2, 'item001', 1))",
		[
			{ key: 'item001', value: 1 },
			{ key: 'item002', value: 2 },
		],
	],
	["objectKeys(createObject('b', 1, 'a', 2))", ['a', 'b']],
	[
		"shallowMerge(createArray(createObject('one', 'a'), createObject('one', 'b', 'two', 2)))",
		{ one: 'b', two: 2 },
	],
	[
		"shallowMerge(createArray(createObject('o', createObject('x', 1)), createObject('o', createObject('y', 2))))",
		{ o: { y: 2 } },
	],
	["distinct(createArray('a', 'b', 'a'))", ['a', 'b']],
	["indexFromEnd(createArray('a', 'b', 'c'), 1)", 'c'],
	["tryIndexFromEnd(createArray('a'), 2)", null],
	["like('vm-web-01', 'VM-*')", true],
	["like('vm.web', 'vm?web')", false],
	["if(false(), fail('never'), 'b')", 'b'],
	["roleDefinitions('reader').roleDefinitionId", 'acdd72a7-3385-48ef-bd42-f606fba81ae7'],
	["parseUri('http://localhost:8080/a?b=c').port", 8080],
	["buildUri(createObject('scheme', 'https', 'host', 'a.net', 'port', 81))", 'https://a.net:81/'],
	["tryGet(parameters('first'), 'three')", 'c1'],
	["tryGet(parameters('first'), 'nine')", null],
	["tryGet(parameters('dogs'), 0, 'interests', 1)", 'Frisbee'],
	["parameters('first').TWO", 'b'],
	["parameters('first')['two']", 'b'],
	["parameters('array')[1]", 'two'],
	["parameters('first').?nine", null],
	["parameters('array')[?7]", null],
];

const LAMBDAS: readonly Row[] = [
	[
		"map(parameters('dogs'), lambda('dog', lambdaVariables('dog').name))",
		['Evie', 'Casper', 'Indy', 'Kira'],
	],
	[
		"map(range(0, 3), lambda('i', format('Hello {0}', lambdaVariables('i'))))",
		['Hello 0', 'Hello 1', 'Hello 2'],
	],
	[
		"map(parameters('array'), lambda('x', 'i', concat(lambdaVariables('x'), lambdaVariables('i'))))",
		['one0', 'two1', 'three2'],
	],
	[
		"length(filter(parameters('dogs'), lambda('dog', greaterOrEquals(lambdaVariables('dog').age, 5))))",
		2,
	],
	["filter(range(0, 10), lambda('i', greater(lambdaVariables('i'), 5)))", [6, 7, 8, 9]],
	[
		"map(sort(parameters('dogs'), lambda('a', 'b', less(lambdaVariables('a').age, lambdaVariables('b').age))), lambda('d', lambdaVariables('d').name))",
		['Indy', 'Casper', 'Evie', 'Kira'],
	],
	[
		"reduce(map(parameters('dogs'), lambda('d', lambdaVariables('d').age)), 0, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next'))))",
		18,
	],
	[
		"toObject(createArray('Evie', 'Casper'), lambda('n', lambdaVariables('n')))",
		{ Evie: 'Evie', Casper: 'Casper' },
	],
	[
		"toObject(parameters('dogs'), lambda('d', lambdaVariables('d').name), lambda('d', lambdaVariables('d').age))",
		{ Evie: 5, Casper: 3, Indy: 2, Kira: 8 },
	],
	[
		"groupBy(createArray('foo', 'bar', 'baz'), lambda('x', substring(lambdaVariables('x'), 0, 1)))",
		{ f: ['foo'], b: ['bar', 'baz'] },
	],
	[
		"mapValues(createObject('foo', 'bar'), lambda('v', toUpper(lambdaVariables('v'))))",
		{ foo: 'BAR' },
	],
];

const DATES: readonly Row[] = [
	["dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y', 'yyyy-MM-ddTHH:mm:ssZ')", '2023-04-07T14:53:14Z'],
	["dateTimeAdd('2020-04-07 14:53:14Z', '-P9D', 'yyyy-MM-dd')", '2020-03-29'],
	["dateTimeAdd('2020-04-07 14:53:14Z', 'PT1H')", '4/7/2020 3:53:14 PM'],
	["dateTimeAdd('2020-01-31 00:00:00Z', 'P1M', 'yyyy-MM-dd')", '2020-02-29'],
	['dateTimeFromEpoch(1683040573)', '2023-05-02T15:16:13Z'],
	["dateTimeToEpoch('2023-05-02T15:16:13Z')", 1683040573],
];

const CIDR: readonly Row[] = [
	[
		"parseCidr('10.144.0.0/20')",
		{
			network: '10.144.0.0',
			netmask: '255.255.240.0',
			broadcast: '10.144.15.255',
			firstUsable: '10.144.0.1',
			lastUsable: '10.144.15.254',
			cidr: 20,
		},
	],
	["cidrSubnet('10.144.0.0/20', 24, 0)", '10.144.0.0/24'],
	[
		"map(range(0, 5), lambda('i', cidrSubnet('10.144.0.0/20', 24, lambdaVariables('i'))))",
		['10.144.0.0/24', '10.144.1.0/24', '10.144.2.0/24', '10.144.3.0/24', '10.144.4.0/24'],
	],
	[
		"map(range(0, 3), lambda('i', cidrHost('10.144.3.0/24', lambdaVariables('i'))))",
		['10.144.3.1', '10.144.3.2', '10.144.3.3'],
	],
];

const every = [
	...ARRAYS,
	...STRINGS,
	...NUMBERS,
	...LOGIC,
	...OBJECTS,
	...LAMBDAS,
	...DATES,
	...CIDR,
];

describe('functions', () => {
	test.each(every)('%s', (expression, value) => {
		expect(valueOf(expression)).toEqual(value);
	});

	test('guid is a GUID of version 5 in a namespace of Azure, over the texts with hyphens between them', () => {
		const uuid5 = (name: string) => {
			const hash = createHash('sha1')
				.update(Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex'))
				.update(name, 'utf8')
				.digest('hex');
			const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
			return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(18, 20)}-${hash.slice(20, 32)}`;
		};
		for (const texts of [['abc'], ['a', 'b'], ['ü', 'x-y', ''], ['/subscriptions/1', 'r', 'p']])
			expect(valueOf(`guid(${texts.map((text) => `'${text}'`).join(', ')})`)).toBe(
				uuid5(texts.join('-')),
			);
	});

	test('the clock and new GUIDs are for default values alone', () => {
		const azure = new Deployer({ seed: 'now' });
		const read = (defaultValue: string) =>
			azure.output("[parameters('it')]", {
				parameters: { it: { type: 'string', defaultValue } },
			});
		expect(read("[utcNow('yyyy-MM-dd')]")).toMatch(/^\d{4}-\d\d-\d\d$/);
		expect(read('[utcNow()]')).toMatch(/^\d{8}T\d{6}Z$/);
		expect(read('[newGuid()]')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
		expect(azure.output('[utcNow()]')).toMatch(/^(?:InvalidTemplate|DeploymentOutput).*utcNow/);
		expect(azure.output('[newGuid()]')).toMatch(/newGuid/);
	});

	test('no function is left without a row', () => {
		const elsewhere =
			/^(?:guid|newguid|utcnow|parameters|variables|deployment|deployer|environment|resourcegroup|subscription|tenant|managementgroup|resourceid|subscriptionresourceid|tenantresourceid|managementgroupresourceid|extensionresourceid|references?|pickzones|providers|copyindex|lambda)$/;
		const text = every.map(([expression]) => expression.toLowerCase()).join(' ');
		expect(
			FUNCTION_NAMES.filter((name) => !elsewhere.test(name) && !text.includes(`${name}(`)),
		).toEqual([]);
	});
});

describe('functions of the place', () => {
	const azure = new Deployer({ seed: 'place' });
	const sub = azure.subscription;
	const rg = `/subscriptions/${sub}/resourceGroups/rg`;
	const type = 'Microsoft.Storage/storageAccounts';
	test.each<Row>([
		[`resourceId('${type}', 'st')`, `${rg}/providers/${type}/st`],
		[
			`resourceId('other', '${type}', 'st')`,
			`/subscriptions/${sub}/resourceGroups/other/providers/${type}/st`,
		],
		[
			`resourceId('00000000-0000-0000-0000-000000000001', 'other', '${type}', 'st')`,
			`/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/other/providers/${type}/st`,
		],
		[
			`resourceId('Microsoft.Sql/servers/databases', 'sv', 'db')`,
			`${rg}/providers/Microsoft.Sql/servers/sv/databases/db`,
		],
		[
			`subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'x')`,
			`/subscriptions/${sub}/providers/Microsoft.Authorization/roleDefinitions/x`,
		],
		[
			`tenantResourceId('Microsoft.Authorization/roleDefinitions', 'x')`,
			'/providers/Microsoft.Authorization/roleDefinitions/x',
		],
		[
			`extensionResourceId(resourceId('${type}', 'st'), 'Microsoft.Authorization/locks', 'l')`,
			`${rg}/providers/${type}/st/providers/Microsoft.Authorization/locks/l`,
		],
		[
			`managementGroupResourceId('mg1', 'Microsoft.Authorization/policyDefinitions', 'p')`,
			'/providers/Microsoft.Management/managementGroups/mg1/providers/Microsoft.Authorization/policyDefinitions/p',
		],
		['resourceGroup().id', rg],
		['resourceGroup().location', 'westeurope'],
		['subscription().id', `/subscriptions/${sub}`],
		['subscription().subscriptionId', sub],
		['equals(subscription().tenantId, tenant().tenantId)', true],
		['deployment().name', 'main'],
		['deployment().properties.mode', 'Incremental'],
		['environment().suffixes.storage', 'core.windows.net'],
		['environment().suffixes.keyvaultDns', '.vault.azure.net'],
		['environment().resourceManager', 'https://management.azure.com/'],
		['environment().authentication.loginEndpoint', 'https://login.microsoftonline.com/'],
		["length(pickZones('Microsoft.Compute', 'virtualMachines', 'westeurope', 3))", 3],
	])('%s', (expression, value) => {
		expect(azure.output(`[${expression}]`)).toEqual(value);
	});

	test('whoever deploys is told', () => {
		const me = azure.output('[deployer().objectId]');
		expect(Object.keys(azure.world.users)).toContain(me);
	});
});

describe('what functions refuse', () => {
	test.each<readonly [string, RegExp]>([
		["substring('abc', 2, 5)", /substring/],
		["parameters('array')[7]", /array index '7' is out of bounds/],
		[
			"parameters('first').nine",
			/property 'nine' doesn't exist, available properties are 'one, two, three'/,
		],
		["int('four')", /'int'/],
		['div(1, 0)', /zero/],
		["add('1', 2)", /expects its parameter to be an integer/],
		["nonsense('x')", /The template function 'nonsense' is not valid/],
		["concat('a', createArray('b'))", /same type/],
		['toLower(5)', /expects its parameter to be a string/],
		["resourceId('Microsoft.Sql/servers/databases', 'one')", /resource name argument/],
		['equals(1)', /requires exactly '2' argument\(s\) while '1' were provided/],
		["base64ToString('%%')", /base64/],
		['copyIndex()', /copyIndex.*not expected/],
		["parameters('nowhere')", /The template parameter 'nowhere' is not found/],
		["variables('nowhere')", /The template variable 'nowhere' is not found/],
		["cidrSubnet('10.0.0.0/33', 24, 0)", /cidrSubnet/],
	])('%s', (expression, sentence) => {
		expect(valueOf(expression)).toMatch(sentence);
	});
});
