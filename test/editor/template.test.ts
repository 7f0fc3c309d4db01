// A draft on its way to Azure: JSON as people write it, Bicep, parameters, and on which line Azure's errors are.
import { describe, expect, test } from 'vitest';
import { createWorld, groupScope, currentSubscription, requests, handle } from '../../src/azure';
import { azLine, deploymentRequest, targetOf } from '../../src/ui/editor/deploymentRequest';
import {
	faultOf,
	parametersFile,
	parametersOf,
	referencesIn,
	valueOf,
} from '../../src/ui/editor/parameters';
import { strictLines } from '../../src/ui/editor/strictLines';
import { problemsOf, readTemplate, unknownTypes } from '../../src/ui/editor/template';
import { ask, changesIn, tryOut } from '../../src/ui/editor/whatIf';
import { progressOf } from '../../src/ui/editor/progress';

const empty = createWorld({ seed: 'editor' });
const group = groupScope(currentSubscription(empty), 'rg');
const [world] = handle(
	{ ...empty, timing: 'instant' },
	requests.putResourceGroup(currentSubscription(empty), 'rg', 'westeurope'),
);
const deploying = {
	name: 'main',
	scope: group,
	mode: 'Incremental',
	values: {},
	location: 'westeurope',
} as const;
const ready = (language: 'json' | 'bicep', text: string) => {
	const read = readTemplate(language, { main: text }, 'main');
	if (!read.ok) throw new Error(read.problems[0]?.message);
	return read;
};

test('comments and trailing commas go, lines and texts stay', () => {
	const strict = strictLines('{\n// one\n"a": "// no", /* two\nthree */\n"b": [1, 2,],\n}');
	expect(JSON.parse(strict)).toEqual({ a: '// no', b: [1, 2] });
	expect(strict.split('\n')).toHaveLength(6);
});

const JSON_DRAFT = `{
  // for the shop
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.ManagedIdentity/userAssignedIdentities",
      "apiVersion": "2023-01-31",
      "name": "[nothing('id')]",
      "location": "westeurope"
    }
  ]
}`;

describe('Azure’s errors stand on the line of the draft', () => {
	test.each([
		['json', JSON_DRAFT, 9],
		[
			'bicep',
			"param location string = 'westeurope'\n\nresource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {\n  name: substring('a', 5, 1)\n  location: location\n}\n",
			3,
		],
	] as const)('of %s', (language, text, line) => {
		const read = ready(language, text);
		const { status, body } = ask(world, deploymentRequest(deploying, read, 'validate'));
		expect(status).toBe(400);
		const [problem] = problemsOf(body.error as never, read);
		expect(problem?.line).toBe(line);
		expect(problem?.message).toMatch(/^InvalidTemplate: /);
	});
});

test('a type that nobody knows is a warning on its line', () => {
	const read = ready('json', JSON_DRAFT.replace('userAssignedIdentities', 'userAssignedIdentitys'));
	expect(unknownTypes(read)).toMatchObject([{ line: 7, severity: 'warning' }]);
	expect(unknownTypes(ready('json', JSON_DRAFT))).toEqual([]);
});

test('what Bicep cannot be read says where', () => {
	expect(readTemplate('bicep', { main: 'param x string\nvar y =' }, 'main')).toMatchObject({
		ok: false,
		problems: [{ line: 2, severity: 'error' }],
	});
});

