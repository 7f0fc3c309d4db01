import { javaRecipe } from './javaRecipes';
import { quote, type Access, type Credential, type Target, type Written } from './target';

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

/** An artifact as build tools name it. */
const artifact = (name: string): string =>
	`com.azure${name === 'azure-resourcemanager' ? '.resourcemanager' : ''}:${name}`;

/** The program for Java. @see https://learn.microsoft.com/azure/developer/java/sdk/authentication/overview */
export function java(target: Target, access: Access): Written {
	const { name, imports, client, keyed, work } = javaRecipe(target);
	const connects = access.by === 'key' && keyed !== undefined;
	const credential = access.by === 'identity' ? access.credential.name : 'ClientSecretCredential';
	const used = [...(connects ? [] : [`com.azure.identity.${credential}Builder`]), ...imports];
	const body = [
		...(connects ? [] : access.by === 'identity' ? make(access.credential) : SECRET),
		...(connects ? keyed : client),
		'',
		...work,
	];
	const lines = [
		...used.sort().map((each) => `import ${each};`),
		'',
		'public class Program {',
		'    public static void main(String[] args) {',
		...body.map((line) => (line === '' ? '' : `        ${line}`)),
		'    }',
		'}',
	];
	return {
		code: `${lines.join('\n')}\n`,
		install: [...(connects ? [] : ['azure-identity']), name].map(artifact).join('\n'),
	};
}
