// What the editor offers while a template is written: functions with signatures, types, names, properties.
import { describe, expect, test } from 'vitest';
import { FUNCTION_NAMES } from '../../src/azure';
import { FUNCTIONS } from '../../src/azure/template/functions';
import {
	aboutWord,
	bicepPlace,
	callAround,
	expressionBefore,
	offersAt,
} from '../../src/ui/editor/assist';
import { identityTypesOf, RESOURCE_TYPES } from '../../src/ui/editor/templateSchema';
import { templateFunctionWords } from '../../src/ui/words/en/templateFunctions';

/** What is offered where `|` stands. */
function offered(language: 'json' | 'bicep', marked: string): string[] {
	const before = marked.slice(0, marked.indexOf('|'));
	const lines = before.split('\n');
	return offersAt(
		language,
		marked.replace('|', ''),
		lines.length,
		(lines.at(-1) ?? '').length + 1,
	).map(({ label }) => label);
}

describe('functions', () => {
	const told = new Map(
		Object.entries(templateFunctionWords.functions).map(([name, [signature]]) => [
			name.toLowerCase(),
			signature,
		]),
	);

	test.each(FUNCTION_NAMES)('%s has a signature that fits what it takes', (name) => {
		const signature = told.get(name);
		const known = FUNCTIONS(name);
		const parameters = (signature ?? '').slice(1, -1).split(', ').filter(Boolean);
		const needed = parameters.filter((each) => !each.endsWith('?') && each !== '…').length;
		expect(signature).toBeDefined();
		if (!known || !('min' in known)) return;
		// What comes first and may be left out is not counted: groups and subscriptions of ids.
		expect(needed).toBeGreaterThanOrEqual(known.min === 0 ? 0 : 1);
		if (known.max !== undefined && Number.isFinite(known.max))
			expect(parameters.length).toBe(known.max);
	});
});

describe('in JSON', () => {
	test('an expression is what stands in a text behind its bracket', () => {
		expect(expressionBefore('  "name": "[conc', 17)).toBe('conc');
		expect(expressionBefore('  "name": "plain', 17)).toBeUndefined();
		expect(expressionBefore('  "name": "[[not', 17)).toBeUndefined();
		expect(expressionBefore('  "name": "[a]", "b', 20)).toBeUndefined();
	});

	test('functions and declared names are offered in expressions only', () => {
		const text = '{"parameters": {"who": {"type": "string"}},\n"variables": {"v": 1},\n"x": "[|"}';
		expect(offered('json', text)).toEqual(
			expect.arrayContaining(["parameters('who')", "variables('v')", 'uniqueString', 'resourceId']),
		);
		expect(offered('json', text.replace('[|', '|'))).toEqual([]);
		expect(offered('json', text.replace('[|', "[parameters('|"))).toEqual(['who']);
	});

	test('the call around the cursor counts its arguments; texts are stepped over', () => {
		expect(callAround("concat(uniqueString(a, ','), replace(b, 'x',")).toMatchObject({
			name: 'replace',
			argument: 2,
		});
		expect(callAround('concat(a)')).toBeUndefined();
	});
});

describe('in Bicep', () => {
	test('types come with the version that the simulator follows', () => {
		expect(offered('bicep', "resource v '|")).toContain('Microsoft.KeyVault/vaults');
		expect(offersAt('bicep', "resource v '", 1, 13)[0]?.insert).toMatch(/@\d{4}-\d\d-\d\d/);
	});

	const vm = (inside: string) =>
		`resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {\n  name: 'vm'\n${inside}\n}\n`;

	test('an identity offers the types that the resource can have', () => {
		expect(offered('bicep', vm("  identity: {\n    type: '|'\n  }"))).toEqual(
			identityTypesOf('Microsoft.Compute/virtualMachines'),
		);
		expect(identityTypesOf('Microsoft.Compute/virtualMachines')).toEqual([
			'SystemAssigned',
			'UserAssigned',
			'SystemAssigned, UserAssigned',
		]);
	});

	test('properties of the type are offered in properties, those of resources around them', () => {
		const role = "resource r 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n  |\n}";
		expect(offered('bicep', role)).toEqual(expect.arrayContaining(['name', 'scope', 'properties']));
		expect(offered('bicep', role.replace('|', 'properties: {\n    |\n  }'))).toEqual(
			expect.arrayContaining(['principalId', 'roleDefinitionId', 'principalType']),
		);
	});

	test('a place knows the resource and the objects around it', () => {
		expect(bicepPlace('param a object = {\n  b: {')).toBeUndefined();
		expect(bicepPlace(vm('').split('\n}')[0] ?? '')?.within).toEqual([]);
	});

	test('values offer what is declared, and functions that Bicep has', () => {
		const found = offered('bicep', `param where string\nvar x = |`);
		expect(found).toEqual(expect.arrayContaining(['where', 'uniqueString']));
		expect(found).not.toContain('parameters');
		expect(found).not.toContain('if');
	});
});

test('a hover says what a function does and which identities a type can have', () => {
	expect(aboutWord('guid')).toContain('The same each time'.toLowerCase().slice(4));
	expect(aboutWord('Microsoft.Compute/virtualMachines@2024-07-01')).toContain(
		'Can have a system-assigned identity and user-assigned ones.',
	);
	expect(aboutWord('nothing')).toBeUndefined();
});

test('every type of the table is known', () => {
	expect(RESOURCE_TYPES.length).toBeGreaterThan(190);
	expect(RESOURCE_TYPES).toContain('Microsoft.Authorization/roleAssignments');
});