describe('parameters', () => {
	const { template } = ready(
		'bicep',
		"@secure()\nparam password string\nparam count int = 2\nparam tags object = {}\n@allowed(['a', 'b'])\nparam kind string = 'a'\n",
	);
	const [password, count, tags, kind] = parametersOf(template);

	test('are told with their types, defaults and choices', () => {
		expect(password).toMatchObject({ name: 'password', secure: true, required: true });
		expect(count).toMatchObject({ type: 'int', usual: '2', required: false });
		expect(kind).toMatchObject({ allowed: ['a', 'b'] });
	});

	test('are texts until they are values of their types', () => {
		if (!count || !tags || !password) throw new Error('not there');
		expect(valueOf(count, '7')).toBe(7);
		expect(valueOf(count, 'seven')).toBeUndefined();
		expect(valueOf(tags, '{"a": 1}')).toEqual({ a: 1 });
		expect(valueOf(tags, '[1]')).toBeUndefined();
		expect(valueOf(password, '7')).toBe('7');
	});

	test('say in words of their type what is wrong', () => {
		if (!count || !tags || !password || !kind) throw new Error('not there');
		const [isOn, many] = parametersOf(
			ready('bicep', 'param isOn bool\nparam many array = []\n').template,
		);
		if (!isOn || !many) throw new Error('not there');
		expect(faultOf(password, '')).toBe('needed');
		expect(faultOf(count, '')).toBeUndefined();
		expect(faultOf(count, 'three')).toBe('int');
		expect(faultOf(isOn, 'yes')).toBe('bool');
		expect(faultOf(isOn, 'False')).toBeUndefined();
		expect(faultOf(many, '{}')).toBe('array');
		expect(faultOf(tags, '[1]')).toBe('object');
		expect(faultOf(kind, 'c')).toBe('allowed');
		expect(faultOf(kind, 'b')).toBeUndefined();
	});

	test('whose values a file leaves in a key vault are named', () => {
		const file =
			'{"parameters": {"a": {"value": 1}, "b": {"reference": {"keyVault": {"id": "/x"}, "secretName": "b"}}}}';
		expect(referencesIn(file)).toEqual(['b']);
		expect(parametersFile(file)).toEqual({ a: '1' });
	});

	test('come from a parameters file, and a template is none', () => {
		expect(parametersFile('{"parameters": {"count": {"value": 3}}}')).toEqual({ count: '3' });
		expect(parametersFile(JSON_DRAFT)).toBeUndefined();
	});
});

const TWO = `resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-one'
  location: 'westeurope'
}
resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'steditor'
  location: 'westeurope'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}
resource may 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: st
  name: guid('may')
  properties: {
    principalId: id.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
  }
}
`;

test('a what-if calls a role assignment by what it grants, before there is one', () => {
	const read = ready('bicep', TWO);
	const { body } = ask(world, deploymentRequest(deploying, read, 'whatIf'));
	const tried = tryOut(world, deploymentRequest(deploying, read));
	expect(changesIn(body, [world, tried]).map(({ change, name }) => `${change} ${name}`)).toEqual(
		expect.arrayContaining([
			'Create id-one',
			'Create steditor',
			'Create Storage Blob Data Reader for id-one',
		]),
	);
	expect(world.roleAssignments).not.toBe(tried.roleAssignments);
});

test('each resource of a deployment has its place in the draft', () => {
	const read = ready('bicep', TWO);
	const after = tryOut(world, deploymentRequest(deploying, read));
	const rows = progressOf(after, `${group}/providers/Microsoft.Resources/deployments/main`);
	expect(rows.map(({ name, state, path }) => [name, state, read.placeOf(path)?.line])).toEqual([
		['id-one', 'succeeded', 1],
		['steditor', 'succeeded', 5],
		['Storage Blob Data Reader for id-one', 'succeeded', 11],
	]);
});

test('the schema of a template says where it goes', () => {
	const toGroup = ready('json', JSON_DRAFT);
	const toSubscription = ready('bicep', "targetScope = 'subscription'\n");
	expect(targetOf(toGroup, world, undefined)).toBe(group);
	expect(targetOf(toSubscription, world, group)).toBe(group.replace('/resourceGroups/rg', ''));
	expect(targetOf(toGroup, empty, undefined)).toBe('');
	// A draft that cannot be read for the moment keeps its place.
	expect(targetOf(undefined, world, group)).toBe(group);
});

test('the az line is that of a team with the template in a file; secrets are not in it', () => {
	expect(
		azLine(
			{ ...deploying, values: { count: 2, password: 'p', note: "it's" } },
			'main.bicep',
			new Set(['password']),
		),
	).toBe(
		`az deployment group create -g rg -n main --template-file main.bicep --parameters count=2 password="$password" 'note=it'\\''s'`,
	);
});
