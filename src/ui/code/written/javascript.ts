import {
	address,
	isStorage,
	type Access,
	type Credential,
	type Target,
	type Written,
} from './target';

const quote = (text: string): string =>
	`'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;

const OPTION = {
	DefaultAzureCredential: 'managedIdentityClientId',
	ManagedIdentityCredential: 'clientId',
} as const;

function make({ name, clientId }: Credential): string {
	if (clientId === undefined) return `const credential = new ${name}();`;
	return `const credential = new ${name}({\n\t${OPTION[name]}: ${quote(clientId)},\n});`;
}

const PACKAGES: Readonly<Record<Target['kind'], readonly [name: string, client: string]>> = {
	readSecret: ['@azure/keyvault-secrets', 'SecretClient'],
	readBlob: ['@azure/storage-blob', 'BlobServiceClient'],
	listBlobs: ['@azure/storage-blob', 'BlobServiceClient'],
	listResources: ['@azure/arm-resources', 'ResourceManagementClient'],
};

const SECRET = [
	'const credential = new ClientSecretCredential(',
	'\tprocess.env.AZURE_TENANT_ID,',
	'\tprocess.env.AZURE_CLIENT_ID,',
	'\tprocess.env.AZURE_CLIENT_SECRET,',
	');',
];

function clientOf(target: Target, access: Access): string {
	const client = PACKAGES[target.kind][1];
	if (target.kind === 'listResources')
		return `const client = new ${client}(credential, ${quote(target.subscriptionId)});`;
	if (target.kind === 'readSecret')
		return `const client = new ${client}(${quote(address(target.vaultUri))}, credential);`;
	return access.by === 'key'
		? `const service = ${client}.fromConnectionString(\n\tprocess.env.AZURE_STORAGE_CONNECTION_STRING,\n);`
		: `const service = new ${client}(${quote(address(target.endpoint))}, credential);`;
}

function work(target: Target): readonly string[] {
	switch (target.kind) {
		case 'readSecret':
			return [
				`const secret = await client.getSecret(${quote(target.secret)});`,
				'console.log(secret.value);',
			];
		case 'readBlob':
			return [
				`const container = service.getContainerClient(${quote(target.container)});`,
				`const answer = await container.getBlobClient(${quote(target.blob)}).download();`,
				'console.log(await text(answer.readableStreamBody));',
			];
		case 'listBlobs':
			return [
				`const container = service.getContainerClient(${quote(target.container)});`,
				'for await (const blob of container.listBlobsFlat()) {',
				'\tconsole.log(blob.name);',
				'}',
			];
		case 'listResources':
			return [
				`for await (const resource of client.resources.listByResourceGroup(${quote(target.resourceGroup)})) {`,
				'\tconsole.log(resource.type, resource.name);',
				'}',
			];
	}
}

/** The program for Node. @see https://learn.microsoft.com/azure/developer/javascript/sdk/authentication/overview */
export function javascript(target: Target, access: Access): Written {
	const [name, client] = PACKAGES[target.kind];
	const connects = access.by === 'key' && isStorage(target);
	const credential = access.by === 'identity' ? access.credential.name : 'ClientSecretCredential';
	const lines = [
		...(target.kind === 'readBlob' ? ["import { text } from 'node:stream/consumers';"] : []),
		...(connects ? [] : [`import { ${credential} } from '@azure/identity';`]),
		`import { ${client} } from '${name}';`,
		'',
		...(connects ? [] : access.by === 'identity' ? [make(access.credential)] : SECRET),
		clientOf(target, access),
		'',
		...work(target),
	];
	return {
		code: `${lines.join('\n')}\n`,
		install: `npm install ${connects ? '' : '@azure/identity '}${name}`,
	};
}
