// Who may do what, decided slowly and obviously, from Microsoft's pages alone: nothing here leans on src/azure/rbac.
// https://learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
import type { World } from '../../src/azure/world';

type Text = string;

/** What is asked. */
export interface Asked {
	readonly principalId: Text;
	readonly action: Text;
	readonly scope: Text;
	readonly plane: 'control' | 'data';
	readonly groups?: readonly Text[];
	readonly attributes?: {
		readonly request?: Readonly<Record<Text, Text | readonly Text[]>>;
		readonly principal?: Readonly<Record<Text, Text | readonly Text[]>>;
	};
	readonly subOperation?: Text;
}

/** A condition as the generator thinks of it; {@link spell} writes it down as Azure reads it. */
export type Rule =
	| { readonly is: 'and' | 'or'; readonly rules: readonly [Rule, Rule] }
	| { readonly is: 'not'; readonly rule: Rule }
	| { readonly is: 'action'; readonly pattern: Text }
	| { readonly is: 'subOperation'; readonly name: Text }
	| { readonly is: 'exists'; readonly of: Attribute; readonly not: boolean }
	| {
			readonly is: 'compare';
			readonly of: Attribute;
			readonly how: How;
			readonly not: boolean;
			readonly anyCase: boolean;
			readonly left: 'Any' | 'All';
			readonly right: 'Any' | 'All';
			readonly values: readonly Text[];
	  };

/** The comparisons of which conditions are made here. */
export type How = 'Equals' | 'Like' | 'StartsWith' | 'Contains' | 'LessThan' | 'GreaterThanEquals';

/** Where a value comes from. */
export type Attribute = 'account' | 'container' | 'blobPath' | 'size' | 'project' | 'vault';

const NAMES: Readonly<Record<Attribute, Text>> = {
	account: '@Resource[Microsoft.Storage/storageAccounts:name]',
	container: '@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:Name]',
	blobPath: '@Request[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path]',
	size: '@Request[Contoso.Files/files:size]',
	project: '@Principal[Microsoft.Directory/CustomSecurityAttributes/Id:Work_Project]',
	vault: '@Resource[Microsoft.KeyVault/vaults:name]',
};

const quote = (text: Text): Text => `'${text.replaceAll("'", "''")}'`;

/** The text of a condition. */
export function spell(rule: Rule): Text {
	switch (rule.is) {
		case 'and':
		case 'or':
			return `(${spell(rule.rules[0])} ${rule.is === 'and' ? '&&' : 'OR'} ${spell(rule.rules[1])})`;
		case 'not':
			return `!(${spell(rule.rule)})`;
		case 'action':
			return `ActionMatches{${quote(rule.pattern)}}`;
		case 'subOperation':
			return `SubOperationMatches{${quote(rule.name)}}`;
		case 'exists':
			return `${rule.not ? 'NotExists' : 'Exists'} ${NAMES[rule.of]}`;
		case 'compare': {
			const numeric = rule.how === 'LessThan' || rule.how === 'GreaterThanEquals';
			const family = numeric ? 'Numeric' : 'String';
			const end = numeric || !rule.anyCase ? '' : 'IgnoreCase';
			const operator = `${family}${rule.not ? 'Not' : ''}${rule.how}${end}`;
			if (rule.values.length === 1)
				return `${NAMES[rule.of]} ${operator} ${numeric ? rule.values[0] : quote(rule.values[0] ?? '')}`;
			const list = rule.values.map((value) => (numeric ? value : quote(value))).join(', ');
			return `${NAMES[rule.of]} For${rule.left}Of${rule.right}Values:${operator} {${list}}`;
		}
	}
}

/** Whether a text is covered by a pattern in which `*` stands for any text. */
function globs(pattern: Text, text: Text): boolean {
	if (pattern === '') return text === '';
	if (pattern[0] !== '*') return pattern[0] === text[0] && globs(pattern.slice(1), text.slice(1));
	for (let from = 0; from <= text.length; from++)
		if (globs(pattern.slice(1), text.slice(from))) return true;
	return false;
}

/** The ways to read a pattern: a segment `*` between two others may as well stand for no segment at all. */
function readings(pattern: Text): Text[] {
	let found: Text[][] = [[]];
	const segments = pattern.split('/');
	segments.forEach((segment, index) => {
		const optional = segment === '*' && index > 0 && index < segments.length - 1;
		const withIt = found.map((reading) => [...reading, segment]);
		found = optional ? [...withIt, ...found] : withIt;
	});
	return found.map((reading) => reading.join('/'));
}

