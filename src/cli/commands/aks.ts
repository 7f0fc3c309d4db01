import { isObject, requests, type Conversation, type JsonObject } from '../../azure';
import { has, maybe, one, type Args } from '../args';
import { ask } from '../ask';
import { fail, type CommandGroup, type Context, type Failure, type Option } from '../command';
import { createCommand, plainCommands, type Kind } from '../crud';
import { groupOfName, placeOf, placeOptions } from '../places';
import { model } from '../shape';
import { at, columns } from '../tables';
import { registryKind } from './acrKind';
import { done } from '../command';
import { NO_WAIT, TAGS } from '../options';
import { tagsOf } from '../args';
import { makeResourceId } from '../../azure';
import { identityId } from '../targets';

const TYPE = 'Microsoft.ContainerService/managedClusters';
const shape = (cluster: JsonObject): JsonObject =>
	model(cluster, 'identity', 'identityProfile', 'oidcIssuerProfile', 'securityProfile', 'sku');
const kind: Kind = {
	word: 'aks',
	type: TYPE,
	noun: 'Kubernetes cluster',
	byName: true,
	waits: ['create', 'update', 'delete'],
	shape,
	confirm: true,
	table: columns({
		Name: 'name',
		Location: 'location',
		ResourceGroup: 'resourceGroup',
		KubernetesVersion: 'kubernetesVersion',
		CurrentKubernetesVersion: 'currentKubernetesVersion',
		ProvisioningState: 'provisioningState',
		Fqdn: 'fqdn',
	}),
};

/** Lets the cluster's nodes fetch images from a registry: the role AcrPull for the kubelet's identity. */
function* attachAcr(
	cluster: JsonObject,
	args: Args,
	context: Context,
): Conversation<Failure | undefined> {
	const asked = maybe(args, 'attach-acr');
	if (asked === undefined) return undefined;
	const principalId = at(cluster, 'properties.identityProfile.kubeletidentity.objectId');
	if (typeof principalId !== 'string')
		return fail(
			'The simulated cluster tells no kubelet identity. Name one with --assign-kubelet-identity when you create it.',
		);
	const found = asked.startsWith('/')
		? { ok: true as const, group: asked.split('/')[4] ?? '' }
		: yield* groupOfName(registryKind, { given: { name: [asked] } }, context);
	if (!found.ok) return found;
	const scope = asked.startsWith('/')
		? asked
		: makeResourceId(context.subscriptionId, found.group, registryKind.type, asked);
	const granted = yield* ask(
		requests.putRoleAssignment({
			scope,
			subscriptionId: context.subscriptionId,
			roleDefinitionName: ACR_PULL,
			principalId,
			principalType: 'ServicePrincipal',
		}),
	);
	return granted.ok || granted.message.startsWith('(RoleAssignmentExists)') ? undefined : granted;
}

/** AcrPull. @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/containers#acrpull */
const ACR_PULL = '7f951dda-4ed3-4680-a7ca-43fe172d538d';

const FEATURES: readonly Option[] = [
	{
		long: 'enable-oidc-issuer',
		takes: 'none',
		summary: 'Gives the cluster an issuer of tokens, which identities can trust.',
	},
	{
		long: 'enable-workload-identity',
		takes: 'none',
		summary: 'Lets pods come with tokens of that issuer.',
	},
	{ long: 'attach-acr', summary: 'Name or id of a registry that the nodes may fetch images from.' },
];

const features = (args: Args): JsonObject => ({
	...(has(args, 'enable-oidc-issuer') ? { oidcIssuerProfile: { enabled: true } } : {}),
	...(has(args, 'enable-workload-identity')
		? { securityProfile: { workloadIdentity: { enabled: true } } }
		: {}),
});

const ASSIGN: Option = {
	long: 'assign-identity',
	offers: 'identities',
	summary: 'Id of the user-assigned identity of its control plane. Default: its own.',
};

const userIdentity = (id: string): JsonObject => ({
	type: 'UserAssigned',
	userAssignedIdentities: { [id]: {} },
});

