import fc from 'fast-check';
import {
	currentSubscription,
	environmentOf,
	groupScope,
	makeResourceId,
	PEOPLE,
	requests,
	type HttpRequest,
	type Json,
	type JsonObject,
	type NewImdsFault,
	type PersonKey,
	type Timing,
	type World,
} from '../../src/azure';
import { Chooser } from './chooser';
import { NEWER } from './newerRequests';
import { Planes, ROLES } from './planes';
import { CONTAINER, SITE, STORAGE, USER_ASSIGNED, VAULT, VM } from './support';

/**
 * What people and programs may send to Azure, at random: sensible requests that build on each other, the same ones damaged,
 * and rubbish. An input is plain data; what it means is read from the world in which it is played.
 */

/** One thing that happens: a request (its numbers choose what it is about), time passing, another person sitting down. */
export type Input =
	| { readonly kind: 'sensible'; readonly what: number; readonly numbers: readonly number[] }
	| {
			readonly kind: 'damaged';
			readonly what: number;
			readonly numbers: readonly number[];
			readonly damage: readonly Damage[];
	  }
	| { readonly kind: 'rubbish'; readonly request: HttpRequest }
	| { readonly kind: 'advance'; readonly by: number }
	| { readonly kind: 'signIn'; readonly person: PersonKey }
	| { readonly kind: 'fault'; readonly fault: NewImdsFault }
	| { readonly kind: 'deny'; readonly actions: readonly string[]; readonly childScopes: boolean };

/** A way to damage a request. */
export interface Damage {
	readonly how: number;
	readonly at: number;
	readonly text: string;
	readonly json: Json;
}

