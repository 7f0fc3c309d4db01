import {
	idKey,
	isObject,
	parseResourceId,
	programs,
	providerOf,
	type DataItem,
	type Resource,
	type World,
} from '../../azure';
import type { Session } from '../session.svelte';
import { blobsIn, containersOf, heldIdentities, secretsOf, topResources } from '../views/things';
import { words } from '../words';

/** Whether code of the learner's runs on a resource. */
export const hasProgram = ({ type }: Resource): boolean =>
	providerOf(type)?.tokenEndpoint !== undefined;

/** The resource whose program is shown: the selected one, the one of before, or the only one that there is. */
export function workloadOf(
	{ selected, world }: Pick<Session, 'selected' | 'world'>,
	lastId: string | undefined,
): Resource | undefined {
	if (selected?.of === 'resource' && hasProgram(selected.resource)) return selected.resource;
	const last = world.resources[idKey(lastId ?? '')];
	if (last && hasProgram(last)) return last;
	const [only, ...others] = Object.values(world.resources).filter(hasProgram);
	return others.length === 0 ? only : undefined;
}

/** Something that a program could do. */
export interface ProgramChoice {
	/** Stable as long as what it reads is there. */
	readonly key: string;
	readonly label: string;
	readonly program: programs.Program;
}

const vaultUriOf = ({ properties }: Resource): string => String(properties.vaultUri ?? '');
const blobEndpointOf = ({ properties }: Resource): string =>
	isObject(properties.primaryEndpoints) ? String(properties.primaryEndpoints.blob ?? '') : '';

/** Which programs there are for a child resource, by its type. */
const FOR_CHILDREN: Readonly<Record<string, readonly programs.PlaneProgramKind[]>> = {
	'Microsoft.Storage/storageAccounts/queueServices/queues': ['readQueue', 'sendMessage'],
	'Microsoft.Storage/storageAccounts/tableServices/tables': ['readTable'],
	'Microsoft.ServiceBus/namespaces/queues': ['receiveFromBus', 'sendToBus'],
	'Microsoft.EventHub/namespaces/eventhubs': ['sendEvent'],
};

/** What a program reads of an item, and as what the item's name is asked for. */
const FOR_ITEMS: Readonly<
	Partial<Record<string, readonly [programs.PlaneProgramKind, (item: DataItem) => string[]]>>
> = {
	keys: ['getKey', (item) => [item.name]],
	certificates: ['getCertificate', (item) => [item.name]],
	keyValues: ['readSetting', (item) => ('key' in item && item.label === '' ? [item.key] : [])],
	manifests: [
		'pullImage',
		(item) =>
			'tags' in item && 'repository' in item
				? item.tags.map((tag) => `${item.repository}:${tag}`)
				: [],
	],
};

function planeChoice(
	kind: programs.PlaneProgramKind,
	owner: string,
	name: string,
	key: string,
): ProgramChoice {
	const { domain, sends } = programs.planeProgram(kind);
	const endpoint = `https://${owner.toLowerCase()}.${domain}/`;
	const text = words.workload.hello;
	return {
		key: `${kind} ${key}`,
		label: words.workload.planes[kind](name, owner),
		program: sends ? { kind, endpoint, name, text } : { kind, endpoint, name },
	};
}

/** What programs can do with queues, tables, keys, settings, images and the like. */
function planeChoices(world: World): ProgramChoice[] {
	const children = Object.values(world.resources).flatMap(({ id, type, name }) => {
		const owner = parseResourceId(id)?.names[0] ?? '';
		return (FOR_CHILDREN[type] ?? []).map((kind) => planeChoice(kind, owner, name, idKey(id)));
	});
	const items = Object.entries(world.items).flatMap(([key, item]) => {
		const [kind, namesOf] = FOR_ITEMS[item.kind] ?? [];
		const owner = world.resources[idKey(item.ownerId)];
		if (!kind || !namesOf || !owner || 'deletedAt' in item) return [];
		return namesOf(item).map((name) => planeChoice(kind, owner.name, name, `${key} ${name}`));
	});
	const documents = Object.entries(world.items).flatMap(([key, item]) => {
		const [account = '', database, container] = parseResourceId(item.ownerId)?.names ?? [];
		if (item.kind !== 'documents') return [];
		return [planeChoice('readDocument', account, `${database}/${container}/${item.name}`, key)];
	});
	return [...children, ...items, ...documents];
}

/** All that there is to read in this world: secrets and blobs, then the rest. */
export const programChoices = (world: World): ProgramChoice[] => [
	...secretAndBlobChoices(world),
	...planeChoices(world),
];

function secretAndBlobChoices(world: World): ProgramChoice[] {
	const { workload } = words;
	return topResources(world).flatMap((resource): ProgramChoice[] => {
		const plane = providerOf(resource.type)?.dataPlane;
		if (plane === 'keyVault')
			return secretsOf(world, resource.id).map(({ id, name }) => ({
				key: id,
				label: workload.readSecret(name, resource.name),
				program: {
					kind: 'readSecret',
					vaultUri: vaultUriOf(resource),
					secretName: name,
				},
			}));
		if (plane !== 'blob') return [];
		const blobEndpoint = blobEndpointOf(resource);
		return containersOf(world, resource.id).flatMap((container): ProgramChoice[] => {
			const place = `${resource.name}/${container.name}`;
			return [
				...blobsIn(world, container.id).map(({ name }): ProgramChoice => ({
					key: `${container.id}/blobs/${name}`,
					label: workload.readBlob(name, place),
					program: { kind: 'readBlob', blobEndpoint, container: container.name, blob: name },
				})),
				{
					key: container.id,
					label: workload.listBlobs(place),
					program: { kind: 'listBlobs', blobEndpoint, container: container.name },
				},
			];
		});
	});
}

/** As whom a program can sign in. The empty key leaves it to the identity endpoint. */
export function identityChoices(
	world: World,
	resource: Resource,
): { readonly clientId: string; readonly label: string }[] {
	const held = heldIdentities(world, resource);
	return [
		{ clientId: '', label: words.workload.asDefault },
		...held.map(({ clientId, name, kind }) => ({
			clientId,
			label: kind === 'systemIdentity' ? words.workload.asSystem : name,
		})),
	];
}
