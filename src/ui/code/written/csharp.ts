import { csharpRecipe, variable } from './csharpRecipes';
import { quote, type Access, type Credential, type Target, type Written } from './target';

function make({ name, clientId }: Credential): readonly string[] {
	if (name === 'ManagedIdentityCredential') {
		const id =
			clientId === undefined
				? 'ManagedIdentityId.SystemAssigned'
				: `ManagedIdentityId.FromUserAssignedClientId(${quote(clientId)})`;
		return ['var credential = new ManagedIdentityCredential(', `    ${id});`];
	}
	if (clientId === undefined) return ['var credential = new DefaultAzureCredential();'];
	return [
		'var credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions',
		'{',
		`    ManagedIdentityClientId = ${quote(clientId)},`,
		'});',
	];
}

const SECRET = [
	'var credential = new ClientSecretCredential(',
	`    ${variable('AZURE_TENANT_ID')},`,
	`    ${variable('AZURE_CLIENT_ID')},`,
	`    ${variable('AZURE_CLIENT_SECRET')});`,
];

/**
 * Packages that another one refuses to be built without.
 * @see https://learn.microsoft.com/azure/cosmos-db/nosql/best-practice-dotnet
 */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
	'Microsoft.Azure.Cosmos': ['Newtonsoft.Json'],
};

/** The program for .NET. @see https://learn.microsoft.com/dotnet/azure/sdk/authentication */
export function csharp(target: Target, access: Access): Written {
	const { name, imports, client, keyed, work } = csharpRecipe(target);
	const connects = access.by === 'key' && keyed !== undefined;
	const own = connects ? [] : ['Azure.Identity'];
	const lines = [
		...[...own, ...imports].sort().map((each) => `using ${each};`),
		'',
		...(connects ? [] : access.by === 'identity' ? make(access.credential) : SECRET),
		...(connects ? keyed : client),
		'',
		...work,
	];
	return {
		code: `${lines.join('\n')}\n`,
		install: [...own, name, ...(NEEDS[name] ?? [])]
			.map((each) => `dotnet add package ${each}`)
			.join('\n'),
	};
}
