// Random worlds with everything that access can hang on: the answer is that of a slow reference (oracle.ts) which shares no code.
import { expect, test } from 'vitest';
import { BUILT_IN_ROLES as ALL } from '../../src/azure/rbac/builtInRoles';
import { checkAccess, isAllowed } from '../../src/azure/rbac/checkAccess';
import { idKey } from '../../src/azure/resourceId';
import type {
	DenyAssignment,
	Group,
	ManagementGroup,
	Permission,
	RoleAssignment,
	RoleDefinition,
	World,
} from '../../src/azure/world';
import { runs } from '../setup/runs';
import { decide, spell, type Attribute, type Asked, type How, type Rule } from './oracle';
import { shop, START } from './rbacWorld';

/** The reference knows of conditions on assignments, not of those that a role has itself: see conditions.test. Roles for what is never asked about say nothing. */
const BUILT_IN_ROLES = ALL.filter(
	({ condition, permissions }) =>
		condition === undefined &&
		/"\*|Microsoft\.(?:KeyVault|Storage|ManagedIdentity)\//.test(JSON.stringify(permissions)),
);

const WORLDS = runs(100, 2_000);
const QUESTIONS = 50;
/** The first world; each has a number of its own. */
const FIRST = Number(process.env.KEYLESS_SEED ?? 20260105);

/** Dice with a seed: the same worlds every time. */
class Dice {
	#state: number;
	constructor(seed: number) {
		this.#state = seed;
	}
	/** A number from 0 to below `below`. */
	roll(below: number): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	}
	oneIn(chances: number): boolean {
		return this.roll(chances) === 0;
	}
	of<T>(values: readonly T[]): T {
		return values[this.roll(values.length)] as T;
	}
	some<T>(values: readonly T[], most: number): T[] {
		return Array.from({ length: this.roll(most + 1) }, () => this.of(values));
	}
	times<T>(most: number, make: (index: number) => T): T[] {
		return Array.from({ length: this.roll(most + 1) }, (_, index) => make(index));
	}
}

const { world: empty, subscription, group, vault, secret, storage, container } = shop();
const OTHER = '/subscriptions/0b5c0000-0000-4000-8000-00000000000b';
const managementGroup = (name: string) =>
	`/providers/Microsoft.Management/managementGroups/${name}`;
const ROOT = Object.values(empty.managementGroups)[0]?.id ?? '';
const MANAGEMENT_GROUPS = [ROOT, managementGroup('mg-a'), managementGroup('mg-b')];
const SCOPES = [
	'/',
	...MANAGEMENT_GROUPS,
	subscription,
	OTHER,
	group,
	`${group}-2`,
	vault,
	`${vault}2`,
	secret,
	`${secret}-2`,
	storage,
	container,
	`${container}2`,
	`${OTHER}/resourceGroups/rg-shop`,
];
const TOUCHED = [
	...SCOPES,
	`${container}/blobs/a/b`,
	`${OTHER}/resourceGroups/rg-shop/providers/Microsoft.KeyVault/vaults/kv-shop`,
];
const ACTIONS = [
	'Microsoft.KeyVault/vaults/read',
	'Microsoft.KeyVault/vaults/write',
	'Microsoft.KeyVault/vaults/secrets/read',
	'Microsoft.KeyVault/vaults/secrets/getSecret/action',
	'Microsoft.KeyVault/vaults/secrets/setSecret/action',
	'Microsoft.KeyVault/vaults/certificates/read',
	'Microsoft.Storage/storageAccounts/read',
	'Microsoft.Storage/storageAccounts/listKeys/action',
	'Microsoft.Storage/storageAccounts/blobServices/containers/read',
	'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
	'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write',
	'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete',
	'Microsoft.Authorization/roleAssignments/write',
	'Microsoft.Authorization/roleAssignments/read',
	'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
	'Microsoft.ManagedIdentity/userAssignedIdentities/read',
	'Microsoft.Resources/subscriptions/resourceGroups/delete',
	'Microsoft.Compute/virtualMachines/write',
];
const PEOPLE = ['a', 'b', 'c', 'd', 'e'].map((c) => `${c.repeat(8)}-0000-4000-8000-000000000000`);
const GROUPS = ['1', '2', '3', '4'].map((c) => `${c.repeat(8)}-0000-4000-8000-00000000000f`);

const inSomeCase = (dice: Dice, text: string): string =>
	dice.of([text, text, text.toLowerCase(), text.toUpperCase()]);

