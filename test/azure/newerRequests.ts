import {
	currentSubscription,
	groupScope,
	makeResourceId,
	requests,
	type HttpRequest,
	type World,
} from '../../src/azure';
import type { Chooser } from './chooser';
import { STORAGE, VM } from './support';

/** Requests to what the simulated Azure learned later: other data planes, templates, deleted vaults, free names, conditions. */

type Maker = (world: World, choose: Chooser) => HttpRequest;

const NAMES = ['one', 'two', 'constructor', '__proto__', 'x'];
const subscription = (world: World) => `/subscriptions/${currentSubscription(world)}`;

/** Hosts of data planes, with paths that mean something there. */
const DATA: Readonly<Record<string, readonly string[]>> = {
	'one.vault.azure.net': [
		'keys/one/create',
		'keys/one',
		'keys/one/sign',
		'keys',
		'deletedkeys/one',
		'certificates/one/create',
		'certificates/one',
		'certificates/one/pending',
		'secrets/one/versions',
		'deletedsecrets/one/recover',
		'secrets/one/backup',
	],
	'one.queue.core.windows.net': ['', 'one', 'one/messages', 'one/messages/x', 'one?comp=metadata'],
	'one.table.core.windows.net': [
		'Tables',
		"Tables('one')",
		'one',
		"one(PartitionKey='a',RowKey='b')",
		"one()?$filter=PartitionKey%20eq%20'a'",
	],
	'one.servicebus.windows.net': ['one/messages', 'one/messages/head', '$Resources/queues', 'one'],
	'one.azconfig.io': ['kv', 'kv/one', 'keys', 'labels', 'revisions', 'locks/one'],
	'one.azurecr.io': ['v2/', 'v2/_catalog', 'v2/one/manifests/latest', 'oauth2/exchange'],
	'one.documents.azure.com': ['', 'dbs', 'dbs/one', 'dbs/one/colls/one/docs'],
	'one.blob.core.windows.net': [
		'one/blob?comp=block&blockid=YQ==',
		'one/blob?comp=blocklist',
		'one/blob?comp=metadata',
		'?restype=service&comp=userdelegationkey',
	],
};
const BODIES = [
	'{}',
	'{"value":"geheim"}',
	'{"kty":"RSA"}',
	'{"TableName":"one"}',
	'{"PartitionKey":"a","RowKey":"b","n":1}',
	'<QueueMessage><MessageText>hello</MessageText></QueueMessage>',
	'[]',
	'null',
];

const bearer = (world: World, choose: Chooser): Readonly<Record<string, string>> => {
	const token = choose.any(Object.values(world.tokens));
	return token && choose.number() % 3 > 0 ? { authorization: `Bearer ${token.accessToken}` } : {};
};

