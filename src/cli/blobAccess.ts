import {
	header,
	isObject,
	parseJson,
	signSharedKey,
	requests,
	type Conversation,
	type HttpRequest,
	type HttpResponse,
	type Json,
	type ParsedUrl,
} from '../azure';
import { has, maybe, one, type Args } from './args';
import { ask, errorOf, refusal, type Answer } from './ask';
import { fail, type Command, type Context, type Failure, type Option } from './command';
import type { Session } from './session';
import { findAccount } from './storageAccounts';

/** How commands get at blobs: as the signed-in person, or with the account's key, which opens everything. */

const CONNECTION_STRING: Option = {
	long: 'connection-string',
	summary: "The account's name and a key of it. Or set AZURE_STORAGE_CONNECTION_STRING.",
};

const SAS_TOKEN: Option = {
	long: 'sas-token',
	summary: 'A shared access signature. Or set AZURE_STORAGE_SAS_TOKEN.',
};

/** Options of every command that needs a key of an account, or a person. */
export const KEY_ACCESS: readonly Option[] = [
	{
		long: 'account-name',
		summary: 'Name of the storage account. Or set AZURE_STORAGE_ACCOUNT.',
	},
	{ long: 'account-key', summary: 'A key of the account. Or set AZURE_STORAGE_KEY.' },
	CONNECTION_STRING,
	{
		long: 'auth-mode',
		choices: ['key', 'login'],
		summary:
			"login: with the roles of the signed-in person. key, the default: with the account's key.",
	},
];
/** Options of every command on containers and blobs. */
export const BLOB_ACCESS: readonly Option[] = [...KEY_ACCESS, SAS_TOKEN];

const NO_ACCOUNT = `
Missing credentials to access storage service. The following variations are accepted:
    (1) account name and key (--account-name and --account-key options or
        set AZURE_STORAGE_ACCOUNT and AZURE_STORAGE_KEY environment variables)
    (2) account name and SAS token (--sas-token option used with either the --account-name
        option or AZURE_STORAGE_ACCOUNT environment variable)
    (3) account name (--account-name option or AZURE_STORAGE_ACCOUNT environment variable;
        this will make calls to query for a storage account key using login credentials)
    (4) connection string (--connection-string option or
        set AZURE_STORAGE_CONNECTION_STRING environment variable); some shells will require
        quoting to preserve literal character interpretation.
`;

/** `A=1;B=2==`. */
const pairsIn = (text: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		text
			.split(';')
			.filter((pair) => pair.includes('='))
			.map((pair): [string, string] => {
				const cut = pair.indexOf('=');
				return [pair.slice(0, cut).trim(), pair.slice(cut + 1).trim()];
			}),
	);

/** A connection string with a signature may name endpoints only. */
const accountIn = (pairs: Readonly<Record<string, string>>): string | undefined =>
	pairs.AccountName ??
	/^https?:\/\/([^./]+)/.exec(
		pairs.BlobEndpoint ?? pairs.QueueEndpoint ?? pairs.TableEndpoint ?? '',
	)?.[1];

/**
 * What a line and the environment say together about the account: a connection string before a name and a key of their own,
 * and of the environment only what the line leaves open. Other commands are left as they are.
 * @see https://learn.microsoft.com/azure/storage/blobs/authorize-data-operations-cli#set-environment-variables-for-authorization-parameters
 */
export function withStorageEnvironment(
	{ options }: Pick<Command, 'options'>,
	args: Args,
	{ variables }: Session,
): Args | Failure {
	if (!options.includes(CONNECTION_STRING)) return args;
	const login = (maybe(args, 'auth-mode') ?? variables.AZURE_STORAGE_AUTH_MODE) === 'login';
	const own = maybe(args, 'account-key');
	const token = maybe(args, 'sas-token');
	const alone = own === undefined && token === undefined;
	const connection =
		maybe(args, 'connection-string') ??
		(alone ? variables.AZURE_STORAGE_CONNECTION_STRING : undefined);
	const pairs = login || connection === undefined ? undefined : pairsIn(connection);
	const account =
		(pairs ? accountIn(pairs) : maybe(args, 'account-name')) ?? variables.AZURE_STORAGE_ACCOUNT;
	const signature =
		(pairs ? pairs.SharedAccessSignature : token) ??
		(login || own !== undefined ? undefined : variables.AZURE_STORAGE_SAS_TOKEN);
	const key =
		(pairs ? pairs.AccountKey : own) ??
		(login || signature !== undefined ? undefined : variables.AZURE_STORAGE_KEY);
	if (account === undefined || account === '') return fail(NO_ACCOUNT);
	return {
		given: {
			...args.given,
			'account-name': [account],
			...(key === undefined ? {} : { 'account-key': [key] }),
			...(signature === undefined || !options.includes(SAS_TOKEN)
				? {}
				: { 'sas-token': [signature] }),
			...(login ? { 'auth-mode': ['login'] } : {}),
		},
	};
}

const NO_CREDENTIALS = `
There are no credentials provided in your command and environment, we will query for account key for your storage account.
It is recommended to provide --connection-string, --account-key or --sas-token in your command as credentials.

You also can add \`--auth-mode login\` in your command to use Azure Active Directory (Azure AD) for authorization if your login account is assigned required RBAC roles.
For more information about RBAC roles in storage, visit https://learn.microsoft.com/azure/storage/common/storage-auth-aad-rbac-cli.

In addition, setting the corresponding environment variables can avoid inputting credentials in your command. Please use --help to get more information about environment variable usage.`;