const GROUPS = ['rg', 'rg-two', 'Constructor'];
/** Names that are lawful, some that are not, and some that JavaScript has a meaning for. */
const NAMES = [
	'one',
	'two-2',
	'constructor',
	'__proto__',
	'toString',
	'x',
	'Ünïcode',
	'a'.repeat(99),
];
const TYPES = [VM, SITE, VAULT, STORAGE, USER_ASSIGNED];
const ROLE_NAMES = [...Object.values(ROLES), '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'no-role'];
const IDENTITY_TYPES = [
	'None',
	'SystemAssigned',
	'UserAssigned',
	'SystemAssigned, UserAssigned',
	'SystemAssigned,UserAssigned',
	'Sometimes',
];
const AUDIENCES = [
	'https://vault.azure.net',
	'https://storage.azure.com/',
	'https://management.azure.com/',
	'https://example.org',
];

const identityBlock = (world: World, choose: Chooser): JsonObject => {
	const block = (value: Json): JsonObject => ({
		[resourceId(world, choose, USER_ASSIGNED)]: value,
	});
	const type = choose.any(IDENTITY_TYPES) ?? 'None';
	const number = choose.number() % 4;
	if (number === 0) return { type };
	return { type, userAssignedIdentities: block(number === 1 ? null : {}) };
};

function resourceId(world: World, choose: Chooser, type = choose.any(TYPES) ?? VM): string {
	const group = choose.of(GROUPS) ?? '';
	return makeResourceId(currentSubscription(world), group, type, choose.of(NAMES) ?? '');
}

/** A resource that exists, if there is any. */
const existing = (world: World, choose: Chooser): string => {
	const ids = Object.values(world.resources).map(({ id }) => id);
	return choose.any(ids) ?? resourceId(world, choose);
};

const scopeOf = (world: World, choose: Chooser): string => {
	const subscription = `/subscriptions/${currentSubscription(world)}`;
	const group = groupScope(currentSubscription(world), choose.of(GROUPS) ?? '');
	return choose.any([group, subscription, existing(world, choose), `${subscription}/`]) ?? group;
};

const bodyFor = (world: World, choose: Chooser): JsonObject => {
	const number = choose.number();
	return {
		...(number % 7 === 0 ? {} : { location: number % 5 === 0 ? 'West Europe' : 'westeurope' }),
		...(number % 2 === 0 ? { identity: identityBlock(world, choose) } : {}),
		...(number % 3 === 0 ? { tags: { a: 'b', n: number, __proto__: 'c' } } : {}),
		...(number % 4 === 0 ? { properties: { enableRbacAuthorization: number % 8 === 0 } } : {}),
		...(number % 11 === 0 ? { sku: { name: 'Standard_LRS' }, kind: 'StorageV2' } : {}),
	};
};

const principalOf = (world: World, choose: Chooser): string =>
	choose.any([
		...Object.keys(world.servicePrincipals),
		...Object.keys(world.users),
		'00000000-0000-0000-0000-000000000001',
	]) ?? '';

const bearer = (world: World, choose: Chooser, audience: string) => {
	const all = Object.values(world.tokens);
	const fitting = all.filter((token) => token.audience.includes(audience));
	const token = choose.any(choose.number() % 4 === 0 ? all : fitting);
	const authorization = `Bearer ${token?.accessToken}`;
	const headers: Readonly<Record<string, string>> = token ? { authorization } : {};
	return headers;
};

const tokenRequest = (world: World, choose: Chooser): HttpRequest => {
	const from = existing(world, choose);
	const resource = encodeURIComponent(choose.any(AUDIENCES) ?? '');
	const { IDENTITY_ENDPOINT, IDENTITY_HEADER = '' } = environmentOf(world, from);
	const selector = choose.of(['', '&client_id=', '&object_id=', '&msi_res_id=', '&mi_res_id=']);
	const value = selector === '' ? '' : principalOf(world, choose);
	const number = choose.number();
	return IDENTITY_ENDPOINT && number % 3 > 0
		? {
				method: 'GET',
				url: `${IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=${resource}${selector}${value}`,
				headers: { 'X-IDENTITY-HEADER': IDENTITY_HEADER },
				from,
			}
		: {
				method: 'GET',
				url: `http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${resource}${selector}${value}`,
				headers: number % 5 === 0 ? {} : { Metadata: 'true' },
				from,
			};
};

const dataRequest = (world: World, choose: Chooser): HttpRequest => {
	const name = choose.of(NAMES) ?? '';
	const method = choose.any(['GET', 'PUT', 'DELETE', 'HEAD', 'POST']) ?? 'GET';
	const vault = choose.number() % 2 === 0;
	const path = vault
		? `.vault.azure.net/${choose.of(['secrets', 'deletedsecrets', 'keys'])}/${choose.of(NAMES)}?api-version=7.4`
		: `.blob.core.windows.net/${choose.of(['one', '$logs', ''])}/${choose.of(NAMES)}${choose.any(['', '?restype=container', '?comp=list&restype=container', '?comp=list'])}`;
	return {
		method,
		url: `https://${name}${path}`,
		headers: {
			...bearer(world, choose, vault ? 'vault' : 'storage'),
			'x-ms-version': '2024-11-04',
			'x-ms-blob-type': 'BlockBlob',
		},
		...(method === 'PUT' ? { body: vault ? '{"value":"geheim"}' : 'hello' } : {}),
	};
};

const graphRequest = (world: World, choose: Chooser): HttpRequest => {
	const id = principalOf(world, choose);
	const path = choose.any([
		`servicePrincipals/${id}`,
		`users/${id}`,
		'me',
		'users',
		`servicePrincipals?$filter=appId eq '${id}'`,
		`servicePrincipals?$filter=startswith(displayName,'${choose.of(NAMES)}')`,
		`servicePrincipals(appId='${id}')`,
		'directory/deletedItems/microsoft.graph.servicePrincipal',
		'groups',
	]);
	return { method: 'GET', url: `https://graph.microsoft.com/v1.0/${path}`, headers: {} };
};

type Maker = (world: World, choose: Chooser) => HttpRequest;
const assignmentId = (world: World, choose: Chooser): string =>
	choose.any(Object.values(world.roleAssignments).map(({ id }) => id)) ?? '/';

/** The requests that make sense. Creations come first and several times: without them nothing else does anything. */
const SENSIBLE: readonly Maker[] = [
	(world, choose) =>
		requests.putResourceGroup(currentSubscription(world), choose.of(GROUPS) ?? '', 'westeurope'),
	...[0, 1, 2, 3].map(
		(): Maker => (world, choose) =>
			requests.putResource(resourceId(world, choose), bodyFor(world, choose)),
	),
	(world, choose) =>
		requests.putUserAssignedIdentity(
			currentSubscription(world),
			choose.of(GROUPS) ?? '',
			choose.of(NAMES) ?? '',
			'westeurope',
		),
	(world, choose) =>
		requests.patchIdentity(existing(world, choose), {
			type: 'SystemAssigned',
			...identityBlock(world, choose),
		} as requests.IdentityRequest),
	(world, choose) => requests.patchResource(existing(world, choose), bodyFor(world, choose)),
	(world, choose) => requests.putResource(existing(world, choose), bodyFor(world, choose)),
	(world, choose) => requests.get(existing(world, choose)),
	(world, choose) => requests.del(existing(world, choose)),
	(world, choose) => requests.del(groupScope(currentSubscription(world), choose.of(GROUPS) ?? '')),
	(world, choose) => requests.putContainer(existing(world, choose), choose.of(NAMES) ?? ''),
	(world, choose) =>
		requests.putSecretThroughArm(existing(world, choose), choose.of(NAMES) ?? '', 'geheim'),
	(world, choose) => requests.listStorageKeys(existing(world, choose)),
	...[0, 1].map(
		(): Maker => (world, choose) =>
			requests.putRoleAssignment({
				scope: scopeOf(world, choose),
				subscriptionId: currentSubscription(world),
				roleDefinitionName: choose.any(ROLE_NAMES) ?? '',
				principalId: principalOf(world, choose),
				...(choose.number() % 2 === 0 ? { principalType: 'ServicePrincipal' } : {}),
			}),
	),
	(world, choose) => requests.del(assignmentId(world, choose)),
	(world, choose) =>
		requests.get(`${scopeOf(world, choose)}/providers/Microsoft.Authorization/roleAssignments`),
	(world, choose) => requests.get(`${scopeOf(world, choose)}/resources`),
	(world, choose) => requests.arm('POST', `${existing(world, choose)}/listAssociatedResources`),
	(world, choose) =>
		requests.get(
			`${existing(world, choose)}/providers/Microsoft.ManagedIdentity/identities/default`,
		),
	(world, choose) =>
		requests.arm('PUT', `${existing(world, choose)}/config/appsettings`, {
			properties: { AZURE_CLIENT_ID: principalOf(world, choose) },
		}),
	(world, choose) =>
		requests.get(
			`/subscriptions/${currentSubscription(world)}/operationresults/${choose.of([...Object.keys(world.operations).reverse(), 'constructor'])}`,
		),
	(world, choose) =>
		requests.arm(
			'POST',
			`/subscriptions/${currentSubscription(world)}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/${choose.of([...Object.keys(world.deletedVaults), ...NAMES])}/purge`,
		),
	(world, choose) =>
		requests.putResource(
			resourceId(world, choose, CONTAINER.replace('/containers', '')),
			bodyFor(world, choose),
		),
	(world, choose) =>
		requests.putResource(
			`${existing(world, choose)}/${choose.any(['slots', 'federatedIdentityCredentials', 'queueServices/default/queues'])}/${choose.of(NAMES)}`,
			{
				...bodyFor(world, choose),
				...(choose.number() % 2 === 0
					? { properties: { issuer: 'i', subject: choose.of(NAMES) ?? '', audiences: ['a'] } }
					: {}),
			},
		),
	(world, choose) =>
		requests.arm(
			'POST',
			`${existing(world, choose)}/${choose.any(['start', 'stop', 'deallocate', 'restart'])}`,
		),
	(world, choose) =>
		requests.arm(
			choose.of(['PUT', 'DELETE', 'DELETE', 'GET']) ?? 'PUT',
			`${scopeOf(world, choose)}/providers/Microsoft.Authorization/locks/${choose.of(NAMES)}`,
			{ properties: { level: choose.any(['CanNotDelete', 'ReadOnly', 'No']) ?? '' } },
		),
	(world) => {
		const lock = Object.values(world.locks).at(-1);
		return requests.del(lock?.id ?? '/');
	},
	(world, choose) =>
		requests.arm(
			choose.any(['PUT', 'PATCH', 'DELETE', 'GET']) ?? 'PUT',
			`${scopeOf(world, choose)}/providers/Microsoft.Resources/tags/default`,
			{ operation: choose.any(['Merge', 'Delete', 'Replace']), properties: { tags: { a: 'b' } } },
		),
	(world, choose) => {
		const [first = '', second = ''] = choose.number() % 2 === 0 ? GROUPS : [...GROUPS].reverse();
		const group = (name: string) => groupScope(currentSubscription(world), name);
		return requests.arm(
			'POST',
			`${group(first)}/${choose.of(['moveResources', 'validateMoveResources'])}`,
			{
				resources: [existing(world, choose), existing(world, choose)],
				targetResourceGroup: group(second),
			},
		);
	},
	(world, choose) =>
		requests.arm(
			'POST',
			`/subscriptions/${currentSubscription(world)}/providers/${choose.any(['Microsoft.Search', 'Microsoft.Compute', 'constructor'])}/${choose.any(['register', 'unregister'])}`,
		),
	(world, choose) =>
		requests.arm(
			choose.any(['PUT', 'DELETE', 'GET', 'PATCH']) ?? 'GET',
			`/providers/Microsoft.Management/managementGroups/${choose.of(NAMES)}`,
			{
				properties: {
					displayName: 'x',
					details: {
						parent: {
							id: choose.any([
								`/providers/Microsoft.Management/managementGroups/${choose.of(NAMES)}`,
								'constructor',
								'',
							]),
						},
					},
				},
			},
		),
	(world, choose) =>
		requests.arm(
			choose.any(['PUT', 'DELETE']) ?? 'PUT',
			`/providers/Microsoft.Management/managementGroups/${choose.of(NAMES)}/subscriptions/${currentSubscription(world)}`,
		),
	(world, choose) =>
		requests.arm(
			choose.any(['PUT', 'DELETE', 'GET']) ?? 'PUT',
			`${scopeOf(world, choose)}/providers/Microsoft.Authorization/locks/${choose.of(NAMES)}`,
			{ properties: { level: choose.any(['CanNotDelete', 'ReadOnly', 'Other']) } },
		),
	(world, choose) =>
		requests.arm('PATCH', `${scopeOf(world, choose)}/providers/Microsoft.Resources/tags/default`, {
			operation: choose.any(['Merge', 'Replace', 'Delete', 'x']),
			properties: { tags: { a: 'b', constructor: 'd' } },
		}),
	(world, choose) => {
		const { subscription, two } = {
			subscription: currentSubscription(world),
			two: choose.any(GROUPS) ?? '',
		};
		return requests.arm(
			'POST',
			`${groupScope(subscription, choose.any(GROUPS) ?? '')}/moveResources`,
			{
				resources: [existing(world, choose), existing(world, choose)],
				targetResourceGroup: groupScope(subscription, two),
			},
		);
	},
	(world, choose) =>
		requests.arm(
			choose.any(['PUT', 'PUT', 'DELETE']) ?? 'PUT',
			`${scopeOf(world, choose)}/providers/Microsoft.Authorization/roleDefinitions/5d9bdc4e-8e0f-4b52-9a3c-3b8a2c6d7e0${choose.number() % 4}`,
			{
				properties: {
					roleName: `role ${choose.of(NAMES)}`,
					permissions: [
						{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] },
					],
					assignableScopes: [scopeOf(world, choose)],
				},
			},
		),
	(world, choose) =>
		requests.arm(
			choose.any(['PUT', 'PUT', 'DELETE', 'GET']) ?? 'PUT',
			`${resourceId(world, choose, USER_ASSIGNED)}/federatedIdentityCredentials/${choose.of(['fic-one', ...NAMES])}`,
			{
				properties: {
					issuer: 'https://token.actions.githubusercontent.com',
					subject: choose.any(NAMES) ?? '',
					audiences: ['api://AzureADTokenExchange'],
				},
			},
		),
	(world, choose) =>
		requests.arm(
			'POST',
			`${existing(world, choose)}/${choose.any(['start', 'deallocate', 'powerOff', 'restart', 'constructor'])}`,
		),
	(world, choose) => {
		const groups = [...Object.keys(world.groups), 'constructor'];
		const path = choose.any([
			'groups',
			`groups/${choose.any(groups)}`,
			`groups/${choose.any(groups)}/members/$ref`,
		]);
		return {
			method: choose.any(['POST', 'POST', 'DELETE', 'GET', 'PATCH']) ?? 'POST',
			url: `https://graph.microsoft.com/v1.0/${path}`,
			headers: {},
			body: JSON.stringify({
				displayName: choose.of(NAMES),
				mailEnabled: false,
				mailNickname: 'x',
				securityEnabled: true,
				'@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${principalOf(world, choose)}`,
			}),
		};
	},
	tokenRequest,
	tokenRequest,
	dataRequest,
	dataRequest,
	graphRequest,
	...NEWER,
];

