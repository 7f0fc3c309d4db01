import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/azure';
import { at, Deployer, errorText, identity, storage, template } from './support';

const names = (azure: Deployer): string[] =>
	Object.values(azure.world.resources)
		.map(({ name }) => name)
		.sort();

const message = (answer: JsonObject): string => String(at(answer, 'error', 'message'));

describe('parameters', () => {
	const bound = (declared: JsonObject, values: JsonObject = {}) =>
		new Deployer().deploy(
			{ parameters: declared, outputs: { it: { type: 'object', value: "[parameters('it')]" } } },
			{ parameters: values },
		);
	const outputs = (answer: JsonObject) => at(answer, 'properties', 'outputs', 'it', 'value');

	test.each<readonly [string, Json]>([
		['string', 'text'],
		['int', 7],
		['bool', true],
		['object', { a: [1, null] }],
		['array', ['x', 1]],
		['String', 'any case'],
	])('of type %s', (type, value) => {
		const answer = bound({ it: { type } }, { IT: { value } });
		expect(outputs(answer)).toEqual(value);
	});

	test.each<readonly [string, JsonObject, JsonObject, RegExp]>([
		[
			'not given',
			{ it: { type: 'string' } },
			{},
			/The value for the template parameter 'it' at line '1' and column '\d+' is not provided/,
		],
		[
			'unknown',
			{ it: { type: 'int', defaultValue: 1 } },
			{ other: { value: 1 } },
			/The template parameters 'other' in the parameters file are not valid; they are not present in the original template.*The only supported parameters for this template are 'it'/,
		],
		[
			'of another type',
			{ it: { type: 'int' } },
			{ it: { value: 'seven' } },
			/Template parameter JToken type is not valid. Expected 'Int(?:eger)?'. Actual 'String'/,
		],
		[
			'not allowed',
			{ it: { type: 'string', allowedValues: ['a', 'b'] } },
			{ it: { value: 'c' } },
			/The value 'c' is not part of the allowed value\(s\): 'a,b'/,
		],
		[
			'too small',
			{ it: { type: 'int', minValue: 3 } },
			{ it: { value: 2 } },
			/minimum value '3'|'3'/,
		],
		['too large', { it: { type: 'int', maxValue: 3 } }, { it: { value: 4 } }, /'3'/],
		[
			'too short',
			{ it: { type: 'string', minLength: 3 } },
			{ it: { value: 'ab' } },
			/Length of the value should be greater than or equal to '3'/,
		],
		[
			'too long',
			{ it: { type: 'string', maxLength: 3 } },
			{ it: { value: 'abcd' } },
			/Length of the value should be less than or equal to '3'/,
		],
	])('%s', (_, declared, values, sentence) => {
		const answer = bound(declared, values);
		expect(at(answer, 'error', 'code')).toBe('InvalidTemplate');
		expect(message(answer)).toMatch(sentence);
		expect(at(answer, 'error', 'additionalInfo', 0, 'type')).toBe('TemplateViolation');
	});

	test('a fault is told with the line and column of the request', () => {
		const azure = new Deployer();
		const body = `{
  "properties": {
    "mode": "Incremental",
    "template": {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {
        "name": {
          "type": "string"
        }
      },
      "resources": []
    }
  }
}`;
		const answer = azure.ask({
			method: 'PUT',
			url: `https://management.azure.com${azure.path('main')}?api-version=2022-09-01`,
			headers: {},
			body,
		});
		expect(message(answer)).toContain("'name' at line '8' and column '17' is not provided");
		expect(at(answer, 'error', 'additionalInfo', 0, 'info')).toEqual({
			lineNumber: 8,
			linePosition: 17,
			path: 'properties.template.parameters.name',
		});
	});

	test('secure ones are named and never shown', () => {
		const azure = new Deployer();
		azure.deploy(
			{
				parameters: { password: { type: 'secureString' }, keys: { type: 'secureObject' } },
				outputs: { it: { type: 'secureString', value: "[parameters('password')]" } },
			},
			{
				parameters: {
					password: { value: 'Hunter-Two-22' },
					keys: { value: { a: 'Hunter-Two-22' } },
				},
			},
		);
		const shown = azure.request('GET', azure.path('main')).body;
		expect(shown).not.toContain('Hunter');
		expect(at(JSON.parse(shown) as JsonObject, 'properties')).toMatchObject({
			parameters: { password: { type: 'SecureString' }, keys: { type: 'SecureObject' } },
			outputs: { it: { type: 'SecureString' } },
		});
		const log = JSON.stringify(azure.world.activityLog);
		expect(log).not.toContain('Hunter');
	});

	test('default values may use other parameters, not variables', () => {
		const azure = new Deployer();
		const read = (defaultValue: string) =>
			azure.output("[parameters('b')]", {
				parameters: {
					a: { type: 'string', defaultValue: 'x' },
					b: { type: 'string', defaultValue },
				},
				variables: { v: 'v' },
			});
		expect(read("[concat(parameters('a'), '-', resourceGroup().name)]")).toBe('x-rg');
		expect(read("[variables('v')]")).toMatch(/^InvalidTemplate.*variables/);
	});
});

