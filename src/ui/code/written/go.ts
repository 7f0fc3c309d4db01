import { CHECK, goRecipe, SDK } from './goRecipes';
import { quote, type Access, type Credential, type Target, type Written } from './target';

function make({ name, clientId }: Credential): readonly string[] {
	if (name === 'DefaultAzureCredential')
		return [
			...(clientId === undefined
				? []
				: [
						'// In Go it takes the identity from the environment:',
						`// AZURE_CLIENT_ID=${clientId}`,
					]),
			'credential, err := azidentity.NewDefaultAzureCredential(nil)',
			...CHECK,
		];
	if (clientId === undefined)
		return ['credential, err := azidentity.NewManagedIdentityCredential(nil)', ...CHECK];
	return [
		'credential, err := azidentity.NewManagedIdentityCredential(',
		'\t&azidentity.ManagedIdentityCredentialOptions{',
		`\t\tID: azidentity.ClientID(${quote(clientId)}),`,
		'\t})',
		...CHECK,
	];
}

const SECRET = [
	'credential, err := azidentity.NewClientSecretCredential(',
	'\tos.Getenv("AZURE_TENANT_ID"),',
	'\tos.Getenv("AZURE_CLIENT_ID"),',
	'\tos.Getenv("AZURE_CLIENT_SECRET"), nil)',
	...CHECK,
];

/** The program for Go. @see https://learn.microsoft.com/azure/developer/go/sdk/authentication/authentication-overview */
export function go(target: Target, access: Access): Written {
	const { name, imports, client, keyed, work } = goRecipe(target);
	const connects = access.by === 'key' && keyed !== undefined;
	const body = [
		...(connects ? [] : access.by === 'identity' ? make(access.credential) : SECRET),
		...(connects ? keyed : client),
		'',
		...work,
	];
	const uses = (word: string): boolean => body.some((line) => line.includes(word));
	const standard = [
		...(uses('ctx') ? ['context'] : []),
		'fmt',
		...imports.filter((each) => !each.startsWith(SDK)),
		'log',
		...(access.by === 'key' ? ['os'] : []),
	];
	const others = [
		...(connects ? [] : [`${SDK}/azidentity`]),
		...imports.filter((each) => each.startsWith(SDK)),
		name,
	].sort();
	const lines = [
		'package main',
		'',
		'import (',
		...standard.map((each) => `\t"${each}"`),
		'',
		...others.map((each) => `\t"${each}"`),
		')',
		'',
		'func main() {',
		...[...(uses('ctx') ? ['ctx := context.Background()'] : []), ...body].map((line) =>
			line === '' ? '' : `\t${line}`,
		),
		'}',
	];
	return {
		code: `${lines.join('\n')}\n`,
		install: others
			.filter((each) => !each.includes('/azcore/'))
			.map((each) => `go get ${each}`)
			.join('\n'),
	};
}
