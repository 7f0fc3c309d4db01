import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ComputeManagementClient, type VirtualMachine } from '@azure/arm-compute';
import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { ResourceManagementClient } from '@azure/arm-resources';
import { ManagedIdentityCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeToken, makeResourceId, TIMINGS } from '../../src/azure';
import { ROLES } from '../azure/planes';
import { VAULT, VM } from '../azure/support';
import { insideOptions, keepInside, on, personCredential, SdkAzure } from './support';

/** The first half of the story, told by Microsoft's own clients: a machine without an identity reads a secret in the end. */
keepInside();

describe.each(TIMINGS)('a virtual machine, with %s timing', (timing) => {
	let azure: SdkAzure;
	let resources: ResourceManagementClient;
	let compute: ComputeManagementClient;
	let authorization: AuthorizationManagementClient;
	let vmId: string;
	let vaultId: string;
	const GUID = '6f1b5f4c-0d5e-4a3b-9c2d-1e0f2a3b4c5d';
	const roleDefinitionId = (name: string) =>
		`/subscriptions/${azure.subscription}/providers/Microsoft.Authorization/roleDefinitions/${name}`;
	const vault = 'https://kv-shop.vault.azure.net';

	beforeEach(() => {
		azure = new SdkAzure({ timing });
		const ada = personCredential(azure);
		const options = insideOptions(azure);
		resources = new ResourceManagementClient(ada, azure.subscription, options);
		compute = new ComputeManagementClient(ada, azure.subscription, options);
		authorization = new AuthorizationManagementClient(ada, azure.subscription, options);
		vmId = makeResourceId(azure.subscription, 'rg', VM, 'vm-web');
		vaultId = makeResourceId(azure.subscription, 'rg', VAULT, 'kv-shop');
	});

	/** What the learner's program on the machine does. */
	const readSecret = () =>
		on(azure, vmId, async (options) => {
			const credential = new ManagedIdentityCredential(options);
			return new SecretClient(vault, credential, options).getSecret('db-password');
		});

	async function build() {
		await resources.resourceGroups.createOrUpdate('rg', { location: 'westeurope' });
		const poll = { updateIntervalInMs: 0 };
		const vm: VirtualMachine = await compute.virtualMachines
			.createOrUpdate(
				'rg',
				'vm-web',
				{ location: 'westeurope', hardwareProfile: { vmSize: 'Standard_B1s' } },
				poll,
			)
			.pollUntilDone();
		await resources.resources.beginCreateOrUpdateByIdAndWait(
			vaultId,
			'2023-07-01',
			{
				location: 'westeurope',
				properties: {
					sku: { family: 'A', name: 'standard' },
					tenantId: azure.world.tenant.tenantId,
					enableRbacAuthorization: true,
				},
			},
			poll,
		);
		return vm;
	}

	/** Ada may not write secrets either, owner or not, until she gives herself a role. */
	async function storeSecret() {
		const client = new SecretClient(vault, personCredential(azure), insideOptions(azure));
		await authorization.roleAssignments.create(vaultId, 'b0a7c1de-0000-4000-8000-000000000001', {
			roleDefinitionId: roleDefinitionId(ROLES.keyVaultSecretsOfficer),
			principalId: azure.world.signedInAs,
			principalType: 'User',
		});
		letTimePass();
		return client.setSecret('db-password', 'correct horse battery staple');
	}

	/** Role assignments take their time under realistic timing. */
	function letTimePass() {
		azure.letPass(timing === 'realistic' ? 10 : 0);
	}

	it('is created, polled until it is done, and read back', async () => {
		const vm = await build();
		expect(vm).toMatchObject({
			id: vmId,
			name: 'vm-web',
			location: 'westeurope',
			provisioningState: 'Succeeded',
			hardwareProfile: { vmSize: 'Standard_B1s' },
		});
		expect(vm.identity).toBeUndefined();
		const names: string[] = [];
		for await (const each of resources.resources.listByResourceGroup('rg'))
			names.push(each.name ?? '');
		expect(names.sort()).toEqual(['kv-shop', 'vm-web']);
	});

	it('gets an identity, is refused, is granted a role, reads the secret, and takes its identity along', async () => {
		await build();
		await expect(readSecret()).rejects.toThrow(/Identity not found/);

		const withIdentity = await compute.virtualMachines
			.update('rg', 'vm-web', { identity: { type: 'SystemAssigned' } }, { updateIntervalInMs: 0 })
			.pollUntilDone();
		const principalId = withIdentity.identity?.principalId ?? '';
		expect(withIdentity.identity).toMatchObject({
			type: 'SystemAssigned',
			tenantId: azure.world.tenant.tenantId,
		});

		const owner = new SecretClient(vault, personCredential(azure), insideOptions(azure));
		await expect(owner.setSecret('db-password', 'x')).rejects.toMatchObject({
			statusCode: 403,
			code: 'Forbidden',
		});
		const stored = await storeSecret();
		expect(stored.properties.version).toMatch(/^[0-9a-f]{32}$/);

		await expect(readSecret()).rejects.toMatchObject({
			statusCode: 403,
			code: 'Forbidden',
			message: expect.stringContaining(`oid=${principalId};`),
		});

		const assignment = await authorization.roleAssignments.create(vaultId, GUID, {
			roleDefinitionId: roleDefinitionId(ROLES.keyVaultSecretsUser),
			principalId,
			principalType: 'ServicePrincipal',
		});
		expect(assignment).toMatchObject({ name: GUID, scope: vaultId, principalId });
		if (timing === 'realistic') await expect(readSecret()).rejects.toThrow(/not authorized/);
		letTimePass();
		const secret = await readSecret();
		expect(secret.value).toBe('correct horse battery staple');
		expect(secret.properties.id).toBe(stored.properties.id);

		await compute.virtualMachines.delete('rg', 'vm-web', { updateIntervalInMs: 0 }).pollUntilDone();
		await expect(compute.virtualMachines.get('rg', 'vm-web')).rejects.toMatchObject({
			statusCode: 404,
			code: 'ResourceNotFound',
		});
		const principal = azure.answer({
			method: 'GET',
			url: `https://graph.microsoft.com/v1.0/servicePrincipals/${principalId}`,
			headers: {},
		});
		expect(principal.status).toBe(404);
		const orphans: string[] = [];
		for await (const each of authorization.roleAssignments.listForScope(vaultId, {
			filter: 'atScope()',
		}))
			if (each.principalId === principalId) orphans.push(each.name ?? '');
		expect(orphans).toEqual([GUID]);
	});

	it('tells its own client id only at the identity’s own address', async () => {
		await build();
		await compute.virtualMachines
			.update('rg', 'vm-web', { identity: { type: 'SystemAssigned' } }, { updateIntervalInMs: 0 })
			.pollUntilDone();
		const identities = new ManagedServiceIdentityClient(
			personCredential(azure),
			azure.subscription,
			insideOptions(azure),
		);
		const system = await identities.systemAssignedIdentities.getByScope(vmId);
		const token = await on(azure, vmId, (options) =>
			new ManagedIdentityCredential(options).getToken('https://vault.azure.net/.default'),
		);
		expect(decodeToken(token.token)).toMatchObject({
			appid: system.clientId,
			oid: system.principalId,
			tid: system.tenantId,
		});
		const life = token.expiresOnTimestamp - Date.now();
		expect(Math.abs(life - 86_400_000)).toBeLessThan(timing === 'realistic' ? 10 * 60_000 : 60_000);
	});
});
