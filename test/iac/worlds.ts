import { groupScope, parseJson, requests, type JsonObject, type World } from '../../src/azure';
import { Azure, SITE, STORAGE, USER_ASSIGNED, VAULT, VM } from '../azure/support';

/** Worlds that somebody could have built. */

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const SECRETS_USER = '4633458b-17de-408a-b874-0445c86b69e6';
const BLOB_READER = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1';

class Builder extends Azure {
	within(group: string, type: string, ...names: string[]) {
		return this.id(type, ...names).replace('/resourceGroups/rg/', `/resourceGroups/${group}/`);
	}
	make(id: string, body: JsonObject) {
		const response = this.send(requests.putResource(id, body));
		if (response.status >= 300) throw new Error(`${id}: ${response.body}`);
		return (parseJson(response.body) ?? {}) as JsonObject;
	}
	groupNamed(name: string, location = 'westeurope') {
		this.send(requests.putResourceGroup(this.subscription, name, location));
		return groupScope(this.subscription, name);
	}
	grant(
		scope: string,
		role: string,
		principalId: string,
		principalType: 'ServicePrincipal' | 'User' = 'ServicePrincipal',
	) {
		const response = this.send(
			requests.putRoleAssignment({
				scope,
				subscriptionId: this.subscription,
				roleDefinitionName: role,
				principalId,
				principalType,
			}),
		);
		if (response.status >= 300) throw new Error(response.body);
	}
	systemOf(id: string) {
		return this.identityOf(id)?.principalId ?? '';
	}
}

/** One group: a machine with an identity that reads a vault and a storage account. */
export function shop(): World {
	const azure = new Builder();
	azure.groupNamed('rg-shop');
	const location = 'westeurope';
	const identity = azure.within('rg-shop', USER_ASSIGNED, 'id-shop');
	azure.make(identity, { location });
	const user = { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [identity]: {} } };
	const vm = azure.within('rg-shop', VM, 'vm-web');
	azure.make(vm, {
		location,
		identity: user,
		tags: { env: 'test', "who's": '[odd]' },
		properties: {
			hardwareProfile: { vmSize: 'Standard_B2s' },
			osProfile: { computerName: 'vm-web', adminUsername: 'ada' },
		},
	});
	const vault = azure.within('rg-shop', VAULT, 'kv-shop');
	azure.make(vault, { location, properties: {} });
	const account = azure.within('rg-shop', STORAGE, 'shopfiles');
	azure.make(account, { location, sku: { name: 'Standard_LRS' }, kind: 'StorageV2' });
	azure.send(requests.putContainer(account, 'photos'));
	azure.send(requests.putSecretThroughArm(vault, 'db-password', 'geheim'));
	const principal = azure.systemOf(vm);
	azure.grant(vault, SECRETS_USER, principal);
	azure.grant(`${account}/blobServices/default/containers/photos`, BLOB_READER, principal);
	const shared = azure.world.resources[identity.toLowerCase()]?.properties.principalId;
	azure.grant(groupScope(azure.subscription, 'rg-shop'), READER, String(shared));
	const bela = Object.values(azure.world.users).find(({ key }) => key !== 'ada');
	azure.grant(`${vault}/secrets/db-password`, SECRETS_USER, bela?.id ?? '', 'User');
	return azure.world;
}

/** Three groups that use each other's identities, an app with settings, an orphan, a custom role, locks. */
export function company(): World {
	const azure = new Builder();
	for (const name of ['rg-app', 'rg-data', '1-shared'])
		azure.groupNamed(name, name === 'rg-data' ? 'northeurope' : 'westeurope');
	const location = 'westeurope';
	const shared = azure.within('1-shared', USER_ASSIGNED, 'id-shared');
	azure.make(shared, { location, tags: { team: 'platform' } });
	const own = azure.within('rg-app', USER_ASSIGNED, 'app');
	azure.make(own, { location });
	const vault = azure.within('rg-data', VAULT, 'kv-company');
	azure.make(vault, {
		location: 'northeurope',
		properties: { enableRbacAuthorization: false, accessPolicies: [] },
	});
	const client = String(azure.world.resources[own.toLowerCase()]?.properties.clientId);
	const plan = azure.within('rg-app', 'Microsoft.Web/serverfarms', 'plan');
	azure.make(plan, {
		location,
		sku: { name: 'B1' },
		kind: 'linux',
		properties: { reserved: true },
	});
	const site = azure.within('rg-app', SITE, 'app');
	azure.make(site, {
		location,
		kind: 'app,linux',
		identity: { type: 'UserAssigned', userAssignedIdentities: { [own]: {}, [shared]: {} } },
		properties: {
			serverFarmId: plan,
			reserved: true,
			siteConfig: {
				appSettings: [
					{ name: 'AZURE_CLIENT_ID', value: client },
					{ name: 'STORE', value: 'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=abc==' },
					{ name: 'TEXT', value: "it's ${fine} {0} [x]\nsecond" },
				],
			},
		},
	});
	const slot = `${site}/slots/staging`;
	azure.make(slot, { location, identity: { type: 'SystemAssigned' } });
	const machine = azure.within('rg-data', VM, 'vm-data');
	azure.make(machine, {
		location: 'northeurope',
		identity: { type: 'UserAssigned', userAssignedIdentities: { [own]: {} } },
	});
	azure.make(azure.within('1-shared', VM, 'app'), {
		location,
		identity: { type: 'SystemAssigned' },
	});
	azure.make(`${shared}/federatedIdentityCredentials/github`, {
		properties: {
			issuer: 'https://token.actions.githubusercontent.com',
			subject: 'repo:contoso/shop:ref:refs/heads/main',
			audiences: ['api://AzureADTokenExchange'],
		},
	});
	const gone = azure.within('rg-app', VM, 'gone');
	azure.make(gone, { location, identity: { type: 'SystemAssigned' } });
	azure.grant(vault, SECRETS_USER, azure.systemOf(gone));
	azure.send(requests.del(gone));
	azure.grant(vault, SECRETS_USER, azure.systemOf(slot));
	azure.grant(groupScope(azure.subscription, 'rg-app'), READER, azure.systemOf(slot));
	azure.grant(
		`/subscriptions/${azure.subscription}`,
		READER,
		String(azure.world.resources[shared.toLowerCase()]?.properties.principalId),
	);
	const role = '5d9bdc4e-8e0f-4b52-9a3c-3b8a2c6d7e01';
	azure.send(
		requests.arm(
			'PUT',
			`/subscriptions/${azure.subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
			{
				properties: {
					roleName: 'Machine watcher',
					description: 'Looks at machines.',
					permissions: [
						{
							actions: ['Microsoft.Compute/*/read'],
							notActions: [],
							dataActions: [],
							notDataActions: [],
						},
					],
					assignableScopes: [`/subscriptions/${azure.subscription}`],
				},
			},
		),
	);
	azure.grant(
		groupScope(azure.subscription, 'rg-data'),
		role,
		azure.systemOf(azure.within('1-shared', VM, 'app')),
	);
	for (const [scope, name, level] of [
		[groupScope(azure.subscription, 'rg-data'), 'keep', 'CanNotDelete'],
		[vault, 'frozen', 'ReadOnly'],
	])
		azure.send(
			requests.arm('PUT', `${scope}/providers/Microsoft.Authorization/locks/${name}`, {
				properties: { level: level ?? '' },
			}),
		);
	return azure.world;
}
