import { errors } from '../errors';
import { json } from '../http';
import { guidOf, hashHex } from '../ids';
import type { JsonObject } from '../json';
import { idKey, makeResourceId } from '../resourceId';
import type { World } from '../world';
import { logged } from './activityLog';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { providerOf } from './providers';

/**
 * `listKeys` and its like on services of which nothing else is simulated. The keys come from the world's seed and open
 * nothing: they are here to be seen in templates, and to be missed.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#implementations
 */

/** What is known of whoever's keys are asked for. */
interface Keyed {
	readonly id: string;
	readonly names: readonly string[];
	/** A key of 44 characters, always the same for the same purpose. */
	readonly key: (purpose: string) => string;
}

type Render = (keyed: Keyed) => JsonObject;

function base64Key(...parts: readonly string[]): string {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
	const hex = `${hashHex('key', 1, ...parts)}${hashHex('key', 2, ...parts)}`;
	const letters = Array.from({ length: 43 }, (_, at) =>
		alphabet.charAt(Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16) % 64),
	);
	return `${letters.join('')}=`;
}

const pair =
	(first: string, second: string): Render =>
	({ key }) => ({ [first]: key('primary'), [second]: key('secondary') });

/** A policy of Service Bus or Event Hubs, with the connection strings that hold its keys. */
const policy: Render = ({ names, key }) => {
	const [namespace = ''] = names;
	const keyName = names.at(-1) ?? '';
	const connection = (purpose: string) =>
		`Endpoint=sb://${namespace.toLowerCase()}.servicebus.windows.net/;SharedAccessKeyName=${keyName};SharedAccessKey=${key(purpose)}`;
	return {
		primaryConnectionString: connection('primary'),
		secondaryConnectionString: connection('secondary'),
		primaryKey: key('primary'),
		secondaryKey: key('secondary'),
		keyName,
	};
};

const PRIMARY = pair('primaryKey', 'secondaryKey');

/** What the services answer that say it in their own way, by type and action in lower case. */
const ANSWERS: Readonly<Record<string, Render>> = {
	'microsoft.operationalinsights/workspaces/listkeys': pair(
		'primarySharedKey',
		'secondarySharedKey',
	),
	'microsoft.cognitiveservices/accounts/listkeys': pair('key1', 'key2'),
	'microsoft.eventgrid/topics/listkeys': pair('key1', 'key2'),
	'microsoft.eventgrid/domains/listkeys': pair('key1', 'key2'),
	'microsoft.batch/batchaccounts/listkeys': pair('primary', 'secondary'),
	'microsoft.documentdb/databaseaccounts/listkeys': ({ key }) => ({
		primaryMasterKey: key('primary'),
		secondaryMasterKey: key('secondary'),
		primaryReadonlyMasterKey: key('primaryReadonly'),
		secondaryReadonlyMasterKey: key('secondaryReadonly'),
	}),
	'microsoft.documentdb/databaseaccounts/listconnectionstrings': ({ names, key }) => ({
		connectionStrings: [
			{
				connectionString: `AccountEndpoint=https://${names[0] ?? ''}.documents.azure.com:443/;AccountKey=${key('primary')};`,
				description: 'Primary SQL Connection String',
			},
		],
	}),
	'microsoft.containerregistry/registries/listcredentials': ({ names, key }) => ({
		username: names[0] ?? '',
		passwords: [
			{ name: 'password', value: key('primary') },
			{ name: 'password2', value: key('secondary') },
		],
	}),
	'microsoft.appconfiguration/configurationstores/listkeys': ({ id, names, key }) => ({
		value: ['Primary', 'Secondary'].map((name) => ({
			id: guidOf(id, name).slice(0, 8),
			name,
			value: key(name),
			connectionString: `Endpoint=https://${(names[0] ?? '').toLowerCase()}.azconfig.io;Id=${guidOf(id, name).slice(0, 8)};Secret=${key(name)}`,
			readOnly: false,
		})),
	}),
	'microsoft.search/searchservices/listadminkeys': PRIMARY,
	'microsoft.servicebus/namespaces/authorizationrules/listkeys': policy,
	'microsoft.servicebus/namespaces/queues/authorizationrules/listkeys': policy,
	'microsoft.servicebus/namespaces/topics/authorizationrules/listkeys': policy,
	'microsoft.eventhub/namespaces/authorizationrules/listkeys': policy,
	'microsoft.eventhub/namespaces/eventhubs/authorizationrules/listkeys': policy,
};

/** Every namespace of Service Bus and Event Hubs has this policy from the start. */
const FROM_THE_START = /\/authorizationRules\/RootManageSharedAccessKey$/i;

function isThere(world: World, id: string): boolean {
	if (world.resources[idKey(id)]) return true;
	return (
		FROM_THE_START.test(id) && world.resources[idKey(id.replace(FROM_THE_START, ''))] !== undefined
	);
}

/** Answers a `list…` action on a resource; `undefined` when the request is none. */
export function listMadeUpKeys(world: World, call: ArmCall): Reply | undefined {
	const { subscriptionId, resourceGroup, namespace = '', typePath = '', names } = call.parts;
	const types = typePath.split('/');
	const asked = types.at(-1) ?? '';
	if (call.method !== 'POST' || types.length !== names.length + 1 || !/^list\w+$/i.test(asked))
		return undefined;
	const row = providerOf(`${namespace}/${types.slice(0, -1).join('/')}`);
	if (!row || subscriptionId === undefined || resourceGroup === undefined) return undefined;
	const id = makeResourceId(subscriptionId, resourceGroup, row.type, ...names);
	const action = `${row.type}/${asked}/action`;
	const denied = authorize(world, call.caller, action, id);
	if (denied) return logged(call, action, call.id, [world, denied]);
	if (!isThere(world, id))
		return [world, errors.ResourceNotFound(row.type, names.join('/'), resourceGroup)];
	const render = ANSWERS[`${row.type}/${asked}`.toLowerCase()] ?? PRIMARY;
	const key = (purpose: string) => base64Key(world.seed, idKey(id), purpose);
	return logged(call, action, call.id, [world, json(200, render({ id, names, key }))]);
}