const NO_PERMISSION = `
You do not have the required permissions needed to perform this operation.
Depending on your operation, you may need to be assigned one of the following roles:
    "Storage Blob Data Owner"
    "Storage Blob Data Contributor"
    "Storage Blob Data Reader"
    "Storage Queue Data Contributor"
    "Storage Queue Data Reader"
    "Storage Table Data Contributor"
    "Storage Table Data Reader"

If you want to use the old authentication method and allow querying for the right account key, please use the "--auth-mode" parameter and "key" value.
                        `;

/** A way to send requests to one account. */
export interface BlobDoor {
	readonly ok: true;
	readonly sign: (request: HttpRequest) => HttpRequest;
	readonly warnings: readonly string[];
}

/** The key that a line gives, or else the first of the account, which Resource Manager tells to whoever may ask for it. */
export function* accountKeyFor(
	args: Args,
	context: Context,
): Conversation<{ ok: true; key: string; date?: string | undefined } | Failure> {
	const given = maybe(args, 'account-key');
	if (given !== undefined) return { ok: true, key: given };
	const account = one(args, 'account-name');
	const found = yield* findAccount(account, undefined, context);
	if (!found.ok) return found;
	const answer: Answer | Failure = yield* ask(requests.listStorageKeys(found.id));
	if (!answer.ok) return answer;
	const keys = answer.body.keys as readonly { readonly value?: Json }[] | undefined;
	return { ok: true, key: String(keys?.[0]?.value ?? ''), date: answer.response.headers.date };
}

/** What `az` says where it had to look for a key by itself. */
export const credentialWarnings = (args: Args): readonly string[] =>
	has(args, 'account-key') || has(args, 'auth-mode') ? [] : [NO_CREDENTIALS];

/** Opens an account in the way that a line asks for. */
export function* openBlobs(args: Args, context: Context): Conversation<BlobDoor | Failure> {
	if (maybe(args, 'auth-mode') === 'login')
		return { ok: true, sign: (request) => request, warnings: [] };
	const account = one(args, 'account-name');
	const given = maybe(args, 'account-key');
	const signature = maybe(args, 'sas-token')?.replace(/^\?/, '');
	if (given === undefined && signature !== undefined) {
		const sign = (request: HttpRequest): HttpRequest => ({
			...request,
			url: `${request.url}${request.url.includes('?') ? '&' : '?'}${signature}`,
		});
		return { ok: true, sign, warnings: [] };
	}
	const asked = yield* accountKeyFor(args, context);
	if (!asked.ok) return asked;
	const now = context.look?.().now ?? Date.parse(asked.date ?? '');
	if (!Number.isFinite(now))
		return fail('A request that a key signs needs the time, and nothing here tells it.');
	return {
		ok: true,
		sign: (request) => signSharedKey(request, account, asked.key, now),
		warnings: credentialWarnings(args),
	};
}

const VERSION = { 'x-ms-version': '2025-05-05' };
const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** Makes requests to one of an account's services. */
const requestTo =
	(service: 'blob' | 'queue' | 'table', encode: (path: string) => string) =>
	(
		method: string,
		account: string,
		path: string,
		query = '',
		headers: Readonly<Record<string, string>> = {},
		body?: string,
	): HttpRequest => ({
		method,
		url: `https://${account}.${service}.core.windows.net/${encode(path)}${query}`,
		headers: { ...VERSION, ...headers },
		...(body === undefined ? {} : { body }),
	});

/** A request to an account's blobs. */
export const blobRequest = requestTo('blob', encodePath);
/** A request to an account's queues. */
export const queueRequest = requestTo('queue', encodePath);
/** A request to an account's tables. Its path is an OData path, whose keys are encoded already. */
export const tableRequest = requestTo('table', (path) => path);

/** What a refusal says; tables write it as OData does. */
function storageErrorOf(response: HttpResponse): { code: string; message: string } {
	const body = parseJson(response.body);
	const error = isObject(body) ? body['odata.error'] : undefined;
	if (!isObject(error)) return errorOf(response);
	const { code, message } = error;
	return { code: String(code), message: String(isObject(message) ? message.value : message) };
}

/** A refusal of the blob service as `az` prints it. */
export function blobRefusal(response: HttpResponse): Failure {
	if (response.status === 0) return refusal(response);
	const { code, message } = storageErrorOf(response);
	if (code === 'AuthorizationPermissionMismatch') return fail(NO_PERMISSION);
	const hint =
		code === 'BlobAlreadyExists'
			? '\nIf you want to overwrite the existing one, please add --overwrite in your command.'
			: '';
	return fail(`${message}\nErrorCode:${code}${hint}`, response.status === 404 ? 3 : 1);
}

/** The names in a query that belong to its signature. */
const OF_SIGNATURE = /^(s[a-z]{1,2}|s[kr]\w+|rsc[cdelt]|[es]rk|[es]pk)$/;

/** The signature in an address, as it is handed on. */
const signatureIn = ({ query }: ParsedUrl): string =>
	Object.entries(query)
		.filter(([name]) => OF_SIGNATURE.test(name))
		.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
		.join('&');

/** Which account a request goes to, and how a line says in which way it is let in. */
export function accessOf(
	request: HttpRequest,
	url: ParsedUrl,
): { readonly account: string; readonly mode: readonly string[] } | undefined {
	const account = /^([^.]+)\.blob\.core\.windows\.net$/.exec(url.host)?.[1];
	if (account === undefined) return undefined;
	if (url.query.sig !== undefined) return { account, mode: ['--sas-token', signatureIn(url)] };
	const signed = header(request, 'authorization')?.startsWith('SharedKey ');
	return { account, mode: signed ? [] : ['--auth-mode', 'login'] };
}
