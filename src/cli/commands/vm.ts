import { isObject, nameOf, requests, type Conversation, type JsonObject } from '../../azure';
import { many, maybe, one, tagsOf, type Args } from '../args';
import { ask } from '../ask';
import { done, type CommandGroup, type CommandValue, type Context } from '../command';
import {
	deleteCommand,
	listCommand,
	placeTable,
	showCommand,
	updateCommand,
	waitCommand,
	type Kind,
} from '../crud';
import { grantFresh, grantMistake } from '../grant';
import { adding, bothTogether, identitiesOf, SYSTEM } from '../identityBlock';
import { identityCommands, vmIdentityInfo } from '../identityCommands';
import { GRANT, GROUP, LOCATION, name, NO_WAIT, TAGS } from '../options';
import { az } from '../quote';
import { isTo } from '../sentRequest';
import { model } from '../shape';
import { identityWord, spellIdentityPatch } from '../spellIdentity';
import { idOf, identityId, locationOf } from '../targets';
import { imageWord, readImage } from '../vmImages';

const TYPE = 'Microsoft.Compute/virtualMachines';

const shape = (vm: JsonObject): JsonObject => model(vm, 'identity', 'plan', 'zones', 'resources');
const kind: Kind = {
	word: 'vm',
	type: TYPE,
	noun: 'virtual machine',
	waits: ['update', 'delete'],
	untagged: ['update'],
	shape,
	table: placeTable,
	confirm: true,
};

/** The body that `vm create` sends. What is not asked for is left to Azure. */
function newMachine(
	args: Args,
	context: Context,
	location: string,
	image: JsonObject | undefined,
): JsonObject {
	const size = maybe(args, 'size');
	const user = maybe(args, 'admin-username');
	const tags = tagsOf(args);
	const asked = many(args, 'assign-identity');
	const words = asked?.length === 0 ? [SYSTEM] : asked;
	const group = one(args, 'resource-group');
	const block =
		words &&
		adding(
			identitiesOf(undefined),
			words.includes(SYSTEM),
			words.filter((word) => word !== SYSTEM).map((word) => identityId(word, context, group)),
			bothTogether(TYPE),
		);
	return {
		location,
		...(tags ? { tags } : {}),
		...(block ? { identity: { ...block } } : {}),
		properties: {
			...(size === undefined ? {} : { hardwareProfile: { vmSize: size } }),
			...(image === undefined ? {} : { storageProfile: { imageReference: image } }),
			...(user === undefined
				? {}
				: { osProfile: { computerName: one(args, 'name'), adminUsername: user } }),
		},
	};
}

function* create(args: Args, context: Context): Conversation<CommandValue> {
	const role = maybe(args, 'role');
	const scope = maybe(args, 'scope');
	const mistake = grantMistake(role, scope);
	if (mistake) return mistake;
	const group = one(args, 'resource-group');
	const image = readImage(one(args, 'image'));
	if (!image.ok) return image;
	const where = yield* locationOf(args, context, group);
	if (!where.ok) return where;
	const id = idOf(args, context, TYPE, group);
	const made = yield* ask(
		requests.putResource(id, newMachine(args, context, where.location, image.reference)),
	);
	if (!made.ok) return made;
	const after = yield* ask(requests.get(id));
	if (!after.ok) return after;
	const { identity, location } = after.body;
	const { system, principalId } = identitiesOf(identity);
	if (role !== undefined && scope !== undefined && system) {
		const granted = yield* grantFresh(principalId, role, scope, context);
		if (!granted.ok) return granted;
	}
	const warnings =
		system && scope === undefined
			? [
					`No access was given yet to the '${nameOf(id)}', because '--scope' was not provided. You should setup by creating a role assignment, e.g. 'az role assignment create --assignee ${principalId} --role contributor -g ${group}' would let it access the current resource group. To get the pricipal id, run 'az vm show -g ${group} -n ${nameOf(id)} --query "identity.principalId" -otsv'`,
				]
			: [];
	return done(
		{
			fqdns: '',
			id: after.body.id ?? id,
			...(identity ? { identity: vmIdentityInfo(identity, role, scope) } : {}),
			location: location ?? '',
			macAddress: '',
			powerState: 'VM running',
			privateIpAddress: '',
			publicIpAddress: '',
			zones: '',
		},
		warnings,
	);
}

