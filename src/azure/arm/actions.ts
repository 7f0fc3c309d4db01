import { putSecretVersion } from '../data/keyVault';
import { importImage } from '../data/registry';
import { storageKeys } from '../data/sharedKey';
import { errors } from '../errors';
import { empty, json } from '../http';
import { isObject, type JsonObject } from '../json';
import { idKey, isWithin } from '../resourceId';
import { graphTime, unixTime } from '../time';
import { appSettingsOf } from '../workload/environment';
import type { Resource, Secret, World } from '../world';
import { logged } from './activityLog';
import type { ArmAction } from './action';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { renderSystemIdentity, resourcesWith } from './identity';
import { POWER_ACTIONS } from './power';

const settingsBody = (resource: Resource): JsonObject => ({
	id: `${resource.id}/config/appsettings`,
	name: 'appsettings',
	type: 'Microsoft.Web/sites/config',
	location: resource.location,
	properties: appSettingsOf(resource),
});

function putAppSettings(world: World, call: ArmCall, resource: Resource): Reply {
	const asked = isObject(call.body) && isObject(call.body.properties) ? call.body.properties : {};
	const old = isObject(resource.properties.siteConfig) ? resource.properties.siteConfig : {};
	const appSettings = Object.entries(asked).map(([name, value]) => ({
		name,
		value: String(value),
	}));
	const changed: Resource = {
		...resource,
		properties: { ...resource.properties, siteConfig: { ...old, appSettings } },
		changedAt: world.now,
		changedBy: call.caller.objectId,
	};
	const next = { ...world, resources: { ...world.resources, [idKey(resource.id)]: changed } };
	return [next, json(200, settingsBody(changed))];
}

/** A secret as Resource Manager shows it: everything but its value. */
function renderSecret(resource: Resource, secret: Secret): JsonObject {
	const latest = secret.versions.at(-1);
	const uri = `https://${resource.name}.vault.azure.net/secrets/${secret.name}`;
	return {
		id: secret.id,
		name: secret.name,
		type: 'Microsoft.KeyVault/vaults/secrets',
		location: resource.location,
		properties: {
			attributes: {
				enabled: latest?.enabled ?? true,
				created: unixTime(latest?.createdAt ?? 0),
				updated: unixTime(latest?.createdAt ?? 0),
			},
			secretUri: uri,
			secretUriWithVersion: `${uri}/${latest?.version ?? ''}`,
		},
	};
}

function putSecret(
	world: World,
	call: ArmCall,
	vault: Resource,
	[, name = '']: readonly string[],
): Reply {
	const properties =
		isObject(call.body) && isObject(call.body.properties) ? call.body.properties : {};
	if (typeof properties.value !== 'string')
		return [
			world,
			errors.InvalidRequestContent(
				"Required property 'value' not found in JSON. Path 'properties'.",
			),
		];
	if (!/^[0-9a-zA-Z-]{1,127}$/.test(name))
		return [world, errors.InvalidResourceName(name, '1 to 127 letters, digits or hyphens')];
	if (world.secrets[idKey(`${vault.id}/secrets/${name}`)]?.deletedAt !== undefined)
		return [world, errors.DeletedSecretExists(name)];
	const [next, secret] = putSecretVersion(world, vault.id, name, { value: properties.value });
	const known = world.secrets[idKey(secret.id)] !== undefined;
	return [next, json(known ? 200 : 201, renderSecret(vault, secret))];
}

function getSecret(
	world: World,
	_: ArmCall,
	vault: Resource,
	[, name = '']: readonly string[],
): Reply {
	const secret = world.secrets[idKey(`${vault.id}/secrets/${name}`)];
	if (!secret || secret.deletedAt !== undefined)
		return [
			world,
			errors.ResourceNotFound(
				'Microsoft.KeyVault/vaults/secrets',
				`${vault.name}/${name}`,
				vault.id.split('/')[4] ?? '',
			),
		];
	return [world, json(200, renderSecret(vault, secret))];
}

function listSecrets(world: World, _: ArmCall, vault: Resource): Reply {
	const value = Object.values(world.secrets)
		.filter(({ id, deletedAt }) => isWithin(vault.id, id) && deletedAt === undefined)
		.map((secret) => renderSecret(vault, secret));
	return [world, json(200, { value })];
}

/** Storage account keys: whoever may ask for them needs no role on the data. */
const listKeys = (world: World, _: ArmCall, account: Resource): Reply => [
	world,
	json(200, {
		keys: storageKeys(world, account.id).map(({ keyName, value, permissions }) => ({
			creationTime: graphTime(account.createdAt),
			keyName,
			value,
			permissions,
		})),
	}),
];

/** Copies an image from elsewhere into a registry. @see https://learn.microsoft.com/rest/api/containerregistry/registries/import-image */
function importToRegistry(world: World, { body }: ArmCall, registry: Resource): Reply {
	const source = isObject(body) && isObject(body.source) ? body.source : {};
	const image = source.sourceImage;
	if (typeof image !== 'string')
		return [world, errors.InvalidRequestContent("Required property 'sourceImage' not found.")];
	const wanted = isObject(body) && Array.isArray(body.targetTags) ? body.targetTags : [];
	const tags = wanted.length > 0 ? wanted.map(String) : [image];
	const next = tags.reduce((now, name) => {
		const [repository = '', tag = 'latest'] = name.split(':');
		const from = `${String(source.registryUri ?? '')}/${image}`;
		return importImage(now, registry, { repository, tag, source: from });
	}, world);
	return [next, empty(200)];
}

