import { javascriptRecipe, quote } from './javascriptRecipes';
import type { Access, Credential, Target, Written } from './target';

const OPTION = {
	DefaultAzureCredential: 'managedIdentityClientId',
	ManagedIdentityCredential: 'clientId',
} as const;

function make({ name, clientId }: Credential): string {
	if (clientId === undefined) return `const credential = new ${name}();`;
	return `const credential = new ${name}({\n\t${OPTION[name]}: ${quote(clientId)},\n});`;
}

const SECRET = [
	'const credential = new ClientSecretCredential(',
	'\tprocess.env.AZURE_TENANT_ID,',
	'\tprocess.env.AZURE_CLIENT_ID,',
	'\tprocess.env.AZURE_CLIENT_SECRET,',
	');',
];

/** The program for Node. @see https://learn.microsoft.com/azure/developer/javascript/sdk/authentication/overview */
export function javascript(target: Target, access: Access): Written {
	const { name, imports, client, keyed, work } = javascriptRecipe(target);
	const connects = access.by === 'key' && keyed !== undefined;
	const credential = access.by === 'identity' ? access.credential.name : 'ClientSecretCredential';
	const own = imports.filter((line) => line.includes("'node:"));
	const lines = [
		...own,
		...(connects ? [] : [`import { ${credential} } from '@azure/identity';`]),
		...imports.filter((line) => !own.includes(line)),
		'',
		...(connects ? [] : access.by === 'identity' ? [make(access.credential)] : SECRET),
		...(connects ? keyed : client),
		'',
		...work,
	];
	return {
		code: `${lines.join('\n')}\n`,
		install: `npm install ${connects ? '' : '@azure/identity '}${name}`,
	};
}
