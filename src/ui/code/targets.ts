import {
	groupScope,
	idKey,
	isObject,
	parseResourceId,
	providerOf,
	sameId,
	type Json,
	type programs,
	type Resource,
	type World,
} from '../../azure';
import { topResources } from '../views/things';
import { programChoices } from '../workload/choices';
import { codeWords } from '../words/code';
import { LISTS, type DataTarget, type List } from './written/target';
import type { Target } from './written/target';

/** Something that a program on a resource could do. */
export interface TargetChoice {
	/** Stable as long as what it reads is there. */
	readonly key: string;
	readonly label: string;
	readonly target: Target;
	/** The resource that holds what it reads. */
	readonly owner: Resource | undefined;
}

/** The data planes of which each kind of target is one. */
const PLANES: Readonly<Record<DataTarget['kind'], string>> = {
	readSecret: 'keyVault',
	getKey: 'keyVault',
	getCertificate: 'keyVault',
	readBlob: 'blob',
	listBlobs: 'blob',
	readQueue: 'blob',
	sendMessage: 'blob',
	readTable: 'blob',
	readSetting: 'appConfiguration',
	pullImage: 'containerRegistry',
	receiveFromBus: 'serviceBus',
	sendToBus: 'serviceBus',
	sendEvent: 'eventHub',
	readDocument: 'cosmos',
};

/** The resource whose address a program uses. */
function ownerOf(world: World, kind: DataTarget['kind'], url: string): Resource | undefined {
	const name = /^(?:https:\/\/)?([^./]+)/.exec(url)?.[1];
	return topResources(world).find(
		(each) =>
			each.name.toLowerCase() === name?.toLowerCase() &&
			providerOf(each.type)?.dataPlane === PLANES[kind],
	);
}

const hostOf = (url: string): string => url.replace(/^https:\/\/|\/+$/g, '');

/** The value by which a document lies in its partition; most containers here go by `/id`. */
function partitionOf(
	world: World,
	account: Resource | undefined,
	database: string,
	container: string,
	id: string,
): string {
	const parent = idKey(`${account?.id}/sqlDatabases/${database}/containers/${container}`);
	const resource = world.resources[parent]?.properties.resource;
	const key = isObject(resource) ? resource.partitionKey : undefined;
	const paths = isObject(key) && Array.isArray(key.paths) ? (key.paths as readonly Json[]) : [];
	const document = Object.values(world.items).find(
		(item) => item.kind === 'documents' && item.name === id && sameId(item.ownerId, parent),
	);
	let value: Json | undefined = document?.kind === 'documents' ? document.body : undefined;
	for (const part of String(paths[0] ?? '/id')
		.split('/')
		.slice(1))
		value = isObject(value) ? value[part] : undefined;
	return typeof value === 'string' ? value : id;
}

/** A program of the panel as something that can be written in a language. */
function targetOf(world: World, program: programs.Program): DataTarget {
	switch (program.kind) {
		case 'readSecret':
			return { kind: 'readSecret', vaultUri: program.vaultUri, secret: program.secretName };
		case 'readBlob': {
			const { kind, blobEndpoint: endpoint, container, blob } = program;
			return { kind, endpoint, container, blob };
		}
		case 'listBlobs':
			return { kind: 'listBlobs', endpoint: program.blobEndpoint, container: program.container };
	}
	const { kind, endpoint, name, text = '' } = program;
	switch (kind) {
		case 'getKey':
			return { kind, vaultUri: endpoint, key: name };
		case 'getCertificate':
			return { kind, vaultUri: endpoint, certificate: name };
		case 'readQueue':
			return { kind, endpoint, queue: name };
		case 'sendMessage':
			return { kind, endpoint, queue: name, text };
		case 'readTable':
			return { kind, endpoint, table: name };
		case 'readSetting':
			return { kind, endpoint, key: name };
		case 'pullImage': {
			const [, repository = name, tag = 'latest'] = /^(.*):([^:/]*)$/.exec(name) ?? [];
			return { kind, endpoint, repository, tag };
		}
		case 'receiveFromBus':
			return { kind, host: hostOf(endpoint), queue: name };
		case 'sendToBus':
			return { kind, host: hostOf(endpoint), queue: name, text };
		case 'sendEvent':
			return { kind, host: hostOf(endpoint), hub: name, text };
		case 'readDocument': {
			const [database = '', container = '', ...rest] = name.split('/');
			const document = rest.join('/');
			const account = ownerOf(world, kind, endpoint);
			const partition = partitionOf(world, account, database, container, document);
			return { kind, endpoint, database, container, document, partition };
		}
	}
}

const urlOf = (target: DataTarget): string =>
	'vaultUri' in target ? target.vaultUri : 'host' in target ? target.host : target.endpoint;

/** What each list is about, where it is only offered for a group that has one. */
const LISTED: Readonly<Partial<Record<List, string>>> = {
	listMachines: 'Microsoft.Compute/virtualMachines',
	listIdentities: 'Microsoft.ManagedIdentity/userAssignedIdentities',
	listVaults: 'Microsoft.KeyVault/vaults',
	listAccounts: 'Microsoft.Storage/storageAccounts',
};

/** All that a program on a resource can be written for here: what the panel offers, and lists of the resource's own group. */
export function targetsFor(world: World, resource: Resource): TargetChoice[] {
	const data = programChoices(world).map(({ key, label, program }): TargetChoice => {
		const target = targetOf(world, program);
		return { key, label, target, owner: ownerOf(world, target.kind, urlOf(target)) };
	});
	const { subscriptionId = '', resourceGroup = '' } = parseResourceId(resource.id) ?? {};
	const inside = `${idKey(groupScope(subscriptionId, resourceGroup))}/`;
	const types = new Set(
		topResources(world)
			.filter(({ id }) => idKey(id).startsWith(inside))
			.map(({ type }) => type),
	);
	const lists = LISTS.filter((kind) => types.has(LISTED[kind] ?? resource.type));
	return [
		...data,
		...lists.map((kind): TargetChoice => ({
			key: kind,
			label: codeWords.lists[kind](resourceGroup),
			target: { kind, subscriptionId, resourceGroup },
			owner: undefined,
		})),
	];
}