describe('loops', () => {
	test('over resources, properties, variables and outputs', () => {
		const azure = new Deployer();
		const answer = azure.deploy({
			variables: {
				copy: [{ name: 'hosts', count: 3, input: "[format('host-{0}', copyIndex('hosts', 1))]" }],
				nested: { copy: [{ name: 'inner', count: 2, input: "[copyIndex('inner')]" }] },
			},
			resources: [
				storage("[format('st{0}', copyIndex(5))]", {
					copy: { name: 'accounts', count: 2 },
					properties: {
						networkAcls: {
							copy: [
								{
									name: 'ipRules',
									count: 2,
									input: {
										value: "[format('10.{0}.{1}.1', copyIndex('accounts'), copyIndex('ipRules'))]",
									},
								},
							],
						},
					},
				}),
				identity('id-after', { dependsOn: ['accounts'] }),
			],
			outputs: {
				all: {
					type: 'array',
					copy: {
						count: 2,
						input:
							"[resourceId('Microsoft.Storage/storageAccounts', format('st{0}', add(copyIndex(), 5)))]",
					},
				},
				hosts: { type: 'array', value: "[variables('hosts')]" },
				nested: { type: 'object', value: "[variables('nested')]" },
			},
		});
		expect(names(azure)).toEqual(['id-after', 'st5', 'st6']);
		expect(at(answer, 'properties', 'outputs')).toMatchObject({
			all: {
				value: [
					azure.id('Microsoft.Storage/storageAccounts', 'st5'),
					azure.id('Microsoft.Storage/storageAccounts', 'st6'),
				],
			},
			hosts: { value: ['host-1', 'host-2', 'host-3'] },
			nested: { value: { inner: [0, 1] } },
		});
		const second = azure.json('GET', azure.id('Microsoft.Storage/storageAccounts', 'st6'));
		expect(at(second, 'properties', 'networkAcls', 'ipRules', 1, 'value')).toBe('10.1.1.1');
		const waits = at(answer, 'properties', 'dependencies', 0, 'dependsOn') as JsonObject[];
		expect(waits.map(({ resourceName }) => resourceName)).toEqual(['st5', 'st6']);
	});

	test('a loop of none makes nothing, and may be waited for', () => {
		const azure = new Deployer();
		azure.deploy({
			resources: [
				storage("[format('st{0}', copyIndex())]", { copy: { name: 'none', count: 0 } }),
				identity('id', { dependsOn: ['none'], name: 'id-one' }),
			],
		});
		expect(names(azure)).toEqual(['id-one']);
	});

	test('a serial loop goes one batch after another', () => {
		const azure = new Deployer({ timing: 'realistic' });
		azure.advance(60_000);
		azure.deploy({
			resources: [
				storage("[format('st{0}x', copyIndex())]", {
					copy: { name: 'all', count: 4, mode: 'serial', batchSize: 2 },
				}),
			],
		});
		expect(names(azure)).toEqual(['st0x', 'st1x']);
		azure.advance(25_000);
		expect(names(azure)).toEqual(['st0x', 'st1x', 'st2x', 'st3x']);
	});
});

describe('conditions and order', () => {
	test('a resource whose condition does not hold is left out, also from what waits for it', () => {
		const azure = new Deployer();
		const answer = azure.deploy({
			parameters: { wanted: { type: 'bool', defaultValue: false } },
			resources: [
				storage('stmaybe', { condition: "[parameters('wanted')]" }),
				// Its name cannot even be worked out.
				storage("[split('none', '/')[8]]", { condition: false }),
				identity('id-after', {
					dependsOn: ["[resourceId('Microsoft.Storage/storageAccounts', 'stmaybe')]"],
				}),
			],
			outputs: { no: { condition: false, type: 'string', value: "[reference('stmaybe').x]" } },
		});
		expect(at(answer, 'properties', 'provisioningState')).toBe('Succeeded');
		expect(names(azure)).toEqual(['id-after']);
		expect(at(answer, 'properties', 'outputs')).toEqual({});
	});

	test('whoever refers to a resource waits for it without saying so', () => {
		const azure = new Deployer();
		const answer = azure.deploy({
			resources: [
				storage('stshop', {
					tags: {
						owner: "[reference('id-shop').principalId]",
						next: "[reference('id-shop', '2023-01-31', 'Full').location]",
					},
				}),
				identity('id-shop'),
			],
		});
		const tags = at(
			azure.json('GET', azure.id('Microsoft.Storage/storageAccounts', 'stshop')),
			'tags',
		);
		expect(tags).toEqual({ owner: azure.identity('id-shop').principalId, next: 'westeurope' });
		expect(at(answer, 'properties', 'dependencies', 0, 'dependsOn', 0, 'resourceName')).toBe(
			'id-shop',
		);
	});

	test.each<readonly [string, JsonObject[], RegExp]>([
		[
			'a circle',
			[storage('stone', { dependsOn: ['sttwo'] }), storage('sttwo', { dependsOn: ['stone'] })],
			/^InvalidTemplate.*Circular dependency detected on resource/,
		],
		[
			'nobody',
			[storage('stone', { dependsOn: ['stnone'] })],
			/^InvalidTemplate.*The resource 'stnone' is not defined in the template/,
		],
		[
			'the same twice',
			[storage('stone'), storage('STONE')],
			/^InvalidTemplate.*is defined multiple times in a template/,
		],
		[
			'a name of too many parts',
			[storage('stone/x')],
			/^InvalidTemplate.*has incorrect segment lengths/,
		],
		['no name', [storage('')], /^InvalidTemplate.*name/],
	])('waiting for %s is refused', (_, resources, sentence) => {
		expect(errorText(new Deployer().deploy({ resources }))).toMatch(sentence);
	});

	test('children stand in their parent or name it', () => {
		const azure = new Deployer();
		const container = { apiVersion: '2023-01-01', properties: {} };
		azure.deploy({
			resources: [
				storage('stshop', {
					resources: [
						{
							...container,
							type: 'blobServices/containers',
							name: 'default/photos',
							dependsOn: ['stshop'],
						},
					],
				}),
				{
					...container,
					type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
					name: 'stshop/default/films',
					dependsOn: ["[resourceId('Microsoft.Storage/storageAccounts', 'stshop')]"],
				},
			],
		});
		expect(names(azure)).toEqual(['films', 'photos', 'stshop']);
	});
});

