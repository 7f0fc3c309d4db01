import {
	address,
	isStorage,
	quote,
	type Access,
	type Credential,
	type Target,
	type Written,
} from './target';

const IMPORTS: Readonly<Record<Target['kind'], readonly string[]>> = {
	readSecret: ['com.azure.security.keyvault.secrets.SecretClientBuilder'],
	readBlob: ['com.azure.storage.blob.BlobServiceClientBuilder'],
	listBlobs: ['com.azure.storage.blob.BlobServiceClientBuilder'],
	listResources: [
		'com.azure.core.management.AzureEnvironment',
		'com.azure.core.management.profile.AzureProfile',
		'com.azure.resourcemanager.AzureResourceManager',
	],
};

const ARTIFACTS: Readonly<Record<Target['kind'], string>> = {
	readSecret: 'azure-security-keyvault-secrets',
	readBlob: 'azure-storage-blob',
	listBlobs: 'azure-storage-blob',
	listResources: 'azure-resourcemanager',
};

const OPTION = {
	DefaultAzureCredential: 'managedIdentityClientId',
	ManagedIdentityCredential: 'clientId',
} as const;

const make = ({ name, clientId }: Credential): readonly string[] => [
	`var credential = new ${name}Builder()`,
	...(clientId === undefined ? [] : [`    .${OPTION[name]}(${quote(clientId)})`]),
	'    .build();',
];

const SECRET = [
	'var credential = new ClientSecretCredentialBuilder()',
	'    .tenantId(System.getenv("AZURE_TENANT_ID"))',
	'    .clientId(System.getenv("AZURE_CLIENT_ID"))',
	'    .clientSecret(System.getenv("AZURE_CLIENT_SECRET"))',
	'    .build();',
];

function clientOf(target: Target, access: Access): readonly string[] {
	if (target.kind === 'listResources')
		return [
			'var azure = AzureResourceManager',
			'    .authenticate(credential, new AzureProfile(AzureEnvironment.AZURE))',
			`    .withSubscription(${quote(target.subscriptionId)});`,
		];
	if (target.kind === 'readSecret')
		return [
			'var client = new SecretClientBuilder()',
			`    .vaultUrl(${quote(address(target.vaultUri))})`,
			'    .credential(credential)',
			'    .buildClient();',
		];
	return [
		'var service = new BlobServiceClientBuilder()',
		...(access.by === 'key'
			? ['    .connectionString(System.getenv("AZURE_STORAGE_CONNECTION_STRING"))']
			: [`    .endpoint(${quote(address(target.endpoint))})`, '    .credential(credential)']),
		'    .buildClient();',
	];
}

function work(target: Target): readonly string[] {
	switch (target.kind) {
		case 'readSecret':
			return [
				`var secret = client.getSecret(${quote(target.secret)});`,
				'System.out.println(secret.getValue());',
			];
		case 'readBlob':
			return [
				`var container = service.getBlobContainerClient(${quote(target.container)});`,
				`System.out.println(container.getBlobClient(${quote(target.blob)}).downloadContent());`,
			];
		case 'listBlobs':
			return [
				`var container = service.getBlobContainerClient(${quote(target.container)});`,
				'for (var blob : container.listBlobs())',
				'    System.out.println(blob.getName());',
			];
		case 'listResources':
			return [
				'for (var resource : azure.genericResources()',
				`        .listByResourceGroup(${quote(target.resourceGroup)}))`,
				'    System.out.println(resource.resourceType() + " " + resource.name());',
			];
	}
}

/** The program for Java. @see https://learn.microsoft.com/azure/developer/java/sdk/authentication/overview */
export function java(target: Target, access: Access): Written {
	const connects = access.by === 'key' && isStorage(target);
	const credential = access.by === 'identity' ? access.credential.name : 'ClientSecretCredential';
	const imports = [
		...(connects ? [] : [`com.azure.identity.${credential}Builder`]),
		...IMPORTS[target.kind],
	];
	const body = [
		...(connects ? [] : access.by === 'identity' ? make(access.credential) : SECRET),
		...clientOf(target, access),
		'',
		...work(target),
	];
	const lines = [
		...imports.map((each) => `import ${each};`),
		'',
		'public class Program {',
		'    public static void main(String[] args) {',
		...body.map((line) => (line === '' ? '' : `        ${line}`)),
		'    }',
		'}',
	];
	return {
		code: `${lines.join('\n')}\n`,
		install: [...(connects ? [] : ['azure-identity']), ARTIFACTS[target.kind]]
			.map(
				(name) => `com.azure${name === 'azure-resourcemanager' ? '.resourcemanager' : ''}:${name}`,
			)
			.join('\n'),
	};
}