/** A pattern that has something to do with the operations here. */
function pattern(dice: Dice): string {
	if (dice.oneIn(8)) return dice.of(['*', '*/read', '*/action', 'Microsoft.*/read', '*/write']);
	const segments = dice.of(ACTIONS).split('/');
	const cut = 1 + dice.roll(segments.length);
	const kept = segments.slice(0, cut).map((each) => (dice.oneIn(7) ? '*' : each));
	if (cut < segments.length) kept.push('*');
	if (dice.oneIn(5)) kept.splice(1 + dice.roll(kept.length - 1 || 1), 0, '*');
	if (dice.oneIn(9)) kept[kept.length - 1] = `${(kept.at(-1) ?? '').slice(0, 3)}*`;
	return inSomeCase(dice, kept.join('/'));
}

const permission = (dice: Dice): Permission => ({
	actions: dice.times(3, () => pattern(dice)),
	notActions: dice.times(2, () => pattern(dice)),
	dataActions: dice.times(3, () => pattern(dice)),
	notDataActions: dice.times(2, () => pattern(dice)),
});

const ATTRIBUTES: readonly Attribute[] = [
	...(['account', 'container', 'container', 'blobPath'] as const),
	...(['size', 'project', 'vault'] as const),
];
const WORDS = ['photos', 'Photos', 'pho*', 'p?otos', 'stshop', 'kv-shop', 'a', "o'b", '', '2026/'];
const NUMBERS = ['0', '5', '10', '-3', '2.5'];

function rule(dice: Dice, depth = 2): Rule {
	if (depth > 0 && dice.oneIn(2)) {
		if (dice.oneIn(3)) return { is: 'not', rule: rule(dice, depth - 1) };
		return {
			is: dice.of(['and', 'or']),
			rules: [rule(dice, depth - 1), rule(dice, depth - 1)],
		};
	}
	if (dice.oneIn(5)) return { is: 'action', pattern: pattern(dice) };
	if (dice.oneIn(8)) return { is: 'subOperation', name: dice.of(['Blob.List', 'blob.read']) };
	const of = dice.of(ATTRIBUTES);
	if (dice.oneIn(6)) return { is: 'exists', of, not: dice.oneIn(2) };
	const numeric = of === 'size';
	const hows: readonly How[] = numeric
		? ['LessThan', 'GreaterThanEquals']
		: ['Equals', 'Equals', 'Like', 'StartsWith', 'Contains'];
	const many = dice.oneIn(3);
	const value = () => dice.of(numeric ? NUMBERS : WORDS);
	return {
		is: 'compare',
		of,
		how: dice.of(hows),
		not: !numeric && dice.oneIn(3),
		anyCase: dice.oneIn(2),
		left: many ? dice.of(['Any', 'All']) : 'Any',
		right: many ? dice.of(['Any', 'All']) : 'Any',
		values: many ? [value(), value(), value()] : [value()],
	};
}