const remembered = new Map<Text, boolean>();

/** Whether an action of a role covers an operation. */
export function covered(pattern: Text, action: Text): boolean {
	const key = `${pattern} ${action}`.toLowerCase();
	let answer = remembered.get(key);
	if (answer === undefined) {
		answer = readings(pattern.toLowerCase()).some((each) => globs(each, action.toLowerCase()));
		remembered.set(key, answer);
	}
	return answer;
}

const segmentsOf = (scope: Text): Text[] => scope.toLowerCase().split('/').filter(Boolean);

/** A scope and all scopes around it, in lower case: what lies in what, then the management groups above the subscription. */
function around(world: World, scope: Text): Text[] {
	const found: Text[] = [];
	let place = segmentsOf(scope);
	let above: Text | undefined;
	while (place.length > 0) {
		found.push(`/${place.join('/')}`);
		if (place[0] === 'subscriptions' && place.length === 2)
			above = world.subscriptions[place[1] ?? '']?.managementGroupId;
		if (place.includes('managementgroups')) above = `/${place.join('/')}`;
		if (above !== undefined) break;
		place = place.slice(0, -1);
	}
	while (above !== undefined) {
		const wanted = `/${segmentsOf(above).join('/')}`;
		if (!found.includes(wanted)) found.push(wanted);
		above = Object.values(world.managementGroups).find(
			({ id }) => id.toLowerCase() === wanted,
		)?.parentId;
	}
	return [...found, '/'];
}

const place = (scope: Text): Text => `/${segmentsOf(scope).join('/')}`;

/** The groups that somebody is in, also by way of others. */
function groupsOf(world: World, id: Text): Text[] {
	const direct = Object.values(world.groups).filter(({ members }) => members.includes(id));
	return [...new Set(direct.flatMap((group) => [group.id, ...groupsOf(world, group.id)]))];
}

/** The name after a type in a scope: the container of `…/storageAccounts/st/blobServices/default/containers/c`. */
function nameAfter(scope: Text, ...types: Text[]): Text[] {
	const parts = scope.split('/').filter(Boolean);
	const lower = parts.map((part) => part.toLowerCase());
	const provider = lower.lastIndexOf('providers');
	const rest = parts.slice(provider + 2);
	const fits = types.every((type, index) => rest[index * 2]?.toLowerCase() === type.toLowerCase());
	const name = rest[types.length * 2 - 1];
	const namespace = lower[provider + 1];
	const wanted = types[0] === 'vaults' ? 'microsoft.keyvault' : 'microsoft.storage';
	return provider >= 0 && fits && namespace === wanted && name !== undefined ? [name] : [];
}

function valuesOf(asked: Asked, attribute: Attribute): readonly Text[] {
	const given = (from: Readonly<Record<Text, Text | readonly Text[]>> = {}, name: Text) =>
		[from[name] ?? []].flat();
	switch (attribute) {
		case 'account':
			return nameAfter(asked.scope, 'storageAccounts');
		case 'container':
			return nameAfter(asked.scope, 'storageAccounts', 'blobServices', 'containers');
		case 'vault':
			return nameAfter(asked.scope, 'vaults');
		case 'blobPath':
			return given(
				asked.attributes?.request,
				'microsoft.storage/storageaccounts/blobservices/containers/blobs:path',
			);
		case 'size':
			return given(asked.attributes?.request, 'contoso.files/files:size');
		case 'project':
			return given(
				asked.attributes?.principal,
				'microsoft.directory/customsecurityattributes/id:work_project',
			);
	}
}

/** `*` for any text, `?` for one character. */
function alike(pattern: Text, text: Text): boolean {
	if (pattern === '') return text === '';
	if (pattern[0] === '*')
		return alike(pattern.slice(1), text) || (text !== '' && alike(pattern, text.slice(1)));
	if (text === '') return false;
	return (pattern[0] === '?' || pattern[0] === text[0]) && alike(pattern.slice(1), text.slice(1));
}

