import { idKey, isWithin, nameOf, providerOf, type World } from '../../azure';
import { grantOf, grantsOf } from '../views/access';
import { subscriptionsIn } from '../views/managementGroups';
import { regionName } from '../views/short';
import {
	bearersOf,
	blobsIn,
	containersOf,
	heldIdentities,
	principalOf,
	resourcesIn,
	secretsOf,
	topResources,
	type Thing,
} from '../views/things';
import { typeName } from '../views/typeName';
import { words } from '../words';

const text = words.inspector.overview;

function workload(world: World, thing: Thing & { of: 'resource' }): string {
	const held = heldIdentities(world, thing.resource);
	const users = held.filter(({ kind }) => kind === 'userIdentity').map(({ name }) => name);
	const system = held.some(({ kind }) => kind === 'systemIdentity');
	const { identities } = text;
	const signsIn =
		system && users.length > 0
			? identities.both(users)
			: system
				? identities.system
				: users.length > 0
					? identities.user(users)
					: identities.none;
	return text.workload(
		typeName(thing),
		regionName(words.locations, thing.resource.location),
		signsIn,
	);
}

/** What a thing is and does, in a sentence or two. */
export function overviewOf(world: World, thing: Thing): string {
	switch (thing.of) {
		case 'managementGroup':
			return text.managementGroup(subscriptionsIn(world, thing.id));
		case 'subscription':
			return text.subscription(
				Object.values(world.resourceGroups).filter(({ id }) => isWithin(thing.id, id)).length,
				topResources(world).filter(({ id }) => isWithin(thing.id, id)).length,
			);
		case 'group':
			return text.group(
				regionName(words.locations, thing.group.location),
				resourcesIn(world, thing.group).length,
			);
		case 'principal': {
			const resource = nameOf(thing.principal.resourceId);
			return thing.principal.deletedAt === undefined
				? text.systemIdentity(resource)
				: text.systemIdentityGone(resource);
		}
		case 'assignment': {
			const grant = grantOf(world, thing.assignment);
			return grant.who.kind === 'unknown'
				? text.orphan(
						grant.roleName,
						grant.scopeName,
						idKey(thing.assignment.scope) in world.managementGroups,
					)
				: text.roleAssignment(
						grant.who.name,
						words.roleLets[grant.roleName] ?? words.roleLetsOther(grant.roleName),
						grant.scopeName,
					);
		}
		case 'secret':
			return text.secret(nameOf(thing.id.replace(/\/secrets\/[^/]+$/i, '')));
		case 'blob':
			return text.blob(nameOf(thing.blob.containerId));
		case 'resource':
			break;
	}
	const { resource } = thing;
	if (resource.lifecycle.state === 'deleting') return text.deleting;
	const region = regionName(words.locations, resource.location);
	switch (thing.kind) {
		case 'keyVault':
			return text.keyVault(region, secretsOf(world, resource.id).length);
		case 'storageAccount': {
			const containers = containersOf(world, resource.id);
			const blobs = Object.keys(world.blobs).filter((key) => isWithin(idKey(resource.id), key));
			return text.storageAccount(region, containers.length, blobs.length);
		}
		case 'container':
			return text.container(
				nameOf(resource.id.replace(/\/blobServices\/.*$/i, '')),
				blobsIn(world, resource.id).length,
			);
		case 'userIdentity': {
			const principal = principalOf(world, resource.id);
			return text.userIdentity(
				bearersOf(world, resource.id).map(({ name }) => name),
				principal ? grantsOf(world, principal.id).length : 0,
			);
		}
		case 'resource':
			return resource.identity || providerOf(resource.type)?.identity
				? workload(world, thing)
				: text.resource(typeName(thing), region);
		default:
			return workload(world, thing);
	}
}