/** What `create` sends beside name and place. */
function body(args: Args, context: Context, group: string): JsonObject | Failure {
	const own = maybe(args, 'assign-identity');
	const kubelet = maybe(args, 'assign-kubelet-identity');
	if (kubelet !== undefined && own === undefined)
		return fail(
			'--assign-kubelet-identity can only be specified when --assign-identity is specified',
		);
	return {
		identity:
			own === undefined
				? { type: 'SystemAssigned' }
				: userIdentity(identityId(own, context, group)),
		sku: { name: 'Base', tier: 'Free' },
		properties: {
			dnsPrefix: maybe(args, 'dns-name-prefix') ?? one(args, 'name'),
			servicePrincipalProfile: { clientId: 'msi' },
			agentPoolProfiles: [
				{
					name: 'nodepool1',
					count: Number(maybe(args, 'node-count') ?? 3),
					vmSize: maybe(args, 'node-vm-size') ?? 'Standard_DS2_v2',
					mode: 'System',
					osType: 'Linux',
					type: 'VirtualMachineScaleSets',
				},
			],
			...(kubelet === undefined
				? {}
				: { identityProfile: { kubeletidentity: { resourceId: kubelet } } }),
			...features(args),
		},
	};
}

/**
 * Kubernetes clusters.
 * @see https://learn.microsoft.com/cli/azure/aks
 */
export const aks: CommandGroup = {
	groups: { aks: 'Azure Kubernetes Service.' },
	commands: [
		createCommand(kind, {
			options: [
				{
					long: 'enable-managed-identity',
					takes: 'maybe',
					summary: 'A managed identity for its control plane. Always on.',
				},
				ASSIGN,
				{
					long: 'assign-kubelet-identity',
					offers: 'identities',
					summary: 'Id of the user-assigned identity of its nodes.',
				},
				...FEATURES,
				{ long: 'node-count', short: 'c', summary: 'Number of nodes. Default: 3.' },
				{ long: 'node-vm-size', short: 's', offers: 'sizes', summary: 'Size of the nodes.' },
				{ long: 'dns-name-prefix', short: 'p', summary: 'First part of its host name.' },
				{
					long: 'generate-ssh-keys',
					takes: 'none',
					ignored: true,
					summary: 'Accepted: nobody signs in to its nodes.',
				},
			],
			body,
			after: attachAcr,
			examples: [
				'az aks create -g rg-shop -n aks-shop --enable-oidc-issuer --enable-workload-identity --generate-ssh-keys',
			],
		}),
		...plainCommands(kind),
		{
			name: 'aks update',
			summary: 'Changes the identity of a cluster, its issuer, or the registries it may read.',
			options: [
				...placeOptions(kind),
				{
					long: 'enable-managed-identity',
					takes: 'none',
					summary: 'A managed identity for its control plane.',
				},
				ASSIGN,
				...FEATURES,
				{ long: 'yes', short: 'y', takes: 'none', summary: 'Does not ask first.' },
				TAGS,
				NO_WAIT,
			],
			of: TYPE,
			*run(args, context) {
				const place = yield* placeOf(kind, args, context);
				if (!place.ok) return place;
				const before = yield* ask(requests.get(place.id), true);
				if (!before.ok) return before;
				const own = maybe(args, 'assign-identity');
				const group = place.id.split('/')[4] ?? '';
				const identity =
					own !== undefined
						? userIdentity(identityId(own, context, group))
						: has(args, 'enable-managed-identity')
							? { type: 'SystemAssigned' }
							: undefined;
				const tags = tagsOf(args);
				const { properties, location = null, sku } = before.body;
				const answer = yield* ask(
					requests.putResource(place.id, {
						location,
						...(sku === undefined ? {} : { sku }),
						...(identity ? { identity } : {}),
						...(tags ? { tags } : {}),
						properties: { ...(isObject(properties) ? properties : {}), ...features(args) },
					}),
				);
				if (!answer.ok) return answer;
				const failed = yield* attachAcr(answer.body, args, context);
				return failed ?? done(shape(answer.body));
			},
		},
	],
};