function compares(how: How, value: Text, given: Text): boolean {
	switch (how) {
		case 'Equals':
			return value === given;
		case 'Like':
			return alike(given, value);
		case 'StartsWith':
			return value.slice(0, given.length) === given;
		case 'Contains':
			return Array.from({ length: value.length + 1 }).some(
				(_, from) => value.slice(from, from + given.length) === given,
			);
		case 'LessThan':
			return Number(value) < Number(given);
		case 'GreaterThanEquals':
			return Number(value) >= Number(given);
	}
}

/** Whether a condition holds. What is asked about a missing attribute does not hold. */
export function holds(rule: Rule, asked: Asked): boolean {
	switch (rule.is) {
		case 'and':
			return rule.rules.every((each) => holds(each, asked));
		case 'or':
			return rule.rules.some((each) => holds(each, asked));
		case 'not':
			return !holds(rule.rule, asked);
		case 'action':
			return covered(rule.pattern, asked.action);
		case 'subOperation':
			return asked.subOperation?.toLowerCase() === rule.name.toLowerCase();
		case 'exists':
			return valuesOf(asked, rule.of).length > 0 !== rule.not;
		case 'compare': {
			const found = valuesOf(asked, rule.of);
			if (found.length === 0) return false;
			const numeric = rule.how === 'LessThan' || rule.how === 'GreaterThanEquals';
			const plain = (text: Text) => (rule.anyCase && !numeric ? text.toLowerCase() : text);
			const pair = (value: Text, given: Text) =>
				compares(rule.how, plain(value), plain(given)) !== rule.not;
			const fits = (value: Text) =>
				rule.right === 'Any'
					? rule.values.some((given) => pair(value, given))
					: rule.values.every((given) => pair(value, given));
			return rule.left === 'Any' ? found.some(fits) : found.every(fits);
		}
	}
}

interface Lists {
	readonly actions: readonly Text[];
	readonly notActions: readonly Text[];
	readonly dataActions: readonly Text[];
	readonly notDataActions: readonly Text[];
}

/** Whether one permission names the operation and does not leave it out again. */
function names(permission: Lists, { action, plane }: Asked): boolean {
	const named = plane === 'control' ? permission.actions : permission.dataActions;
	const left = plane === 'control' ? permission.notActions : permission.notDataActions;
	return (
		named.some((pattern) => covered(pattern, action)) &&
		!left.some((pattern) => covered(pattern, action))
	);
}

const ALL = '00000000-0000-0000-0000-000000000000';

/** The answer, and by which of the documented steps it was found. */
export interface Answer {
	readonly allowed: boolean;
	readonly by: 'deny' | 'no role' | 'condition' | 'role';
	/** Ids of the assignments that grant it, were it not for a deny. */
	readonly granting: readonly Text[];
}

/** Decides as the page says: deny assignments first, then role assignments, then their conditions. */
export function decide(
	world: World,
	roles: readonly (Lists & { readonly name: Text; readonly part: number })[],
	rules: ReadonlyMap<Text, Rule>,
	asked: Asked,
): Answer {
	const self = asked.principalId.toLowerCase();
	const token = (asked.groups ?? groupsOf(world, self)).map((group) => group.toLowerCase());
	const who = [self, ...token];
	const reaching = around(world, asked.scope);
	const applies = Object.values(world.roleAssignments).filter(
		({ principalId, scope, lifecycle }) =>
			who.includes(principalId.toLowerCase()) &&
			reaching.includes(place(scope)) &&
			(lifecycle.state === 'effective' || lifecycle.state === 'revoking'),
	);
	const named = applies.filter(({ roleDefinitionName }) =>
		roles.some((role) => role.name === roleDefinitionName && names(role, asked)),
	);
	const granting = named
		.filter(({ condition }) => {
			if (condition === undefined) return true;
			const rule = rules.get(condition);
			return rule !== undefined && holds(rule, asked);
		})
		.map(({ id }) => id);
	const denied = Object.values(world.denyAssignments).some(
		(deny) =>
			(deny.doNotApplyToChildScopes
				? place(deny.scope) === place(asked.scope)
				: reaching.includes(place(deny.scope))) &&
			(deny.principals.includes(ALL) || deny.principals.some((each) => who.includes(each))) &&
			!deny.excludePrincipals.some((each) => who.includes(each)) &&
			deny.permissions.some((permission) => names(permission, asked)),
	);
	if (denied) return { allowed: false, by: 'deny', granting };
	if (granting.length > 0) return { allowed: true, by: 'role', granting };
	return { allowed: false, by: named.length > 0 ? 'condition' : 'no role', granting };
}
