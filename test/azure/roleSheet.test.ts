// Built-in roles: the GUIDs that Microsoft publishes, how much each lists, and what is easily taken for granted.
import { describe, expect, test } from 'vitest';
import { requests } from '../../src/azure';
import { Planes } from './planes';

const azure = new Planes();
azure.group();
const roleOf = (guid: string) => {
	const id = `/subscriptions/${azure.subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
	const { properties } = azure.ask(requests.get(id)) as {
		properties: {
			roleName: string;
			assignableScopes: string[];
			permissions: Record<'actions' | 'notActions' | 'dataActions' | 'notDataActions', string[]>[];
		};
	};
	return properties;
};

/**
 * Name, GUID, and how many actions, not-actions, data actions and not-data-actions: as Resource Manager listed them in 2023, and
 * as Microsoft's pages and a list of August 2026 have changed them since.
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
const ROLES = [
	['Owner', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', '1 0 0 0'],
	['Contributor', 'b24988ac-6180-42a0-ab88-20f7382dd24c', '1 11 0 0'],
	['Reader', 'acdd72a7-3385-48ef-bd42-f606fba81ae7', '1 0 0 0'],
	['User Access Administrator', '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', '3 0 0 0'],
	['Role Based Access Control Administrator', 'f58310d9-a9f6-439a-9e8d-f62e7b41a168', '4 0 0 0'],
	['Managed Identity Operator', 'f1a07417-d97a-45cb-824c-7a7467783830', '7 0 0 0'],
	['Managed Identity Contributor', 'e40ec5ca-96e0-45a2-b4ff-59039f2c2b59', '12 0 0 0'],
	['Virtual Machine Contributor', '9980e02c-c2be-4d73-94e8-173b1dc7cf3c', '45 0 0 0'],
	['Website Contributor', 'de139f84-1756-47ae-9be6-808fbbe84772', '13 0 0 0'],
	['Key Vault Administrator', '00482a5a-887f-4fb3-b363-3b7fe8e74483', '10 0 1 0'],
	['Key Vault Reader', '21090545-7ca7-4776-b22c-e363652d74d2', '9 0 2 0'],
	['Key Vault Secrets User', '4633458b-17de-408a-b874-0445c86b69e6', '0 0 2 0'],
	['Key Vault Secrets Officer', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', '10 0 1 0'],
	['Key Vault Crypto User', '12338af0-0e69-4776-bea7-57ae8d297424', '0 0 9 0'],
	['Key Vault Certificate User', 'db79e9a7-68ee-4b58-9aeb-b90e7c24fcba', '0 0 4 0'],
	['Key Vault Contributor', 'f25e0fa2-a7c8-4377-a976-54943a77a395', '6 3 0 0'],
	['Storage Account Contributor', '17d1049b-9a84-46fb-8f53-869881c3d3ab', '9 0 0 0'],
	['Storage Blob Data Reader', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', '2 0 1 0'],
	['Storage Blob Data Contributor', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe', '4 0 5 0'],
	['Storage Blob Data Owner', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', '2 0 1 0'],
	['Storage Queue Data Reader', '19e7f393-937e-4f77-808e-94535e297925', '1 0 1 0'],
	['Storage Queue Data Contributor', '974c5e8b-45b9-4653-ba55-5f855dd0fb88', '3 0 4 0'],
	['Storage Queue Data Message Processor', '8a0f0c08-91a1-4084-bc3d-661d67233fed', '0 0 2 0'],
	['Storage Queue Data Message Sender', 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a', '0 0 1 0'],
	['Storage Table Data Reader', '76199698-9eea-4c19-bc75-cec21354c6b6', '1 0 1 0'],
	['Storage Table Data Contributor', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', '3 0 5 0'],
	['AcrPull', '7f951dda-4ed3-4680-a7ca-43fe172d538d', '1 0 0 0'],
	['AcrPush', '8311e382-0749-4cb8-b61a-304f252e45ec', '2 0 0 0'],
	['Azure Service Bus Data Owner', '090c5cfd-751d-490a-894a-3ce6f1109419', '1 0 1 0'],
	['Azure Service Bus Data Receiver', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0', '3 0 1 0'],
	['Azure Service Bus Data Sender', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39', '3 0 1 0'],
	['Azure Event Hubs Data Owner', 'f526a384-b230-433a-b45c-95f59c4a2dec', '1 0 1 0'],
	['Azure Event Hubs Data Receiver', 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde', '1 0 1 0'],
	['Azure Event Hubs Data Sender', '2b629674-e913-4c01-ae53-ef4638d8f975', '1 0 1 0'],
	['App Configuration Data Owner', '5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b', '0 0 4 0'],
	['App Configuration Data Reader', '516239f1-63e1-4d78-a4de-a74fb236a071', '0 0 1 0'],
	['Cognitive Services User', 'a97b65f3-24c7-4388-baec-2e87135dc908', '13 0 1 3'],
	['Cognitive Services OpenAI User', '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd', '3 0 16 1'],
	['Monitoring Reader', '43d0d8ad-25c7-4714-9337-8ba259a9fe05', '3 0 0 0'],
	['Monitoring Metrics Publisher', '3913510d-42f4-4e42-8a64-420c390055eb', '3 0 2 0'],
	['Log Analytics Reader', '73c42c96-874c-492b-b04d-ab87d138a893', '4 1 1 0'],
] as const;

describe('a built-in role', () => {
	test.each(ROLES)('%s is %s and lists %s', (name, guid, counts) => {
		const { roleName, assignableScopes, permissions } = roleOf(guid);
		const [permission] = permissions;
		expect(roleName).toBe(name);
		expect(assignableScopes).toEqual(['/']);
		expect(permissions).toHaveLength(1);
		const { actions, notActions, dataActions, notDataActions } = permission ?? {
			actions: [],
			notActions: [],
			dataActions: [],
			notDataActions: [],
		};
		expect(
			[actions, notActions, dataActions, notDataActions].map(({ length }) => length).join(' '),
		).toBe(counts);
	});
});

const listed = (name: string) => {
	const [, guid = ''] = ROLES.find(([each]) => each === name) ?? [];
	const [permission] = roleOf(guid).permissions;
	return { actions: permission?.actions ?? [], dataActions: permission?.dataActions ?? [] };
};

describe('what is easily taken for granted', () => {
	test('whoever pulls and pushes images does so by control-plane actions', () => {
		expect(listed('AcrPull')).toEqual({
			actions: ['Microsoft.ContainerRegistry/registries/pull/read'],
			dataActions: [],
		});
		expect(listed('AcrPush').dataActions).toEqual([]);
	});
	test('reading messages of a queue and sending them are two roles', () => {
		const QUEUE = 'Microsoft.Storage/storageAccounts/queueServices/queues/messages';
		expect(listed('Storage Queue Data Message Sender').dataActions).toEqual([
			`${QUEUE}/add/action`,
		]);
		expect([...listed('Storage Queue Data Message Processor').dataActions].sort()).toEqual([
			`${QUEUE}/process/action`,
			`${QUEUE}/read`,
		]);
	});
	test('who manages vaults, accounts or machines lists no data actions', () => {
		for (const name of [
			'Key Vault Contributor',
			'Storage Account Contributor',
			'Virtual Machine Contributor',
			'Website Contributor',
			'Managed Identity Contributor',
		])
			expect(listed(name).dataActions).toEqual([]);
	});
	test('Managed Identity Contributor makes federated credentials and revokes tokens, and attaches nothing', () => {
		const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
		const { actions } = listed('Managed Identity Contributor');
		expect(actions).toContain(`${IDENTITY}/revokeTokens/action`);
		expect(
			actions.some((each) => each.startsWith(`${IDENTITY}/federatedIdentityCredentials/`)),
		).toBe(true);
		expect(actions.some((each) => /\/assign\//i.test(each))).toBe(false);
	});
});
