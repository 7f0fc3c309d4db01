import type { ParsedUrl } from '../url';

/** What signatures are made over: each kind has its own lines. Newer versions sign more. */

type Query = ParsedUrl['query'];

const of = (query: Query, ...names: readonly string[]) => names.map((name) => query[name] ?? '');

const HEADERS = ['rscc', 'rscd', 'rsce', 'rscl', 'rsct'] as const;

/** For a container or a blob. @see https://learn.microsoft.com/rest/api/storageservices/create-service-sas */
export function blobText(query: Query, account: string, path: string, delegated: boolean): string {
	const version = query.sv ?? '';
	const [container = ''] = path.split('/');
	const named = query.sr === 'c' ? container : path;
	return [
		...of(query, 'sp', 'st', 'se'),
		`/blob/${account}/${named}`,
		...(delegated
			? [
					...of(query, 'skoid', 'sktid', 'skt', 'ske', 'sks', 'skv', 'saoid', 'suoid', 'scid'),
					...(version >= '2025-07-05' ? of(query, 'skdutid', 'sduoid') : []),
				]
			: of(query, 'si')),
		...of(query, 'sip', 'spr', 'sv', 'sr'),
		'',
		...of(query, 'ses'),
		...(delegated && version >= '2026-04-06' ? ['', ''] : []),
		...of(query, ...HEADERS),
	].join('\n');
}

/** For a queue. */
export const queueText = (query: Query, account: string, path: string): string =>
	[
		...of(query, 'sp', 'st', 'se'),
		`/queue/${account}/${path.split('/')[0] ?? ''}`,
		...of(query, 'si', 'sip', 'spr', 'sv'),
	].join('\n');

/** For a table, perhaps from one key to another. */
export const tableText = (query: Query, account: string, path: string): string =>
	[
		...of(query, 'sp', 'st', 'se'),
		`/table/${account}/${(/^[A-Za-z0-9]*/.exec(path)?.[0] ?? '').toLowerCase()}`,
		...of(query, 'si', 'sip', 'spr', 'sv', 'spk', 'srk', 'epk', 'erk'),
	].join('\n');

/** For services of a whole account. @see https://learn.microsoft.com/rest/api/storageservices/create-account-sas */
export const accountText = (query: Query, account: string): string =>
	[account, ...of(query, 'sp', 'ss', 'srt', 'st', 'se', 'sip', 'spr', 'sv', 'ses'), ''].join('\n');
