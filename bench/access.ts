// The same questions to the simulator and to three libraries for access control, all with the same answers.
import { createMongoAbility, type MongoAbility } from '@casl/ability';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { newEnforcer, newModelFromString, type Enforcer } from 'casbin';
import { checkAccess, createWorld, isAllowed, matchesAction, type World } from '../src/azure';
import { BUILT_IN_ROLES } from '../src/azure/rbac/builtInRoles';
import { idKey } from '../src/azure/resourceId';
import { naive } from './naive';
import { report } from './report';

/** Random numbers that come out the same in every run. */
function dice(seed: number) {
	let state = seed;
	return (sides: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * sides);
	};
}

/** Not those few with a condition of their own: the other libraries know nothing of the kind. */
const ROLES = BUILT_IN_ROLES.filter(({ condition }) => condition === undefined);
const GROUPS = 20;
const VAULTS = 50;
const ACTIONS = [
	['Microsoft.KeyVault/vaults/secrets/getSecret/action', 'data'],
	['Microsoft.KeyVault/vaults/secrets/setSecret/action', 'data'],
	['Microsoft.KeyVault/vaults/read', 'control'],
	['Microsoft.KeyVault/vaults/write', 'control'],
	['Microsoft.Authorization/roleAssignments/write', 'control'],
	['Microsoft.Storage/storageAccounts/listKeys/action', 'control'],
	['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read', 'data'],
	['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action', 'control'],
] as const;

