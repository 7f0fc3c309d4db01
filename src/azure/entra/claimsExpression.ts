/**
 * The expression of a flexible federated credential: instead of one subject it says what the claims of a token must be like.
 * @see https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials
 */

/** What one claim must be: a text to the letter, or one with `*` for any letters and `?` for a single one. */
export interface ClaimTest {
	readonly claim: string;
	readonly operator: 'eq' | 'matches';
	readonly comparand: string;
}

/** Which issuers have claims beside `sub` that can be looked at. */
const MORE_CLAIMS: Readonly<Record<string, readonly string[]>> = {
	'https://token.actions.githubusercontent.com': ['job_workflow_ref'],
};

const TEST = /^claims\['([^']*)'\] (eq|matches) '((?:[^']|'')*)'/;

/** Reads `claims['sub'] matches 'repo:contoso/*' and …`; `undefined` when it is none, or asks for what its issuer's tokens do not say. */
export function parseClaimsExpression(
	text: string,
	issuer: string,
): readonly ClaimTest[] | undefined {
	const claims = ['sub', ...(MORE_CLAIMS[issuer] ?? [])];
	const found: ClaimTest[] = [];
	let rest = text;
	while (true) {
		const [all = '', claim = '', operator, comparand = ''] = TEST.exec(rest) ?? [];
		if ((operator !== 'eq' && operator !== 'matches') || !claims.includes(claim)) return undefined;
		found.push({ claim, operator, comparand: comparand.replaceAll("''", "'") });
		rest = rest.slice(all.length);
		if (rest === '') return found;
		if (!rest.startsWith(' and ')) return undefined;
		rest = rest.slice(' and '.length);
	}
}

const wildcard = (pattern: string): RegExp =>
	new RegExp(
		`^${pattern
			.replace(/[.+^${}()|[\]\\]/g, '\\$&')
			.replace(/\*+/g, '.*')
			.replaceAll('?', '.')}$`,
		's',
	);

/** Whether a token's claims are as an expression wants them, letter by letter. */
export const claimsMeet = (
	tests: readonly ClaimTest[],
	claims: Readonly<Record<string, unknown>>,
): boolean =>
	tests.every(({ claim, operator, comparand }) => {
		const value = claims[claim];
		if (typeof value !== 'string') return false;
		return operator === 'eq' ? value === comparand : wildcard(comparand).test(value);
	});
