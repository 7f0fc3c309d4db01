import { isObject, parseResourceId, providerOf, type Resource, type World } from '../../azure';
import { blobsIn, containersOf, secretsOf, topResources } from '../views/things';
import { codeWords } from '../words/code';
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

function inVault(world: World, vault: Resource): TargetChoice[] {
	const vaultUri = String(vault.properties.vaultUri ?? '');
	return secretsOf(world, vault.id).map(({ id, name }) => ({
		key: id,
		label: codeWords.readSecret(name, vault.name),
		target: { kind: 'readSecret', vaultUri, secret: name },
		owner: vault,
	}));
}

function inAccount(world: World, account: Resource): TargetChoice[] {
	const { primaryEndpoints } = account.properties;
	const endpoint = isObject(primaryEndpoints) ? String(primaryEndpoints.blob ?? '') : '';
	return containersOf(world, account.id).flatMap(({ id, name: container }) => {
		const place = `${account.name}/${container}`;
		const base = { endpoint, container };
		return [
			...blobsIn(world, id).map(({ name: blob }): TargetChoice => ({
				key: `${id}/blobs/${blob}`,
				label: codeWords.readBlob(blob, place),
				target: { kind: 'readBlob', ...base, blob },
				owner: account,
			})),
			{
				key: id,
				label: codeWords.listBlobs(place),
				target: { kind: 'listBlobs', ...base },
				owner: account,
			},
		];
	});
}

/** All that a program on a resource can be written for here: secrets, blobs, and the resource's own group. */
export function targetsFor(world: World, resource: Resource): TargetChoice[] {
	const data = topResources(world).flatMap((each) => {
		const plane = providerOf(each.type)?.dataPlane;
		return plane === 'keyVault'
			? inVault(world, each)
			: plane === 'blob'
				? inAccount(world, each)
				: [];
	});
	const { subscriptionId = '', resourceGroup = '' } = parseResourceId(resource.id) ?? {};
	return [
		...data,
		{
			key: 'group',
			label: codeWords.listResources(resourceGroup),
			target: { kind: 'listResources', subscriptionId, resourceGroup },
			owner: undefined,
		},
	];
}