/** A world with that many random assignments, ten for each principal, and questions about it. */
export function scenario(assignments: number, asked: number) {
	const roll = dice(assignments);
	const empty = createWorld();
	const subscription = `/subscriptions/${Object.keys(empty.subscriptions)[0] ?? ''}`;
	const group = (n: number) => `${subscription}/resourceGroups/rg-${n}`;
	const vault = (n: number) => `${group(n % GROUPS)}/providers/Microsoft.KeyVault/vaults/kv-${n}`;
	const scope = () => {
		const kind = roll(100);
		if (kind < 2) return subscription;
		return kind < 20 ? group(roll(GROUPS)) : vault(roll(VAULTS));
	};
	const guid = (kind: string, n: number) =>
		`${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
	const principals = Math.max(10, assignments / 10);
	const roleAssignments = Object.fromEntries(
		Array.from({ length: assignments }, (_, n) => {
			const at = scope();
			const name = guid('a', n);
			const id = `${at}/providers/Microsoft.Authorization/roleAssignments/${name}`;
			const assignment: World['roleAssignments'][string] = {
				id,
				name,
				scope: at,
				roleDefinitionName: ROLES[roll(ROLES.length)]?.name ?? '',
				principalId: guid('b', n % principals),
				principalType: 'ServicePrincipal',
				createdAt: 0,
				createdBy: empty.signedInAs,
				lifecycle: { state: 'effective', since: 0 },
			};
			return [idKey(id), assignment];
		}),
	);
	const world: World = { ...empty, roleAssignments };
	const questions = Array.from({ length: asked }, () => {
		const [action, plane] = ACTIONS[roll(ACTIONS.length)] ?? ACTIONS[0];
		const at = vault(roll(VAULTS));
		return {
			principalId: guid('b', roll(principals)),
			action,
			plane,
			scope: plane === 'data' && roll(2) === 0 ? `${at}/secrets/db` : at,
		};
	});
	return { world, questions };
}

type Scenario = ReturnType<typeof scenario>;
type Question = Scenario['questions'][number];

/** Which of the asked actions a role grants: the libraries know no wildcards of Azure's kind, so these are spelled out. */
const expanded = new Map(
	ROLES.map((role) => [
		role.name,
		ACTIONS.filter(([action, plane]) =>
			role.permissions.some((permission) => {
				const [listed, excluded] =
					plane === 'control'
						? [permission.actions, permission.notActions]
						: [permission.dataActions, permission.notDataActions];
				const covers = (list: readonly string[]) =>
					list.some((pattern) => matchesAction(pattern, action));
				return covers(listed) && !covers(excluded);
			}),
		).map(([action, plane]) => `${plane}:${action}`),
	]),
);
const granted = (world: World) =>
	Object.values(world.roleAssignments).flatMap(({ principalId, scope, roleDefinitionName }) =>
		(expanded.get(roleDefinitionName) ?? []).map((action) => ({ principalId, scope, action })),
	);
const wanted = ({ plane, action }: Question) => `${plane}:${action}`;

/** Every scope around a scope, itself included: the libraries are told it, for they know no tree. */
function around(scope: string): string[] {
	const parts = scope.split('/');
	return [3, 5, 9, 11]
		.filter((length) => length <= parts.length)
		.map((length) => parts.slice(0, length).join('/'));
}

async function casbin({ world }: Scenario) {
	const model = newModelFromString(`
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub == p.sub && r.act == p.act && under(r.obj, p.obj)
`);
	const enforcer: Enforcer = await newEnforcer(model);
	await enforcer.addFunction('under', (inner: string, outer: string) =>
		`${inner}/`.startsWith(`${outer}/`),
	);
	const rules = granted(world).map(({ principalId, scope, action }) => [
		principalId,
		scope,
		action,
	]);
	const unique = [...new Map(rules.map((rule) => [rule.join(), rule])).values()];
	await enforcer.addPolicies(unique);
	return (question: Question) =>
		enforcer.enforceSync(question.principalId, question.scope, wanted(question));
}

function cedarWasm({ world }: Scenario) {
	const policies = granted(world)
		.map(
			({ principalId, scope, action }) =>
				`permit(principal == User::"${principalId}", action == Action::"${action}", resource in Scope::"${scope}");`,
		)
		.join('\n');
	const prepared = cedar.preparsePolicySet('bench', { staticPolicies: policies });
	if (prepared.type === 'failure') throw new Error(JSON.stringify(prepared.errors));
	return (question: Question) => {
		const scopes = around(question.scope);
		const answer = cedar.statefulIsAuthorized({
			principal: { type: 'User', id: question.principalId },
			action: { type: 'Action', id: wanted(question) },
			resource: { type: 'Scope', id: question.scope },
			context: {},
			preparsedPolicySetId: 'bench',
			validateRequest: false,
			entities: scopes.map((id, index) => ({
				uid: { type: 'Scope', id },
				attrs: {},
				parents: index === 0 ? [] : [{ type: 'Scope', id: scopes[index - 1] ?? '' }],
			})),
		});
		if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
		return answer.response.decision === 'allow';
	};
}

function casl({ world }: Scenario) {
	const rules = new Map<string, { action: string; subject: string; conditions: object }[]>();
	for (const { principalId, scope, action } of granted(world)) {
		const own = rules.get(principalId) ?? [];
		own.push({ action, subject: 'Scope', conditions: { around: scope } });
		rules.set(principalId, own);
	}
	const abilities = new Map<string, MongoAbility>();
	for (const [principalId, own] of rules)
		abilities.set(
			principalId,
			createMongoAbility(own, { detectSubjectType: () => 'Scope' }) as MongoAbility,
		);
	return (question: Question) =>
		abilities.get(question.principalId)?.can(wanted(question), {
			around: around(question.scope),
		} as never) ?? false;
}

/**
 * Asks for about a second and says how many questions are answered in one: the best of ten slices, which is the one that other
 * programs on the machine disturbed least.
 */
function rate(ask: (question: Question) => unknown, questions: readonly Question[]): number {
	let best = 0;
	let next = 0;
	for (let slice = 0; slice < 10; slice++) {
		const start = performance.now();
		let count = 0;
		do {
			for (let n = 0; n < 10; n++) {
				ask(questions[next++ % questions.length] as Question);
				count++;
			}
		} while (performance.now() - start < 100);
		best = Math.max(best, (count / (performance.now() - start)) * 1000);
	}
	return best;
}

/** Checks that all give the same answers, then measures. */
export async function measure(): Promise<void> {
	const rows: string[][] = [];
	for (const size of [100, 4000, 40_000]) {
		const made = scenario(size, 2000);
		const { world, questions } = made;
		const others = [
			['casbin', await casbin(made)],
			['cedar-wasm', cedarWasm(made)],
			['CASL', casl(made)],
		] as const;
		const sample = questions.slice(0, size > 10_000 ? 20 : 200);
		for (const [name, ask] of others)
			for (const question of sample)
				if (ask(question) !== isAllowed(world, question))
					throw new Error(`${name} disagrees on ${JSON.stringify(question)}`);
		const verdicts = rate((question) => isAllowed(world, question), questions);
		const explained = rate((question) => checkAccess(world, question), questions);
		const rates = others.map(([, ask]) => rate(ask, questions));
		const say = (n: number) => (n >= 1000 ? `${Math.round(n / 1000)} k/s` : `${n.toFixed(1)}/s`);
		const times = (n: number) => `${say(n)} (${Math.round(verdicts / n)} ×)`;
		rows.push([String(size), say(verdicts), say(explained), ...rates.map(times)]);
	}
	report(
		'Access decisions a second, by number of role assignments',
		['assignments', 'isAllowed', 'checkAccess', 'casbin', 'cedar-wasm', 'CASL'],
		rows,
	);
	const { world, questions } = scenario(4000, 100_000);
	const { roleAssignments } = world;
	const oracle = naive(Object.values(roleAssignments), ROLES);
	const wrong = questions.filter((question) => oracle(question) !== isAllowed(world, question));
	if (wrong.length > 0)
		throw new Error(`${wrong.length} verdicts are wrong, the first: ${JSON.stringify(wrong[0])}`);
	console.log(`\nNone of ${questions.length} verdicts differs from a naive oracle.`);
	const thirty = (kind: 'principalId' | 'scope') =>
		[...new Set(questions.map((question) => question[kind]))].slice(0, 30);
	const [who, where] = [thirty('principalId'), thirty('scope')];
	const matrix = (ask: (question: Question) => unknown) => {
		for (const principalId of who)
			for (const scope of where)
				for (const [action, plane] of ACTIONS) ask({ principalId, scope, action, plane });
	};
	let best = Number.POSITIVE_INFINITY;
	for (let run = 0; run < 20; run++) {
		const start = performance.now();
		matrix((question) => isAllowed(world, question));
		best = Math.min(best, performance.now() - start);
	}
	const start = performance.now();
	matrix(oracle);
	const plain = performance.now() - start;
	console.log(
		`A matrix of 30 principals, 30 scopes and 8 actions: ${best.toFixed(1)} ms; the naive oracle takes ${plain.toFixed(0)} ms (${Math.round(plain / best)} ×).`,
	);
}