/** A world, and the rules behind the texts of its conditions. */
function invent(dice: Dice) {
	const custom = dice.times(4, (index): RoleDefinition => ({
		name: `cccccccc-cccc-4ccc-8ccc-00000000000${index}`,
		roleName: `Custom ${index}`,
		description: '',
		type: 'CustomRole',
		permissions: [permission(dice), ...dice.times(1, () => permission(dice))],
		assignableScopes: ['/'],
	}));
	const groups = GROUPS.map((id, index): Group => ({
		id,
		displayName: id,
		mailNickname: 'x',
		createdAt: START,
		owners: [],
		// Only later groups, so that none is in itself.
		members: [
			...new Set([...dice.some(PEOPLE, 2), ...dice.some(GROUPS.slice(index + 1), 1)]),
		].filter((member) => member !== undefined),
	}));
	const rules = new Map<string, Rule>();
	const condition = () => {
		const made = rule(dice);
		const text = spell(made);
		rules.set(text, made);
		return text;
	};
	const assignments = dice.times(14, (index): RoleAssignment => {
		const scope = inSomeCase(dice, dice.of(SCOPES));
		const name = `5eed0000-0000-4000-8000-${String(index).padStart(12, '0')}`;
		return {
			id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
			name,
			scope,
			roleDefinitionName: dice.of([...custom, ...custom, ...BUILT_IN_ROLES]).name,
			principalId: dice.of([...PEOPLE, ...GROUPS]),
			principalType: 'User',
			...(dice.oneIn(2) ? { condition: condition() } : {}),
			createdAt: START,
			createdBy: PEOPLE[0] ?? '',
			lifecycle: {
				state: dice.of(['effective', 'effective', 'effective', 'propagating', 'revoking']),
				since: START,
			},
		};
	});
	const denies = dice.times(2, (index): DenyAssignment => {
		const scope = inSomeCase(dice, dice.of(SCOPES));
		const name = `dead0000-0000-4000-8000-${String(index).padStart(12, '0')}`;
		return {
			id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/denyAssignments/${name}`,
			name,
			denyAssignmentName: `Deny ${index}`,
			description: '',
			permissions: [permission(dice), ...dice.times(1, () => permission(dice))],
			scope,
			doNotApplyToChildScopes: dice.oneIn(3),
			principals: dice.oneIn(3)
				? ['00000000-0000-0000-0000-000000000000']
				: dice.some([...PEOPLE, ...GROUPS], 4),
			excludePrincipals: dice.some([...PEOPLE, ...GROUPS], 2),
		};
	});
	const [root = '', a = '', b = ''] = MANAGEMENT_GROUPS;
	const made: ManagementGroup[] = [
		{ id: root, name: root.split('/').at(-1) ?? '', displayName: 'Root' },
		{ id: a, name: 'mg-a', displayName: 'A', parentId: root },
		{ id: b, name: 'mg-b', displayName: 'B', parentId: dice.of([root, a]) },
	];
	const keyed = <T extends { readonly id: string }>(records: readonly T[]) =>
		Object.fromEntries(records.map((record) => [idKey(record.id), record]));
	const inside = (scope: string, displayName: string) => ({
		[scope.slice('/subscriptions/'.length)]: {
			subscriptionId: scope.slice('/subscriptions/'.length),
			displayName,
			managementGroupId: dice.of(MANAGEMENT_GROUPS),
		},
	});
	const world: World = {
		...empty,
		subscriptions: { ...inside(subscription, 'Shop'), ...inside(OTHER, 'Other') },
		managementGroups: keyed(made),
		groups: Object.fromEntries(groups.map((each) => [each.id, each])),
		roleDefinitions: Object.fromEntries(custom.map((role) => [role.name, role])),
		roleAssignments: keyed(assignments),
		denyAssignments: keyed(denies),
	};
	const roles = [...BUILT_IN_ROLES, ...custom].flatMap(({ name, permissions }) =>
		permissions.map((each, part) => ({ name, part, ...each })),
	);
	return { world, rules, roles };
}

function question(dice: Dice): Asked {
	return {
		principalId: inSomeCase(dice, dice.of(PEOPLE)),
		action: inSomeCase(dice, dice.of(ACTIONS)),
		scope: inSomeCase(dice, dice.of(TOUCHED)),
		plane: dice.of(['control', 'data']),
		...(dice.oneIn(3)
			? { groups: [...new Set(dice.some(GROUPS, 2))].map((id) => inSomeCase(dice, id)) }
			: {}),
		...(dice.oneIn(2)
			? {
					attributes: {
						request: {
							'microsoft.storage/storageaccounts/blobservices/containers/blobs:path': dice.of([
								'2026/cat.png',
								'a',
								"o'b",
							]),
							'contoso.files/files:size': dice.of(NUMBERS),
						},
						principal: {
							'microsoft.directory/customsecurityattributes/id:work_project': dice.some(WORDS, 3),
						},
					},
				}
			: {}),
		...(dice.oneIn(2) ? { subOperation: dice.of(['Blob.List', 'Blob.Read']) } : {}),
	};
}

test(
	`${WORLDS * QUESTIONS} random questions are decided as the documented algorithm decides them`,
	{ timeout: 1_800_000 },
	() => {
		const seen = { deny: 0, 'no role': 0, condition: 0, role: 0 };
		for (let number = 0; number < WORLDS; number++) {
			const dice = new Dice(FIRST + number);
			const { world, rules, roles } = invent(dice);
			for (let asked = 0; asked < QUESTIONS; asked++) {
				const ask = question(dice);
				const expected = decide(world, roles, rules, ask);
				const decision = checkAccess(world, ask);
				const told = `world ${FIRST + number}: ${JSON.stringify(ask)}`;
				expect(isAllowed(world, ask), told).toBe(expected.allowed);
				expect(decision.allowed, told).toBe(expected.allowed);
				expect(decision.reason === 'denied', told).toBe(expected.by === 'deny');
				const granting = decision.considered.filter(({ outcome }) => outcome === 'granted');
				expect(granting.map(({ roleAssignmentId }) => roleAssignmentId).sort(), told).toEqual(
					[...expected.granting].sort(),
				);
				seen[expected.by]++;
			}
		}
		// Each step of the algorithm decided often.
		for (const [step, times] of Object.entries(seen))
			expect(times, step).toBeGreaterThan((WORLDS * QUESTIONS) / 100);
	},
);
