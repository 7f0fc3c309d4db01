import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createWorld, type JsonObject } from '../../src/azure';
import { readRecording, replay } from './runner';

const folder = fileURLToPath(new URL('fixtures/', import.meta.url));

/** The exchanges in this folder are written from what real traffic showed, under names of our own: one per behaviour. */
describe.each(readdirSync(folder))('the exchanges of %s', (file) => {
	const exchanges = readRecording(readFileSync(folder + file, 'utf8'));
	const { verdicts } = replay(createWorld({ timing: 'realistic' }), exchanges);
	test.each(verdicts.map((verdict) => [verdict.exchange, verdict] as const))(
		'$i $cmd: $method $url is answered with $status',
		(_, { shape, values, response }) => {
			expect({ shape, values }, response.body).toEqual({ shape: [], values: [] });
		},
	);
});

describe('the comparison itself', () => {
	const [group] = readRecording(
		'{"i":0,"method":"PUT","url":"https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g?api-version=2024-03-01","req":{"location":"uksouth"},"status":201,"res":{"id":"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g","name":"g","type":"Microsoft.Resources/resourceGroups","location":"uksouth","properties":{"provisioningState":"Succeeded"}}}',
	);
	const difference = (change: object) => {
		const { verdicts } = replay(createWorld(), [{ ...group!, ...change }]);
		return [...(verdicts[0]?.shape ?? []), ...(verdicts[0]?.values ?? [])];
	};
	const res = group!.res as JsonObject;
	test.each([
		['nothing', {}, []],
		['the status', { status: 200 }, ['status: 201 instead of 200']],
		['a header', { azureAsync: 'https://a' }, ['header azure-asyncoperation: missing']],
		['an error code', { res: { error: { code: 'A' } } }, ['error code: undefined instead of A']],
		['a value', { res: { ...res, location: 'ukwest' } }, ['.location: uksouth instead of ukwest']],
		['a type', { res: { ...res, name: 7 } }, ['.name: string instead of number']],
		['a key less', { res: { ...res, tags: {} } }, ['.tags: missing']],
		['a key more', { res: { id: res.id } }, ['.name: too much', '.type: too much']],
		['a part', { res: { id: res.id }, part: true }, []],
		['a key that must not be', { absent: ['name'] }, ['.name: too much']],
		['a lost body', { res: null }, ['body: too much']],
	])('sees %s', (_, change, expected) => {
		expect(difference(change)).toEqual(expect.arrayContaining(expected));
		expect(difference(change).length > 0).toBe(expected.length > 0);
	});

	test('sees one id standing for two', () => {
		const id = '9c0d4a3e-1b5f-4c7d-8e2a-6f3b5d7c9e01';
		const identity = (name: string) => ({
			...group!,
			url: group!.url.replace(
				'?',
				`/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}?`,
			),
			res: { properties: { principalId: id } },
			location: 'x',
			part: true,
		});
		const { verdicts } = replay(createWorld(), [group!, identity('one'), identity('two')]);
		expect(verdicts[1]?.values).toEqual([]);
		expect(verdicts[2]?.values.join()).toMatch(/stood for .* and now for/);
	});
});