describe('symbolic names', () => {
	const modern = (resources: JsonObject, outputs: JsonObject = {}): JsonObject => ({
		languageVersion: '2.0',
		resources,
		outputs,
	});

	test('resources refer to one another by symbol, and to what is there already', () => {
		const azure = new Deployer();
		azure.put('Microsoft.Storage/storageAccounts', 'stold');
		const answer = azure.deploy(
			modern(
				{
					old: { ...storage('stold'), existing: true },
					id: identity('id-shop'),
					many: storage("[format('st{0}y', copyIndex())]", {
						copy: { name: 'many', count: 2 },
						dependsOn: ['id'],
					}),
				},
				{
					blob: { type: 'string', value: "[reference('old').primaryEndpoints.blob]" },
					who: { type: 'string', value: "[reference('id').principalId]" },
					all: {
						type: 'array',
						value: "[map(references('many', 'full'), lambda('x', lambdaVariables('x').name))]",
					},
					where: { type: 'string', value: "[reference('old', '2023-01-01', 'full').location]" },
				},
			),
		);
		expect(at(answer, 'properties', 'outputs')).toMatchObject({
			blob: { value: 'https://stold.blob.core.windows.net/' },
			who: { value: azure.identity('id-shop').principalId },
			all: { value: ['st0y', 'st1y'] },
			where: { value: 'westeurope' },
		});
		expect(names(azure)).toEqual(['id-shop', 'st0y', 'st1y', 'stold']);
	});

	test('what should be there and is not makes the deployment fail', () => {
		const azure = new Deployer();
		const answer = azure.deploy(
			modern(
				{ old: { ...storage('stnone'), existing: true } },
				{ it: { type: 'string', value: "[reference('old').x]" } },
			),
		);
		expect(errorText(answer)).toMatch(/ResourceNotFound|not found/i);
	});

	test('nested templates have their own expressions there without saying so', () => {
		const azure = new Deployer();
		const answer = azure.deploy(
			modern(
				{
					inner: {
						type: 'Microsoft.Resources/deployments',
						apiVersion: '2022-09-01',
						name: 'inner',
						properties: {
							mode: 'Incremental',
							parameters: { name: { value: 'stinner' } },
							template: template({
								parameters: { name: { type: 'string' } },
								resources: [storage("[parameters('name')]")],
								outputs: {
									id: {
										type: 'string',
										value: "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]",
									},
								},
							}),
						},
					},
				},
				{ id: { type: 'string', value: "[reference('inner').outputs.id.value]" } },
			),
		);
		expect(at(answer, 'properties', 'outputs', 'id', 'value')).toBe(
			azure.id('Microsoft.Storage/storageAccounts', 'stinner'),
		);
	});
});

describe('functions of the template', () => {
	test('see their parameters and one another', () => {
		const azure = new Deployer();
		const parts = {
			functions: [
				{
					namespace: 'shop',
					members: {
						short: {
							parameters: [{ name: 'text', type: 'string' }],
							output: { type: 'string', value: "[toLower(take(parameters('text'), 3))]" },
						},
						name: {
							parameters: [{ name: 'text', type: 'string' }],
							output: { type: 'string', value: "[concat('st', shop.short(parameters('text')))]" },
						},
					},
				},
			],
			variables: { hidden: 'x' },
		};
		expect(azure.output("[shop.name('WESTERN')]", parts)).toBe('stwes');
		expect(
			azure.output('[shop.bad()]', {
				...parts,
				functions: [
					{
						namespace: 'shop',
						members: { bad: { output: { type: 'string', value: "[variables('hidden')]" } } },
					},
				],
			}),
		).toMatch(/hidden|variables/);
	});
});