const otherData: Maker = (world, choose) => {
	const host = choose.any(Object.keys(DATA)) ?? '';
	const path = choose.any(DATA[host] ?? []) ?? '';
	const method = choose.any(['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'MERGE', 'HEAD']) ?? 'GET';
	const url = `https://${host}/${path}${path.includes('?') ? '&' : '?'}api-version=${choose.of(['7.4', '2024-11-04', '1.0', 'x'])}`;
	const headers = {
		...bearer(world, choose),
		'x-ms-version': '2024-11-04',
		accept: 'application/json;odata=nometadata',
	};
	const sends = method !== 'GET' && method !== 'HEAD';
	return { method, url, headers, ...(sends ? { body: choose.any(BODIES) ?? '' } : {}) };
};

const EXPRESSIONS = [
	'[resourceGroup().location]',
	"[concat('a', parameters('p'))]",
	"[reference('one')]",
	"[guid(resourceGroup().id, 'x')]",
	'[',
	'[[text]',
	'plain',
	'[uniqueString(subscription().id)]',
	"[parameters('constructor')]",
];

const deployment: Maker = (world, choose) => {
	const name = choose.of(NAMES) ?? '';
	const at = choose.of([groupScope(currentSubscription(world), 'rg'), subscription(world)]) ?? '';
	const id = `${at}/providers/Microsoft.Resources/deployments/${name}`;
	const end =
		choose.any(['', '', '', '/whatIf', '/validate', '/cancel', '/operations', '/exportTemplate']) ??
		'';
	const method =
		end === ''
			? (choose.of(['PUT', 'GET', 'DELETE', 'HEAD']) ?? 'PUT')
			: end === '/operations'
				? 'GET'
				: 'POST';
	const expression = choose.any(EXPRESSIONS) ?? '';
	return requests.arm(method, `${id}${end}`, {
		location: 'westeurope',
		properties: {
			mode: choose.of(['Incremental', 'Complete', 'x']) ?? '',
			parameters: { p: { value: choose.any(['a', 1, null, {}]) ?? null } },
			template: {
				$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
				contentVersion: '1.0.0.0',
				parameters: { p: { type: choose.of(['string', 'int', 'x']) ?? '', defaultValue: 'a' } },
				variables: { v: choose.any(EXPRESSIONS) ?? '' },
				resources: [
					{
						type: choose.of([STORAGE, VM, 'Microsoft.Nothing/x']) ?? '',
						apiVersion: '2023-05-01',
						name: choose.any(['one', expression]) ?? '',
						location: choose.any(['westeurope', expression]) ?? '',
						dependsOn: choose.number() % 4 === 0 ? ['one'] : [],
						identity: { type: 'SystemAssigned' },
						properties: { x: expression },
					},
				],
				outputs: { o: { type: 'string', value: expression } },
			},
		},
	});
};

const CONDITIONS = [
	"@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:Name] StringEquals 'one'",
	"(!(ActionMatches{'*/read'}) AND SubOperationMatches{'Blob.List'})",
	'((((',
	'',
];

/** All of them; each is about as likely as any of the older ones. */
export const NEWER: readonly Maker[] = [
	otherData,
	otherData,
	otherData,
	deployment,
	deployment,
	(world, choose) =>
		requests.arm(
			choose.of(['GET', 'GET', 'POST', 'PUT']) ?? 'GET',
			`${subscription(world)}/providers/Microsoft.KeyVault/${choose.any(['deletedVaults', 'locations/westeurope/deletedVaults/one', 'locations/Constructor/deletedVaults/constructor', 'locations/westeurope/deletedVaults/one/purge'])}`,
		),
	(world, choose) =>
		requests.arm(
			'POST',
			`${subscription(world)}/providers/${choose.any(['Microsoft.Storage', 'Microsoft.KeyVault', 'Microsoft.Web', 'constructor'])}/checkNameAvailability`,
			{
				name: choose.any(NAMES) ?? '',
				type: choose.any([STORAGE, 'Microsoft.KeyVault/vaults', 'Site', 'constructor', 7]) ?? '',
			},
		),
	(world, choose) =>
		requests.arm(
			'PUT',
			`${choose.any([subscription(world), groupScope(currentSubscription(world), 'rg')])}/providers/Microsoft.Authorization/roleAssignments/5d9bdc4e-8e0f-4b52-9a3c-3b8a2c6d7e0${choose.number() % 4}`,
			{
				properties: {
					roleDefinitionId: `${subscription(world)}/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1`,
					principalId: choose.any(Object.keys(world.servicePrincipals)) ?? '',
					principalType: 'ServicePrincipal',
					condition: choose.any(CONDITIONS) ?? '',
					conditionVersion: choose.of(['2.0', '1.0']) ?? '',
				},
			},
		),
	(world, choose) =>
		requests.get(
			`${makeResourceId(currentSubscription(world), 'rg', VM, 'one')}/providers/Microsoft.Authorization/${choose.any(['denyAssignments', 'roleAssignments', 'roleDefinitions', 'locks', 'permissions'])}`,
		),
	(world, choose) => ({
		method: 'POST',
		url: `https://login.microsoftonline.com/${world.tenant.tenantId}/oauth2/v2.0/token`,
		headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: '' },
		body: `grant_type=${choose.any(['client_credentials', 'refresh_token', 'x'])}&client_id=${choose.any(Object.values(world.servicePrincipals).map(({ appId }) => appId))}&scope=${choose.any(['https://vault.azure.net/.default', 'x'])}&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=${choose.any(['a.b.c', '', 'e30.e30.e30'])}`,
	}),
];
