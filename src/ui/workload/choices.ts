import { isObject, providerOf, type programs, type Resource, type World } from '../../azure';
import { blobsIn, containersOf, heldIdentities, secretsOf, topResources } from '../views/things';
import { words } from '../words';

/** Whether code of the learner's runs on a resource. */
export const hasProgram = ({ type }: Resource): boolean =>
	providerOf(type)?.tokenEndpoint !== undefined;

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

/** All that there is to read in this world, newest data last. */
export function programChoices(world: World): ProgramChoice[] {
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
