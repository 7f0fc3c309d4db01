// The commonest requests in a world of a thousand resources: how long each takes at the median, beside a copy of the world.
import {
	createWorld,
	currentSubscription,
	handle,
	makeResourceId,
	requests,
	type HttpRequest,
	type World,
} from '../src/azure';
import { report } from './report';

const VM = 'Microsoft.Compute/virtualMachines';
const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const VAULT = 'Microsoft.KeyVault/vaults';
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const SECRETS_USER = '4633458b-17de-408a-b874-0445c86b69e6';
const TOKEN =
	'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net';

const must = (world: World, request: HttpRequest): World => {
	const [next, response] = handle(world, request);
	if (response.status < 200 || response.status >= 300)
		throw new Error(`${request.method} ${request.url}: ${response.status} ${response.body}`);
	return next;
};

/** A world of ten groups with a hundred resources each: machines with identities, identities, vaults. */
export function thousandResources() {
	let world = createWorld({ timing: 'instant' });
	const subscription = currentSubscription(world);
	const id = (group: number, type: string, name: string) =>
		makeResourceId(subscription, `rg-${group}`, type, name);
	const put = (at: string, body = {}) =>
		(world = must(world, requests.putResource(at, { location: 'westeurope', ...body })));
	for (let group = 0; group < 10; group++) {
		world = must(world, requests.putResourceGroup(subscription, `rg-${group}`, 'westeurope'));
		for (let n = 0; n < 60; n++)
			put(id(group, VM, `vm-${n}`), n % 2 === 0 ? { identity: { type: 'SystemAssigned' } } : {});
		for (let n = 0; n < 30; n++) put(id(group, IDENTITY, `id-${group}-${n}`));
		for (let n = 0; n < 10; n++) put(id(group, VAULT, `kv-${group}-${n}`));
	}
	const vault = id(3, VAULT, 'kv-3-1');
	const identity = id(3, IDENTITY, 'id-3-1');
	const machine = id(3, VM, 'vm-2');
	const principalId = world.resources[machine.toLowerCase()]?.identity?.system?.principalId ?? '';
	world = must(world, requests.putSecretThroughArm(vault, 'db', 'correct horse'));
	const grant = (role: string, to: string, scope: string) =>
		requests.putRoleAssignment({
			scope,
			subscriptionId: subscription,
			roleDefinitionName: role,
			principalId: to,
			principalType: 'ServicePrincipal',
		});
	world = must(world, grant(SECRETS_USER, principalId, vault));
	return { world, subscription, id, vault, identity, machine, principalId, grant };
}

const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1] ?? 0;

/** Prints the median of each request. */
export function measure(): void {
	const { world, subscription, id, vault, identity, machine, principalId, grant } =
		thousandResources();
	const [, answered] = handle(world, {
		method: 'GET',
		url: TOKEN,
		headers: { Metadata: 'true' },
		from: machine,
	});
	const token = (JSON.parse(answered.body) as { access_token: string }).access_token;
	const system = { type: 'SystemAssigned' };
	const user = { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } };
	const cases: readonly (readonly [string, (n: number) => HttpRequest])[] = [
		['create a VM', (n) => requests.putResource(id(4, VM, `new-${n}`), { location: 'westeurope' })],
		[
			'create a VM with a system-assigned identity',
			(n) =>
				requests.putResource(id(4, VM, `new-${n}`), { location: 'westeurope', identity: system }),
		],
		[
			'turn on a system-assigned identity',
			(n) => requests.patchIdentity(id(n % 10, VM, `vm-${(n % 30) * 2 + 1}`), system),
		],
		[
			'attach a user-assigned identity',
			(n) => requests.patchIdentity(id(n % 10, VM, `vm-${(n % 30) * 2 + 1}`), user),
		],
		['delete a VM', (n) => requests.del(id(n % 10, VM, `vm-${n % 60}`))],
		['read a VM', (n) => requests.get(id(n % 10, VM, `vm-${n % 60}`))],
		['list all resources', () => requests.get(`/subscriptions/${subscription}/resources`)],
		['grant a role', (n) => grant(READER, principalId, id(n % 10, VM, `vm-${n % 60}`))],
		[
			'list role assignments at a vault',
			() => requests.get(`${vault}/providers/Microsoft.Authorization/roleAssignments`),
		],
		[
			'get a token from IMDS',
			() => ({ method: 'GET', url: TOKEN, headers: { Metadata: 'true' }, from: machine }),
		],
		[
			'read a secret',
			() => ({
				method: 'GET',
				url: 'https://kv-3-1.vault.azure.net/secrets/db?api-version=7.4',
				headers: { authorization: `Bearer ${token}` },
				from: machine,
			}),
		],
	];
	// What any store would cost that copies its state before it changes it.
	const copies = Array.from({ length: 40 }, () => {
		const start = performance.now();
		structuredClone(world);
		return performance.now() - start;
	});
	const copied = median(copies);
	const rows = cases.map(([name, request]) => {
		for (let n = 0; n < 100; n++) must(world, request(n));
		const times: number[] = [];
		for (let n = 0; n < 600; n++) {
			const asked = request(n);
			const start = performance.now();
			handle(world, asked);
			times.push(performance.now() - start);
		}
		const mine = median(times);
		return [
			name,
			`${mine.toFixed(3)} ms`,
			`${copied.toFixed(1)} ms`,
			`${Math.round(copied / mine)} ×`,
		];
	});
	report(
		`Requests in a world of ${Object.keys(world.resources).length} resources`,
		['request', 'median', 'structuredClone of the world', 'ratio'],
		rows,
	);
}