const replaceAt = (text: string, at: number, by: string): string => {
	const index = text.length === 0 ? 0 : at % text.length;
	return text.slice(0, index) + by + text.slice(index + 1);
};

/** The ways in which requests go wrong. */
const DAMAGES: readonly ((request: HttpRequest, damage: Damage) => HttpRequest)[] = [
	(request) => ({ ...request, url: request.url.replace(/(?<!:)\//g, '//') }),
	(request) => ({ ...request, url: request.url.toLowerCase() }),
	(request) => ({ ...request, url: request.url.toUpperCase().replace(/^HTTPS?/, 'https') }),
	(request) => ({ ...request, url: request.url.replaceAll('-', '%2D') }),
	(request) => ({ ...request, url: request.url.replace(/api-version=[^&]*/, '') }),
	(request, { text }) => ({ ...request, url: `${request.url}&$filter=${text}` }),
	(request, { at, text }) => ({ ...request, url: replaceAt(request.url, at, text) }),
	(request, { at }) => ({ ...request, url: replaceAt(request.url, at, '%') }),
	(request, { at }) => ({ ...request, url: request.url.slice(0, at % (request.url.length + 1)) }),
	(request) => ({ ...request, url: request.url.replace('?', '/?') }),
	(request, { text }) => ({ ...request, url: request.url.replace('?', `/${text}?`) }),
	(request, { text }) => ({ ...request, method: text }),
	(request, { at }) => ({
		...request,
		method: ['GET', 'PUT', 'PATCH', 'DELETE', 'POST', 'HEAD', 'OPTIONS', 'get'][at % 8] ?? 'GET',
	}),
	(request, { json }) => ({ ...request, body: JSON.stringify(json) }),
	(request, { text }) => ({ ...request, body: text }),
	(request, { at, text }) => ({ ...request, body: replaceAt(request.body ?? '', at, text) }),
	(request, { at, json }) => ({ ...request, body: graft(request.body, at, json) }),
	(request, { text }) => ({ ...request, from: text }),
	(request, { text }) => ({ ...request, headers: { ...request.headers, authorization: text } }),
	(request, { text }) => ({
		...request,
		headers: { ...request.headers, Authorization: `Bearer ${text}` },
	}),
	(request, { text }) => ({ ...request, headers: { ...request.headers, metadata: text } }),
];

/** Puts a value somewhere into a JSON body. */
function graft(body: string | undefined, at: number, json: Json): string {
	let left = at % 12;
	const walk = (value: Json): Json => {
		if (left-- === 0) return json;
		if (Array.isArray(value)) return value.map((each: Json) => walk(each));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value as JsonObject).map(([key, each]) => [key, walk(each ?? null)]),
		);
	};
	try {
		return JSON.stringify(walk(JSON.parse(body ?? '{}') as Json));
	} catch {
		return JSON.stringify(json);
	}
}

/** A world in which a lot can go wrong: two groups with a resource of each type, roles, a secret, a blob and tokens. */
export function furnish(timing: Timing): World {
	const azure = new Planes({ timing });
	const settle = () => azure.advance(1_000_000);
	for (const group of GROUPS.slice(0, 2))
		azure.send(requests.putResourceGroup(azure.subscription, group, 'westeurope'));
	const one = azure.identity('one');
	const two = azure.identity('two');
	const user = { type: 'UserAssigned', userAssignedIdentities: { [two.id]: {} } };
	const both = {
		type: 'SystemAssigned, UserAssigned',
		userAssignedIdentities: { [one.id]: {}, [two.id]: {} },
	};
	for (const type of [VM, SITE]) {
		azure.put(type, 'one', { identity: both });
		azure.put(type, 'two', { identity: user });
	}
	azure.put(VAULT, 'one');
	azure.put(STORAGE, 'one', { identity: { type: 'SystemAssigned' } });
	settle();
	azure.send(requests.putContainer(azure.id(STORAGE, 'one'), 'one'));
	azure.send(requests.putSecretThroughArm(azure.id(VAULT, 'one'), 'one', 'geheim'));
	const group = groupScope(azure.subscription, 'rg');
	const system = azure.identityOf(azure.id(VM, 'one'))?.principalId ?? '';
	for (const principalId of [system, two.principalId, azure.world.signedInAs])
		for (const role of [ROLES.keyVaultAdministrator, ROLES.storageBlobDataContributor])
			azure.grant(group, role, principalId);
	settle();
	for (const audience of AUDIENCES.slice(0, 3))
		for (const name of ['one', 'two']) azure.token(azure.id(VM, name), audience);
	return azure.world;
}

/** The request that an input stands for in a world; `undefined` when it is none. */
export function requestFor(world: World, input: Input): HttpRequest | undefined {
	if (input.kind === 'rubbish') return input.request;
	if (input.kind !== 'sensible' && input.kind !== 'damaged') return undefined;
	const maker = SENSIBLE[input.what % SENSIBLE.length];
	const request = maker?.(world, new Chooser(input.numbers));
	if (!request || input.kind === 'sensible') return request;
	return input.damage.reduce(
		(damaged, damage) => DAMAGES[damage.how % DAMAGES.length]?.(damaged, damage) ?? damaged,
		request,
	);
}

const what = fc.nat(SENSIBLE.length - 1);
const numbers = fc.array(fc.nat(999), { minLength: 3, maxLength: 9 });
const nasty = fc.constantFrom(
	'__proto__',
	'constructor',
	'',
	'/',
	'..',
	'%2F',
	'%',
	'\u0000',
	'$',
	"'",
);
const text = fc.oneof(
	nasty,
	fc.string({ maxLength: 12 }),
	fc.string({ unit: 'binary', maxLength: 6 }),
);
const json = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
	fc.constantFrom<Json[]>(null, 0, '', [], {}, { type: 7 }, { identity: [] }, { properties: null }),
);
const damage = fc.record({ how: fc.nat(DAMAGES.length - 1), at: fc.nat(400), text, json });

