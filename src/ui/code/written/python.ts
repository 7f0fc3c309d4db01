import {
	address,
	isStorage,
	quote,
	type Access,
	type Credential,
	type Target,
	type Written,
} from './target';

const OPTION = {
	DefaultAzureCredential: 'managed_identity_client_id',
	ManagedIdentityCredential: 'client_id',
} as const;

const PACKAGES: Readonly<
	Record<Target['kind'], readonly [name: string, module: string, client: string]>
> = {
	readSecret: ['azure-keyvault-secrets', 'azure.keyvault.secrets', 'SecretClient'],
	readBlob: ['azure-storage-blob', 'azure.storage.blob', 'BlobServiceClient'],
	listBlobs: ['azure-storage-blob', 'azure.storage.blob', 'BlobServiceClient'],
	listResources: [
		'azure-mgmt-resource',
		'azure.mgmt.resource.resources',
		'ResourceManagementClient',
	],
};

const make = ({ name, clientId }: Credential): string =>
	`credential = ${name}(${clientId === undefined ? '' : `${OPTION[name]}=${quote(clientId)}`})`;

const SECRET = [
	'credential = ClientSecretCredential(',
	'    tenant_id=os.environ["AZURE_TENANT_ID"],',
	'    client_id=os.environ["AZURE_CLIENT_ID"],',
	'    client_secret=os.environ["AZURE_CLIENT_SECRET"],',
	')',
];

function clientOf(target: Target, access: Access): readonly string[] {
	const client = PACKAGES[target.kind][2];
	if (target.kind === 'listResources')
		return [`client = ${client}(credential, ${quote(target.subscriptionId)})`];
	if (target.kind === 'readSecret')
		return [
			`client = ${client}(vault_url=${quote(address(target.vaultUri))}, credential=credential)`,
		];
	return access.by === 'key'
		? [
				`service = ${client}.from_connection_string(`,
				'    os.environ["AZURE_STORAGE_CONNECTION_STRING"]',
				')',
			]
		: [`service = ${client}(${quote(address(target.endpoint))}, credential=credential)`];
}

function work(target: Target): readonly string[] {
	switch (target.kind) {
		case 'readSecret':
			return [`secret = client.get_secret(${quote(target.secret)})`, 'print(secret.value)'];
		case 'readBlob':
			return [
				`blob = service.get_blob_client(${quote(target.container)}, ${quote(target.blob)})`,
				'print(blob.download_blob().readall().decode())',
			];
		case 'listBlobs':
			return [
				`container = service.get_container_client(${quote(target.container)})`,
				'for blob in container.list_blobs():',
				'    print(blob.name)',
			];
		case 'listResources':
			return [
				`for resource in client.resources.list_by_resource_group(${quote(target.resourceGroup)}):`,
				'    print(resource.type, resource.name)',
			];
	}
}

/** The program for Python. @see https://learn.microsoft.com/azure/developer/python/sdk/authentication/overview */
export function python(target: Target, access: Access): Written {
	const [name, module, client] = PACKAGES[target.kind];
	const connects = access.by === 'key' && isStorage(target);
	const credential = access.by === 'identity' ? access.credential.name : 'ClientSecretCredential';
	const lines = [
		...(access.by === 'key' ? ['import os', ''] : []),
		...(connects ? [] : [`from azure.identity import ${credential}`]),
		`from ${module} import ${client}`,
		'',
		...(connects ? [] : access.by === 'identity' ? [make(access.credential)] : SECRET),
		...clientOf(target, access),
		'',
		...work(target),
	];
	return {
		code: `${lines.join('\n')}\n`,
		install: `pip install ${connects ? '' : 'azure-identity '}${name}`,
	};
}