/**
 * Virtual machines. `create` sends the machine alone, where real `az` deploys a template with a network beside it: what holds
 * no identity would hide what does. The ledger in src/azure/README.md says so.
 * @see https://learn.microsoft.com/cli/azure/vm
 */
export const vm: CommandGroup = {
	groups: {
		vm: 'Linux and Windows virtual machines.',
		'vm identity': 'The identities of a virtual machine.',
	},
	commands: [
		{
			name: 'vm create',
			summary: 'Creates a virtual machine.',
			options: [
				name('virtual machine'),
				GROUP,
				{
					long: 'image',
					required: true,
					summary: 'Operating system: Ubuntu2204, publisher:offer:sku:version, or an id.',
				},
				LOCATION,
				{ long: 'size', summary: 'Size. Default: Azure chooses.' },
				{ long: 'admin-username', summary: 'Name of the administrator.' },
				{
					long: 'admin-password',
					ignored: true,
					summary: 'Accepted and forgotten: nobody signs in to this machine.',
				},
				{
					long: 'generate-ssh-keys',
					takes: 'none',
					ignored: true,
					summary: 'Accepted: nobody signs in to this machine.',
				},
				{
					long: 'assign-identity',
					takes: 'any',
					summary: "Names or ids of identities; '[system]', or nothing, is its own.",
				},
				...GRANT,
				{
					long: 'authentication-type',
					ignored: true,
					summary: 'Accepted: nobody signs in to this machine.',
				},
				{
					long: 'ssh-key-values',
					takes: 'some',
					ignored: true,
					summary: 'Accepted: nobody signs in.',
				},
				{
					long: 'public-ip-address',
					ignored: true,
					summary: 'Accepted: there are no networks here.',
				},
				{ long: 'public-ip-sku', ignored: true, summary: 'Accepted: there are no networks here.' },
				{ long: 'vnet-name', ignored: true, summary: 'Accepted: there are no networks here.' },
				{ long: 'subnet', ignored: true, summary: 'Accepted: there are no networks here.' },
				{ long: 'nsg', ignored: true, summary: 'Accepted: there are no networks here.' },
				{ long: 'nsg-rule', ignored: true, summary: 'Accepted: there are no networks here.' },
				TAGS,
				NO_WAIT,
			],
			examples: ['az vm create -g rg-shop -n vm-web --image Ubuntu2204 --assign-identity'],
			run: create,
		},
		showCommand(kind),
		listCommand(kind),
		deleteCommand(kind),
		updateCommand(kind),
		waitCommand(kind),
		...identityCommands({
			word: 'vm',
			type: TYPE,
			noun: 'virtual machine',
			grants: true,
			assigned: (block, role, scope) => vmIdentityInfo(block, role, scope),
		}),
	],
	spell(sent, world) {
		const { group, name: of, body } = sent;
		if (isTo(sent, 'DELETE', TYPE)) return az('vm delete', '-g', group, '-n', of, '--yes');
		if (isTo(sent, 'GET', TYPE)) return az('vm show', '-g', group, '-n', of);
		const patch = spellIdentityPatch(sent, world, 'vm', TYPE);
		if (patch !== undefined || !isTo(sent, 'PUT', TYPE) || !isObject(body)) return patch;
		const { location, identity, tags, properties, ...other } = body;
		const { hardwareProfile, storageProfile, osProfile, ...more } = isObject(properties)
			? properties
			: {};
		if (Object.keys(other).length > 0 || Object.keys(more).length > 0) return undefined;
		const size = isObject(hardwareProfile) ? hardwareProfile.vmSize : undefined;
		const user = isObject(osProfile) ? osProfile.adminUsername : undefined;
		const { system, user: attached } = identitiesOf(identity);
		const identities = [
			...(system ? [SYSTEM] : []),
			...Object.keys(attached).map((id) => identityWord(id, group)),
		];
		return az(
			'vm create',
			...['-g', group, '-n', of],
			...[
				'--image',
				imageWord(isObject(storageProfile) ? storageProfile.imageReference : undefined),
			],
			...(location === undefined ? [] : ['-l', String(location)]),
			...(size === undefined ? [] : ['--size', String(size)]),
			...(user === undefined ? [] : ['--admin-username', String(user)]),
			...(identities.length > 0 ? ['--assign-identity', ...identities] : []),
			...(isObject(tags)
				? ['--tags', ...Object.entries(tags).map(([key, value]) => `${key}=${value}`)]
				: []),
		);
	},
};
