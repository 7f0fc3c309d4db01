import { pythonRecipe } from './pythonRecipes';
import { quote, type Access, type Credential, type Target, type Written } from './target';

const OPTION = {
	DefaultAzureCredential: 'managed_identity_client_id',
	ManagedIdentityCredential: 'client_id',
} as const;

function make({ name, clientId }: Credential): readonly string[] {
	if (clientId === undefined) return [`credential = ${name}()`];
	return [`credential = ${name}(`, `    ${OPTION[name]}=${quote(clientId)}`, ')'];
}

const SECRET = [
	'credential = ClientSecretCredential(',
	'    tenant_id=os.environ["AZURE_TENANT_ID"],',
	'    client_id=os.environ["AZURE_CLIENT_ID"],',
	'    client_secret=os.environ["AZURE_CLIENT_SECRET"],',
	')',
];

/** The program for Python. @see https://learn.microsoft.com/azure/developer/python/sdk/authentication/overview */
export function python(target: Target, access: Access): Written {
	const { name, imports, client, keyed, work } = pythonRecipe(target);
	const connects = access.by === 'key' && keyed !== undefined;
	const credential = access.by === 'identity' ? access.credential.name : 'ClientSecretCredential';
	const lines = [
		...(access.by === 'key' ? ['import os', ''] : []),
		...(connects ? [] : [`from azure.identity import ${credential}`]),
		...imports,
		'',
		...(connects ? [] : access.by === 'identity' ? make(access.credential) : SECRET),
		...(connects ? keyed : client),
		'',
		...work,
	];
	return {
		code: `${lines.join('\n')}\n`,
		install: `pip install ${connects ? '' : 'azure-identity '}${name}`,
	};
}
