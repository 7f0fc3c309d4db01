// A world with one of everything that a program can ask for, and a machine and an app that may.
import type { Resource, World } from '../../src/azure';
import { withItem } from '../../src/azure/data/items';
import { idOf, runAll, shop } from '../playground/support';

const role = (name: string, who: string, scope: string) =>
	`az role assignment create --assignee ${who} --role "${name}" --scope ${scope}`;
const idIn = (command: string) => `$(az ${command} --query id -o tsv)`;
const VAULT = idIn('keyvault show -n kv-shop');
const ACCOUNT = idIn('storage account show -n stshop');
const STORE = idIn('appconfig show -n shop-settings');
const GROUP = idIn('group show -n rg-shop');
const SYSTEM = '$(az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv)';
const USER = '$(az identity show -g rg-shop -n id-app --query principalId -o tsv)';
const ADA = 'ada@contoso.onmicrosoft.com';

/** What a program's identity has to be, over the whole group. */
const ROLES = [
	'Key Vault Secrets User',
	'Key Vault Crypto User',
	'Key Vault Certificate User',
	'Storage Blob Data Reader',
	'Storage Queue Data Contributor',
	'Storage Table Data Reader',
	'App Configuration Data Reader',
	'AcrPull',
	'Azure Service Bus Data Owner',
	'Azure Event Hubs Data Sender',
	'Reader',
];

const LINES = [
	'az vm identity assign -g rg-shop -n vm-web',
	'az storage account create -g rg-shop -n stshop',
	...['Blob', 'Queue', 'Table'].map((each) =>
		role(`Storage ${each} Data Contributor`, ADA, ACCOUNT),
	),
	role('Key Vault Administrator', ADA, VAULT),
	'az keyvault key create --vault-name kv-shop -n signing --kty RSA',
	'az keyvault certificate create --vault-name kv-shop -n web -p "$(az keyvault certificate get-default-policy)"',
	'az storage container create --account-name stshop -n photos --auth-mode login',
	`az storage blob upload --account-name stshop -c photos -n "it's/cat.txt" --data "a cat" --auth-mode login`,
	'az storage queue create --account-name stshop -n orders --auth-mode login',
	'az storage message put --account-name stshop -q orders --content "1 apple" --auth-mode login',
	'az storage table create --account-name stshop -n sales --auth-mode login',
	'az storage entity insert --account-name stshop -t sales -e PartitionKey=2026 RowKey=1 --auth-mode login',
	'az appconfig create -g rg-shop -n shop-settings -l westeurope',
	role('App Configuration Data Owner', ADA, STORE),
	'az appconfig kv set -n shop-settings --key Color --value red --auth-mode login --yes',
	'az acr create -g rg-shop -n shopimages --sku Standard',
	'az acr import -n shopimages --source mcr.microsoft.com/azure-cli:latest -t tools/cli:v1',
	'az servicebus namespace create -g rg-shop -n sb-shop -l westeurope',
	'az servicebus queue create -g rg-shop --namespace-name sb-shop -n parcels',
	'az eventhubs namespace create -g rg-shop -n hubs-shop -l westeurope',
	'az eventhubs eventhub create -g rg-shop --namespace-name hubs-shop -n clicks',
	'az cosmosdb create -g rg-shop -n shop-orders',
	'az identity create -g rg-shop -n id-app',
	'az functionapp create -g rg-shop -n func-shop --storage-account stshop --consumption-plan-location westeurope --functions-version 4',
	`az functionapp identity assign -g rg-shop -n func-shop --identities ${idIn('identity show -g rg-shop -n id-app')}`,
	...[SYSTEM, USER].flatMap((who) => ROLES.map((name) => role(name, who, GROUP))),
];

/** The world, the machine with its own identity, and the app with one that was made before. */
export interface ProgramWorld {
	readonly world: World;
	readonly machine: Resource;
	readonly app: Resource;
	/** Of the app's identity. */
	readonly clientId: string;
}

/** Builds it. */
export function programWorld(): ProgramWorld {
	const playground = shop();
	runAll(playground, LINES);
	const account = idOf(playground, 'shop-orders');
	const child = (type: string, names: string, resource: object) => {
		const body = JSON.stringify({ properties: { resource } });
		const { exchanges } = playground.send({
			method: 'PUT',
			url: `https://management.azure.com${account}/${type}/${names}?api-version=2024-05-15`,
			headers: {},
			body,
		});
		const answer = exchanges.at(-1)?.response;
		if (!answer || answer.status >= 400) throw new Error(answer?.body ?? 'No answer.');
	};
	child('sqlDatabases', 'shop', { id: 'shop' });
	child('sqlDatabases', 'shop/containers/orders', {
		id: 'orders',
		partitionKey: { paths: ['/customer'], kind: 'Hash' },
	});
	const { world } = playground;
	const found = (name: string) => world.resources[idOf(playground, name).toLowerCase()] as Resource;
	const app = found('func-shop');
	return {
		world: withItem(world, {
			kind: 'documents',
			ownerId: `${account}/sqlDatabases/shop/containers/orders`,
			name: 'order-1',
			body: { id: 'order-1', customer: 'grace' },
			etag: '00000000-0000-0000-0000-000000000001',
			changedAt: world.now,
		}),
		machine: found('vm-web'),
		app,
		clientId: app.identity?.user[0]?.clientId ?? '',
	};
}
