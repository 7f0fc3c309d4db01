import {
	createWorld,
	handle,
	isObject,
	parseJson,
	soundWorld,
	type Json,
	type JsonObject,
	type World,
} from '../../src/azure';

/** What became of a template that was deployed into an empty subscription. */
export interface Verdict {
	/** `Succeeded`, `Failed`, or `Refused` when it was never begun. */
	readonly state: string;
	/** Azure's reasons, `code: message`, the innermost ones. */
	readonly reasons: readonly string[];
	/** What is not sound in the world afterwards. */
	readonly unsound: readonly string[];
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The innermost reasons of an error. */
export function reasonsOf(error: Json | undefined): string[] {
	if (!isObject(error)) return [];
	return Array.isArray(error.details)
		? (error.details as readonly Json[]).flatMap(reasonsOf)
		: [`${textOf(error.code)}: ${textOf(error.message)}`];
}

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const OWNER =
	'/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
const subscriptionOf = (world: World): string => Object.keys(world.subscriptions)[0] ?? '';
const userOf = (world: World): string => Object.keys(world.users)[0] ?? '';
/** The identity that is there before, for templates that want a service principal. */
const principalOf = (world: World): string =>
	Object.values(world.servicePrincipals).find(({ displayName }) => displayName === 'id-given')
		?.id ?? '';
const RESOURCE = '/providers/Microsoft.Storage/storageAccounts/given1234567';

/** What is given for texts, by what the parameter is called. */
const GIVEN: readonly (readonly [name: RegExp, value: (world: World) => string])[] = [
	[/tenant.?id/i, (world) => world.tenant.tenantId],
	[/subscription.?id/i, subscriptionOf],
	[/^(?:principalId|principalid)$/, principalOf],
	[/subnetName2/i, () => 'given7654321'],
	[/principal.?type/i, () => 'ServicePrincipal'],
	[
		/SubnetRoleAssignmentName/i,
		() => `given1234567/given1234567/Microsoft.Authorization/${READER}`,
	],
	[/newOrExisting/i, () => 'new'],
	[/role.?definition/i, () => READER],
	[/(?:sp|serviceprincipal|provider).?object.?id/i, principalOf],
	[/(?:principal|object|user|admin|client|app).?(?:object)?.?id|sid$/i, userOf],
	[
		/resource.?id|workspace.?id|vnet.?id/i,
		(world) => `/subscriptions/${subscriptionOf(world)}/resourceGroups/rg${RESOURCE}`,
	],
	[/witness/i, () => 'givenwitness'],
	[/sshpublickey/i, () => 'ssh-rsa AAAA'],
	[/resource.?group/i, () => 'rg'],
	[/artifactslocation$/i, () => 'https://example.com/artifacts/'],
	[/location$|region/i, () => 'westeurope'],
	[/sastoken/i, () => ''],
	[/password|secret$|sshpublickey/i, () => 'Correct-Horse-7-Battery'],
];

/** Parameters that have a default value and whose default cannot be used as it is. */
const OVERRIDDEN =
	/^(?:_artifactsLocation|newOrExistingService|clusterWitnessStorageAccountName|.*SshPublicKey|.*SubnetRoleAssignmentName)$/i;

/** A value that somebody would give for a parameter of that name. */
function sensible(world: World, name: string, declared: JsonObject): Json {
	const { allowedValues, minValue, minLength, maxLength } = declared;
	if (Array.isArray(allowedValues)) return (allowedValues as readonly Json[])[0] ?? '';
	const user = userOf(world);
	switch (textOf(declared.type).toLowerCase()) {
		case 'int':
			return typeof minValue === 'number' ? minValue : 1;
		case 'bool':
			return true;
		case 'array':
			if (/^secrets$/i.test(name)) return [{ name: 'db', value: 'Correct-Horse-7-Battery' }];
			if (/^(?:CNAMEs|As|TXTs)$/.test(name)) return [{ name: 'www', value: '10.0.0.1', TTL: 60 }];
			if (/role/i.test(name)) return [READER];
			return /object.?ids|principals/i.test(name) ? [user] : ['one', 'two'];
		case 'object':
		case 'secureobject':
			return {};
	}
	for (const [pattern, value] of GIVEN) if (pattern.test(name)) return value(world);
	const least = typeof minLength === 'number' ? minLength : 0;
	const most = typeof maxLength === 'number' ? maxLength : 12;
	return 'given1234567'.slice(0, Math.max(most, 1)).padEnd(least, '0');
}

/** Deploys a template at the scope of its schema, with what it needs given. */
export function deployWhole(template: JsonObject): Verdict {
	let world = createWorld({ seed: 'templates' });
	const [subscription = ''] = Object.keys(world.subscriptions);
	const schema = textOf(template.$schema).toLowerCase();
	const scope = schema.includes('subscriptiondeployment')
		? `/subscriptions/${subscription}`
		: schema.includes('tenantdeployment')
			? ''
			: schema.includes('managementgroup')
				? `/providers/Microsoft.Management/managementGroups/${world.tenant.tenantId}`
				: `/subscriptions/${subscription}/resourceGroups/rg`;
	const send = (method: string, path: string, body?: JsonObject) => {
		const url = `https://management.azure.com${path}?api-version=2022-09-01`;
		const [next, response] = handle(world, {
			method,
			url,
			headers: {},
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		world = next;
		const answer = parseJson(response.body);
		return isObject(answer) ? answer : {};
	};
	const group = `/subscriptions/${subscription}/resourceGroups/rg`;
	const network = `${group}/providers/Microsoft.Network/virtualNetworks/given1234567`;
	send('PUT', group, { location: 'westeurope' });
	send('PUT', `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-given`, {
		location: 'westeurope',
	});
	const declared = JSON.stringify(template.parameters ?? '');
	if (declared.includes('keyVaultResourceGroupName'))
		send('PUT', `${group}/providers/Microsoft.KeyVault/vaults/given1234567`, {
			location: 'westeurope',
			properties: {},
		});
	if (declared.includes('existingVirtualNetwork')) {
		send('PUT', network, { location: 'westeurope' });
		send('PUT', `${network}/subnets/given1234567`, {});
	}
	// Nobody may deploy to a tenant who has not made himself Owner of it.
	if (scope === '') {
		send('POST', '/providers/Microsoft.Authorization/elevateAccess');
		send('PUT', `/providers/Microsoft.Authorization/roleAssignments/${READER}`, {
			properties: { roleDefinitionId: OWNER, principalId: userOf(world) },
		});
	}
	const parameters = Object.fromEntries(
		Object.entries(isObject(template.parameters) ? template.parameters : {}).flatMap(
			([name, declared]) =>
				isObject(declared) &&
				(OVERRIDDEN.test(name) || declared.defaultValue === undefined) &&
				declared.nullable !== true
					? [[name, { value: sensible(world, name, declared) }]]
					: [],
		),
	);
	const path = `${scope}/providers/Microsoft.Resources/deployments/given`;
	const begun = send('PUT', path, {
		...(scope.includes('resourceGroups') ? {} : { location: 'westeurope' }),
		properties: { mode: 'Incremental', template, parameters },
	});
	const { properties } = send('GET', path);
	const over = isObject(properties) ? properties : undefined;
	return {
		state: over ? textOf(over.provisioningState) : 'Refused',
		reasons: reasonsOf(over ? over.error : begun.error),
		unsound: soundWorld(world),
	};
}