/** The resources that a user-assigned identity is assigned to. @see https://learn.microsoft.com/rest/api/managedidentity/user-assigned-identities/list-associated-resources */
function listAssociatedResources(world: World, _: ArmCall, identity: Resource): Reply {
	const value = resourcesWith(world, identity.id).map(({ id, name, type }) => ({
		id,
		name,
		type: type.toLowerCase(),
		resourceGroup: id.split('/')[4] ?? '',
		subscriptionId: id.split('/')[2] ?? '',
		subscriptionDisplayName: world.subscriptions[id.split('/')[2] ?? '']?.displayName ?? '',
	}));
	return [world, json(200, { totalCount: value.length, value })];
}

const read = { method: 'GET', logs: false } as const;

/** What is read of a site below `config`: how it runs, and which settings stay with a slot. Settings themselves are asked for with POST. */
function getSiteConfig(
	world: World,
	call: ArmCall,
	site: Resource,
	names: readonly string[],
): Reply {
	const name = (names.at(-1) ?? '').toLowerCase();
	const found = { web: 'web', slotconfignames: 'slotConfigNames' }[name];
	if (found === undefined) return [world, errors.MethodNotAllowed(call.method)];
	const { appSettings: _, ...config } = isObject(site.properties.siteConfig)
		? site.properties.siteConfig
		: {};
	const properties: JsonObject =
		found === 'web'
			? { minTlsVersion: '1.2', ...config, appSettings: null }
			: { connectionStringNames: null, appSettingNames: null, azureStorageConfigNames: null };
	const { location } = site;
	const type = 'Microsoft.Web/sites/config';
	return [
		world,
		json(200, { id: `${site.id}/config/${found}`, name: found, type, location, properties }),
	];
}

/** Reading and writing the settings of a site or a slot. */
const settingsActions = (type: string): Readonly<Record<string, readonly ArmAction[]>> => ({
	[`${type}/config`.toLowerCase()]: [
		{ method: 'PUT', action: `${type}/config/write`, logs: true, run: putAppSettings },
		{ ...read, action: `${type}/config/read`, run: getSiteConfig },
	],
	[`${type}/config/list`.toLowerCase()]: [
		{
			method: 'POST',
			action: `${type}/config/list/action`,
			logs: false,
			run: (world, _, site) => [world, json(200, settingsBody(site))],
		},
	],
});

/** Actions and settings by the path below a resource of a type: `{type}/{rest of the type path}`, in lower case. */
const ACTIONS: Readonly<Record<string, readonly ArmAction[]>> = {
	...POWER_ACTIONS,
	'microsoft.storage/storageaccounts/listkeys': [
		{
			method: 'POST',
			action: 'Microsoft.Storage/storageAccounts/listKeys/action',
			logs: true,
			run: listKeys,
		},
	],
	'microsoft.containerregistry/registries/importimage': [
		{
			method: 'POST',
			action: 'Microsoft.ContainerRegistry/registries/importImage/action',
			logs: true,
			run: importToRegistry,
		},
	],
	'microsoft.managedidentity/userassignedidentities/listassociatedresources': [
		{
			method: 'POST',
			action: 'Microsoft.ManagedIdentity/userAssignedIdentities/listAssociatedResources/action',
			logs: false,
			run: listAssociatedResources,
		},
	],
	...settingsActions('Microsoft.Web/sites'),
	...settingsActions('Microsoft.Web/sites/slots'),
	'microsoft.keyvault/vaults/secrets': [
		{
			method: 'PUT',
			action: 'Microsoft.KeyVault/vaults/secrets/write',
			logs: true,
			run: putSecret,
		},
		{
			...read,
			action: 'Microsoft.KeyVault/vaults/secrets/read',
			run: (world, call, vault, names) =>
				names.length > 1 ? getSecret(world, call, vault, names) : listSecrets(world, call, vault),
		},
	],
};

/** The actions that a type path below a resource stands for; `undefined` when it is none. */
export const actionsFor = (type: string): readonly ArmAction[] | undefined =>
	ACTIONS[type.toLowerCase()];

/** Runs an action on its resource after asking whether the caller may. */
export function runAction(
	world: World,
	call: ArmCall,
	actions: readonly ArmAction[],
	resourceId: string,
	resourceType: string,
): Reply {
	const action = actions.find(({ method }) => method === call.method);
	if (!action) return [world, errors.MethodNotAllowed(call.method)];
	const resource = world.resources[idKey(resourceId)];
	const denied = authorize(world, call.caller, action.action, resource?.id ?? resourceId);
	const log = (reply: Reply): Reply =>
		action.logs ? logged(call, action.action, call.id, reply) : reply;
	if (denied) return log([world, denied]);
	if (!resource) {
		const depth = resourceType.split('/').length - 1;
		const name = call.parts.names.slice(0, depth).join('/');
		return [world, errors.ResourceNotFound(resourceType, name, call.parts.resourceGroup ?? '')];
	}
	return log(action.run(world, call, resource, call.parts.names));
}

/** `GET {scope}/providers/Microsoft.ManagedIdentity/identities/default`: the system-assigned identity of a resource. */
export function getSystemIdentity(world: World, call: ArmCall): Reply {
	const resource = world.resources[idKey(call.parts.parentScope)];
	const denied = authorize(
		world,
		call.caller,
		'Microsoft.ManagedIdentity/identities/read',
		call.parts.parentScope,
	);
	if (denied) return [world, denied];
	const identity = resource && renderSystemIdentity(world, resource);
	return [
		world,
		identity
			? json(200, identity)
			: errors.ResourceNotFound(
					'Microsoft.ManagedIdentity/identities',
					'default',
					call.parts.resourceGroup ?? '',
				),
	];
}
