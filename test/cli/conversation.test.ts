// A line is a conversation: what it asks depends on the answers alone, whoever gives them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { converse, createWorld, type HttpRequest, type HttpResponse } from '../../src/azure';
import { run, runInWorld, startSession } from '../../src/cli';
import { inGroup } from './support';

const session = startSession(createWorld());
const json = (status: number, body: unknown): HttpResponse => ({
	status,
	headers: {},
	body: JSON.stringify(body),
});

/** Runs a line against prepared answers, and keeps what it asked. */
function against(line: string, answers: HttpResponse[]) {
	const asked: HttpRequest[] = [];
	const result = converse(run(line, session), (request) => {
		asked.push(request);
		return answers[asked.length - 1] ?? json(500, { error: { code: 'Unexpected', message: '' } });
	});
	return { result, asked };
}

const rg = `/subscriptions/${session.subscriptionId}/resourceGroups/rg`;
const identity = (name: string) =>
	`${rg}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

describe('az vm identity, as az 2.65 was recorded', () => {
	const both = {
		identity: {
			type: 'SystemAssigned, UserAssigned',
			principalId: 'p',
			tenantId: 't',
			userAssignedIdentities: { [identity('id1')]: { clientId: 'c', principalId: 'q' } },
		},
	};

	test('assign reads, sends only what is new, and reads again', () => {
		const line = 'az vm identity assign -g rg -n vm1 --identities id2';
		const { asked } = against(line, [json(200, both), json(200, both), json(200, both)]);
		expect(asked.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'GET']);
		expect(JSON.parse(asked[1]?.body ?? '')).toEqual({
			identity: {
				type: 'SystemAssigned, UserAssigned',
				userAssignedIdentities: { [identity('id2')]: {} },
			},
		});
	});

	test('remove of the last user-assigned identity sends the type that is left', () => {
		const line = 'az vm identity remove -g rg -n vm1 --identities id1';
		const { asked } = against(line, [json(200, both), json(200, both), json(200, both)]);
		expect(JSON.parse(asked[1]?.body ?? '')).toEqual({ identity: { type: 'SystemAssigned' } });
	});

	test('remove of one of two sends a null for it', () => {
		const two = structuredClone(both);
		two.identity.userAssignedIdentities[identity('id2')] = { clientId: 'd', principalId: 'r' };
		const line = 'az vm identity remove -g rg -n vm1 --identities ID1';
		const { asked } = against(line, [json(200, two), json(200, two), json(200, two)]);
		expect(JSON.parse(asked[1]?.body ?? '')).toEqual({
			identity: {
				type: 'SystemAssigned, UserAssigned',
				userAssignedIdentities: { [identity('id1')]: null },
			},
		});
	});

	test('remove of the only identity sends None', () => {
		const own = { identity: { type: 'SystemAssigned', principalId: 'p', tenantId: 't' } };
		const { asked, result } = against('az vm identity remove -g rg -n vm1', [
			json(200, own),
			json(200, {}),
			json(200, {}),
		]);
		expect(JSON.parse(asked[1]?.body ?? '')).toEqual({ identity: { type: 'None' } });
		expect(result.stdout).toBe('');
	});
});

describe('az identity create, as recorded', () => {
	test('takes the region of the group', () => {
		const { asked } = against('az identity create -g rg -n id1 --tags tag1=d1', [
			json(200, { location: 'westus' }),
			json(201, { id: identity('id1') }),
		]);
		expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
			`GET https://management.azure.com${rg}?api-version=2024-03-01`,
			`PUT https://management.azure.com${identity('id1')}?api-version=2023-01-31`,
		]);
		expect(JSON.parse(asked[1]?.body ?? '')).toEqual({ location: 'westus', tags: { tag1: 'd1' } });
	});
});

describe('az role assignment create', () => {
	const assignment = {
		id: `${rg}/providers/Microsoft.Authorization/roleAssignments/x`,
		properties: { scope: rg, principalId: 'p', roleDefinitionId: '/r/reader' },
	};

	test('is content with an assignment that is there already', () => {
		const { result, asked } = against(
			`az role assignment create --assignee-object-id p --assignee-principal-type User --role reader --scope ${rg}`,
			[
				json(200, { value: [{ name: 'reader' }] }),
				json(409, { error: { code: 'RoleAssignmentExists', message: 'It is there.' } }),
				json(200, { value: [assignment] }),
			],
		);
		expect(result.exitCode).toBe(0);
		expect(result.value).toMatchObject({ id: assignment.id, principalId: 'p', scope: rg });
		expect(asked).toHaveLength(3);
	});

	test('is refused where two roles have the name', () => {
		const two = {
			value: [
				{ id: '/a', name: 'a' },
				{ id: '/b', name: 'b' },
			],
		};
		const { result } = against(
			`az role assignment create --assignee-object-id p --assignee-principal-type User --role r --scope ${rg}`,
			[json(200, two)],
		);
		expect(result.stderr).toContain("More than one role matches the given name 'r'");
	});
});

describe('lists', () => {
	test('are read to their last page', () => {
		const { result, asked } = against("az vm list --query '[].name' -o tsv", [
			json(200, { value: [{ name: 'a' }], nextLink: 'https://management.azure.com/next' }),
			json(200, { value: [{ name: 'b' }] }),
		]);
		expect(result.stdout).toBe('a\nb\n');
		expect(asked[1]?.url).toBe('https://management.azure.com/next');
	});
});

describe('no line does harm', () => {
	const words = [
		...['az', 'keyless', 'vm', 'group', 'identity', 'assign', 'create', 'list', 'show', 'run'],
		...[
			'-g',
			'-n',
			'rg',
			'--query',
			'[',
			'-o',
			'tsv',
			'--ids',
			'--help',
			'=',
			'--',
			'-',
			'$X',
			'X=1',
		],
		...[
			'"',
			"'",
			'$(',
			')',
			'\\',
			...[
				'|',
				'&&',
				'||',
				';',
				'>',
				'>>',
				'<<<',
				'2>&1',
				'`',
				'f.txt',
				'echo',
				'cat',
				'curl',
				'explain',
			],
			'#',
			'\n',
			'--role',
			'--scope',
			'rest',
			'--url',
			'/x',
			'--on',
		],
	];
	const line = fc.oneof(
		fc.array(fc.constantFrom(...words), { maxLength: 9 }).map((each) => each.join(' ')),
		fc.string({ unit: 'binary', maxLength: 60 }),
	);

	test('a mistyped line leaves the world as it is, and no line breaks the program', () => {
		const { world, session: own } = inGroup();
		fc.assert(
			fc.property(line, (text) => {
				const { result, world: after, exchanges } = runInWorld(world, text, own);
				expect([0, 1, 2, 3, 6, 7, 127]).toContain(result.exitCode);
				if (result.exitCode === 2) {
					if (!text.includes('>')) expect(result.stderr).toMatch(/^ERROR: |^[a-z]+: ./m);
					if (!/\$\(|[|&;`\n]/.test(text)) expect(exchanges).toEqual([]);
					expect(after).toBe(world);
				}
			}),
			{ numRuns: 2000, seed: 20260105 },
		);
	});
});
