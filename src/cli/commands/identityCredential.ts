import { isObject } from '../../azure';
import { many, maybe, one, type Args } from '../args';
import type { CommandGroup, Option } from '../command';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { az } from '../quote';
import { isTo } from '../sentRequest';
import { flatten } from '../shape';

const TYPE = 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials';
/** What a token must be meant for, unless a line says otherwise. */
const AUDIENCE = 'api://AzureADTokenExchange';

const kind: Kind = {
	word: 'identity federated-credential',
	type: TYPE,
	noun: 'federated credential',
	byName: true,
	fixedUpdate: true,
	parents: [
		{
			long: 'identity-name',
			required: true,
			offers: 'identities',
			summary: 'Name of the identity.',
		},
	],
	shape: flatten,
	confirm: true,
};

const TRUST: readonly Option[] = [
	{ long: 'issuer', summary: 'Address of the issuer whose tokens are trusted.' },
	{ long: 'subject', summary: 'Who the token must speak of: repo:shop/web:ref:refs/heads/main.' },
	{
		long: 'audiences',
		takes: 'some',
		summary: `What the token is meant for. Default: ${AUDIENCE}.`,
	},
	{
		long: 'claims-matching-expression-value',
		summary: "Instead of a subject, what the token must say: claims['sub'] matches 'repo:shop/*'.",
	},
	{
		long: 'claims-matching-expression-version',
		summary: 'Version of the language of the expression: 1.',
	},
];

const trust = (args: Args) => {
	const value = maybe(args, 'claims-matching-expression-value');
	const version = maybe(args, 'claims-matching-expression-version');
	const expression = {
		...(value === undefined ? {} : { value }),
		...(version === undefined ? {} : { languageVersion: Number(version) }),
	};
	return {
		properties: {
			...(maybe(args, 'issuer') === undefined ? {} : { issuer: one(args, 'issuer') }),
			...(maybe(args, 'subject') === undefined ? {} : { subject: one(args, 'subject') }),
			audiences: many(args, 'audiences') ?? [AUDIENCE],
			...(value === undefined ? {} : { claimsMatchingExpression: expression }),
		},
	};
};

/**
 * Federated credentials: tokens of other issuers that a user-assigned identity trusts.
 * @see https://learn.microsoft.com/cli/azure/identity/federated-credential
 */
export const identityCredential: CommandGroup = {
	groups: {
		'identity federated-credential': 'Tokens of other issuers that an identity trusts.',
	},
	commands: [
		createCommand(kind, {
			child: true,
			options: TRUST,
			body: trust,
			examples: [
				'az identity federated-credential create -g rg-shop --identity-name id-shop -n github --issuer https://token.actions.githubusercontent.com --subject repo:shop/web:ref:refs/heads/main',
			],
		}),
		...plainCommands(kind),
		updateCommand(kind, { child: true, options: TRUST, change: (args) => trust(args) }),
	],
	spell(sent) {
		const { id = '', group, name, body } = sent;
		const of = ['-g', group, '--identity-name', id.split('/')[8], '-n', name];
		if (isTo(sent, 'DELETE', TYPE))
			return az('identity federated-credential delete', ...of, '--yes');
		if (isTo(sent, 'GET', TYPE)) return az('identity federated-credential show', ...of);
		const asked = isObject(body) && isObject(body.properties) ? body.properties : undefined;
		if (!isTo(sent, 'PUT', TYPE) || !asked) return undefined;
		const audiences = Array.isArray(asked.audiences) ? (asked.audiences as readonly string[]) : [];
		const { value, languageVersion } = isObject(asked.claimsMatchingExpression)
			? asked.claimsMatchingExpression
			: {};
		const whom =
			value === undefined
				? ['--subject', String(asked.subject)]
				: [
						...['--claims-matching-expression-value', String(value)],
						...['--claims-matching-expression-version', String(languageVersion)],
					];
		return az(
			'identity federated-credential create',
			...of,
			...['--issuer', String(asked.issuer), ...whom],
			...(audiences.join() === AUDIENCE ? [] : ['--audiences', ...audiences]),
		);
	},
};
