import { isObject, nameOf, type Json, type JsonObject } from '../../azure';
import { maybe, one, type Args } from '../args';
import type { CommandGroup, Failure } from '../command';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { identitiesOf, SYSTEM } from '../identityBlock';
import { identityCommands, vmIdentityInfo } from '../identityCommands';
import { ASSIGN_IDENTITY } from '../newIdentity';
import { az } from '../quote';
import { isTo, type SentRequest } from '../sentRequest';
import { flatten, model } from '../shape';
import { identityWord, spellIdentityPatch } from '../spellIdentity';
import { columns } from '../tables';
import { imageWord, readImage } from '../vmImages';

const TYPE = 'Microsoft.Compute/virtualMachineScaleSets';
const shape = (set: JsonObject): JsonObject => model(set, 'identity', 'plan', 'sku', 'zones');
const kind: Kind = {
	word: 'vmss',
	type: TYPE,
	noun: 'scale set',
	waits: ['create', 'update', 'delete'],
	untagged: ['update'],
	nameFirst: true,
	shape,
	table: columns({
		Name: 'name',
		ResourceGroup: 'resourceGroup',
		Location: 'location',
		Zones: 'zones',
		Instances: 'sku.capacity',
	}),
};

/** `create` prints the set as its template's output had it: under `vmss`, its properties flattened. */
const created: Kind = { ...kind, shape: (set) => ({ vmss: { ...flatten(set) } }) };

/** What `create` sends beside name, place and identities. */
function body(args: Args): JsonObject | Failure {
	const image = readImage(one(args, 'image'));
	if (!image.ok) return image;
	const user = maybe(args, 'admin-username');
	return {
		sku: {
			name: maybe(args, 'vm-sku') ?? 'Standard_DS1_v2',
			tier: 'Standard',
			capacity: Number(maybe(args, 'instance-count') ?? 2),
		},
		properties: {
			orchestrationMode: maybe(args, 'orchestration-mode') ?? 'Flexible',
			upgradePolicy: { mode: 'Manual' },
			virtualMachineProfile: {
				...(image.reference === undefined
					? {}
					: { storageProfile: { imageReference: image.reference } }),
				...(user === undefined
					? {}
					: {
							osProfile: {
								computerNamePrefix: one(args, 'name').slice(0, 9),
								adminUsername: user,
							},
						}),
			},
		},
	};
}

const objectIn = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const only = (value: JsonObject, ...names: readonly string[]): boolean =>
	Object.keys(value).every((name) => names.includes(name));

/** The line that makes a set; `undefined` where `create` could not say all of the body, or would add to it. */
function spellNew({ group, name }: SentRequest, body: JsonObject): string | undefined {
	const { location, identity, tags, sku, properties } = body;
	const { orchestrationMode, upgradePolicy, virtualMachineProfile } = objectIn(properties);
	const { storageProfile, osProfile } = objectIn(virtualMachineProfile);
	const { name: size, tier, capacity } = objectIn(sku);
	const { computerNamePrefix, adminUsername } = objectIn(osProfile);
	const isPlain =
		only(body, 'location', 'identity', 'tags', 'sku', 'properties') &&
		only(objectIn(properties), 'orchestrationMode', 'upgradePolicy', 'virtualMachineProfile') &&
		only(objectIn(virtualMachineProfile), 'storageProfile', 'osProfile') &&
		only(objectIn(storageProfile), 'imageReference') &&
		only(objectIn(osProfile), 'computerNamePrefix', 'adminUsername') &&
		objectIn(upgradePolicy).mode === 'Manual' &&
		only(objectIn(upgradePolicy), 'mode') &&
		tier === 'Standard' &&
		size !== undefined &&
		capacity !== undefined &&
		orchestrationMode !== undefined &&
		(osProfile === undefined || computerNamePrefix === name.slice(0, 9));
	if (!isPlain) return undefined;
	const { system, user } = identitiesOf(identity);
	const identities = [
		...(system ? [SYSTEM] : []),
		...Object.keys(user).map((id) => identityWord(id, group)),
	];
	return az(
		'vmss create',
		...['-g', group, '-n', name, '--image', imageWord(objectIn(storageProfile).imageReference)],
		...(location === undefined ? [] : ['-l', String(location)]),
		...['--orchestration-mode', String(orchestrationMode)],
		...['--instance-count', String(capacity), '--vm-sku', String(size)],
		...(adminUsername === undefined ? [] : ['--admin-username', String(adminUsername)]),
		...(identities.length > 0 ? ['--assign-identity', ...identities] : []),
		...(isObject(tags)
			? ['--tags', ...Object.entries(tags).map(([key, value]) => `${key}=${value}`)]
			: []),
	);
}

/**
 * Scale sets: machines that are alike, and share their identities.
 * @see https://learn.microsoft.com/cli/azure/vmss
 */
export const vmss: CommandGroup = {
	groups: {
		vmss: 'Scale sets: machines that are alike.',
		'vmss identity': 'The identities of a scale set.',
	},
	commands: [
		createCommand(created, {
			options: [
				{
					long: 'image',
					required: true,
					offers: 'images',
					summary: 'Operating system: Ubuntu2204.',
				},
				{ long: 'instance-count', summary: 'How many machines. Default: 2.' },
				{ long: 'vm-sku', offers: 'sizes', summary: 'Size of each machine.' },
				{
					long: 'orchestration-mode',
					choices: ['Flexible', 'Uniform'],
					summary: 'Default: Flexible.',
				},
				{ long: 'admin-username', summary: 'Name of the administrator.' },
				{
					long: 'admin-password',
					ignored: true,
					summary: 'Accepted and forgotten: nobody signs in.',
				},
				{
					long: 'generate-ssh-keys',
					takes: 'none',
					ignored: true,
					summary: 'Accepted: nobody signs in.',
				},
				{ long: 'lb-sku', ignored: true, summary: 'Accepted: there are no load balancers here.' },
			],
			identity: ASSIGN_IDENTITY,
			grants: true,
			body,
			warnings(made, args) {
				const { system, principalId } = identitiesOf(made.identity);
				const id = String(made.id);
				return system && maybe(args, 'scope') === undefined
					? [
							`No access was given yet to the '${nameOf(id)}', because '--scope' was not provided. You should setup by creating a role assignment, e.g. 'az role assignment create --assignee ${principalId} --role contributor -g ${id.split('/')[4] ?? ''}' would let it access the current resource group. To get the pricipal id, run 'az vmss show -g ${id.split('/')[4] ?? ''} -n ${nameOf(id)} --query "identity.principalId" -otsv'`,
						]
					: [];
			},
			examples: ['az vmss create -g rg-shop -n vmss-shop --image Ubuntu2204 --assign-identity'],
		}),
		...plainCommands(kind),
		updateCommand(kind),
		...identityCommands({
			word: 'vmss',
			type: TYPE,
			noun: 'scale set',
			grants: true,
			assigned: (block, role, scope) => vmIdentityInfo(block, role, scope),
		}),
	],
	spell(sent, world) {
		const { group, name, body: sentBody } = sent;
		const of = ['-g', group, '-n', name];
		if (isTo(sent, 'DELETE', TYPE)) return az('vmss delete', ...of);
		if (isTo(sent, 'GET', TYPE)) return az('vmss show', ...of);
		if (!isObject(sentBody)) return undefined;
		const patch = spellIdentityPatch(sent, world, 'vmss', TYPE);
		return patch === undefined && isTo(sent, 'PUT', TYPE) ? spellNew(sent, sentBody) : patch;
	},
};