const host = fc.oneof(
	fc.constantFrom(
		'management.azure.com',
		'MANAGEMENT.AZURE.COM:443',
		'graph.microsoft.com',
		'login.microsoftonline.com',
		'169.254.169.254',
		'one.vault.azure.net',
		'.vault.azure.net',
		'one.blob.core.windows.net',
		'constructor.blob.core.windows.net',
		'example.org',
	),
	text,
);
const segment = fc.oneof(
	nasty,
	text,
	fc.constantFrom(
		'subscriptions',
		'resourceGroups',
		'providers',
		'Microsoft.Compute',
		'Microsoft.Authorization',
		'roleAssignments',
		'roleDefinitions',
		'virtualMachines',
		'secrets',
		'v1.0',
		'oauth2',
		'token',
		'metadata',
		'identity',
		'deletedItems',
		'tenants',
		'one',
	),
);
const rubbish: fc.Arbitrary<HttpRequest> = fc
	.record({
		method: fc.oneof(fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD'), text),
		scheme: fc.constantFrom('https://', 'http://', 'HTTPS://', 'ftp://', ''),
		host,
		segments: fc.array(segment, { maxLength: 9 }),
		query: fc.oneof(
			text,
			fc.constantFrom('api-version=2024-03-01', 'api-version=7.4', 'api-version=x'),
		),
		headers: fc.dictionary(
			fc.oneof(text, fc.constantFrom('Authorization', 'metadata', 'x-ms-version', 'content-type')),
			text,
			{ maxKeys: 3, noNullPrototype: true },
		),
		body: fc.option(
			fc.oneof(
				text,
				json.map((value) => JSON.stringify(value)),
			),
			{ nil: undefined },
		),
		from: fc.option(text, { nil: undefined }),
	})
	.map(({ scheme, host: name, segments, query, method, headers, body, from }) => ({
		method,
		url: `${scheme}${name}/${segments.join('/')}?${query}`,
		headers,
		...(body === undefined ? {} : { body }),
		...(from === undefined ? {} : { from }),
	}));

const SPANS = [1, 1_000, 60_000, 700_000, 3_600_000, 90_000_000, 4_000_000_000, 8_000_000_000];

/** A sequence of inputs: mostly sensible, a few damaged, some rubbish, time and people in between. */
export const inputs = (maxLength: number): fc.Arbitrary<Input[]> =>
	fc.array(
		fc.oneof(
			{
				weight: 8,
				arbitrary: fc.record({ kind: fc.constant('sensible' as const), what, numbers }),
			},
			{
				weight: 4,
				arbitrary: fc.record({
					kind: fc.constant('damaged' as const),
					what,
					numbers,
					damage: fc.array(damage, { minLength: 1, maxLength: 3 }),
				}),
			},
			{ weight: 2, arbitrary: rubbish.map((request) => ({ kind: 'rubbish' as const, request })) },
			{
				weight: 2,
				arbitrary: fc.record({
					kind: fc.constant('advance' as const),
					by: fc.constantFrom(...SPANS),
				}),
			},
			{
				weight: 1,
				arbitrary: fc.record({
					kind: fc.constant('fault' as const),
					fault: fc.record(
						{
							status: fc.constantFrom(404, 410, 429, 500),
							requests: fc.nat(3),
							duration: fc.constantFrom(...SPANS),
							retryAfter: fc.nat(9),
						},
						{ requiredKeys: ['status', 'requests'] },
					),
				}),
			},
			{
				weight: 1,
				arbitrary: fc.record({
					kind: fc.constant('deny' as const),
					actions: fc.constantFrom(['*/delete'], ['Microsoft.KeyVault/*'], ['*'], []),
					childScopes: fc.boolean(),
				}),
			},
			{
				weight: 1,
				arbitrary: fc.record({
					kind: fc.constant('signIn' as const),
					person: fc.constantFrom(...PEOPLE.map(({ key }) => key), 'ada' as const, 'ada' as const),
				}),
			},
		),
		{ minLength: 1, maxLength, size: 'max' },
	);
