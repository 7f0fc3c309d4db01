import { signSas, type Conversation } from '../../azure';
import { has, maybe, one, type Args } from '../args';
import {
	accountKeyFor,
	blobRefusal,
	blobRequest,
	credentialWarnings,
	KEY_ACCESS,
	openBlobs,
} from '../blobAccess';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from '../command';

/**
 * Shared access signatures: made here, with a key of the account, or with one that Storage gives the signed-in person for a
 * while. Only the latter follows what that person may.
 * @see https://learn.microsoft.com/azure/storage/common/storage-sas-overview
 */

/** The letters of each kind, in the order in which `az` writes them. */
const LETTERS = { container: 'racwdxyltfmei', blob: 'racwdxytmei', account: 'rwdxylacupfti' };
type Kind = keyof typeof LETTERS;

const MEANING: Readonly<Record<string, string>> = {
	a: 'dd',
	c: 'reate',
	d: 'elete',
	e: 'xecute',
	f: 'ilter_by_tags',
	i: 'set_immutability_policy',
	l: 'ist',
	m: 'ove',
	p: 'rocess',
	r: 'ead',
	t: 'ag',
	u: 'pdate',
	w: 'rite',
	x: 'delete_previous_version',
	y: 'permanent_delete',
};
/** `(a)dd (c)reate …`, as messages and help say it. */
const meaningOf = (kind: Kind): string =>
	[...LETTERS[kind]]
		.sort()
		.map((letter) => `(${letter})${MEANING[letter] ?? ''}`)
		.join(' ');

/** The response headers that a signature can fix. */
const HEADERS = {
	'cache-control': 'rscc',
	'content-disposition': 'rscd',
	'content-encoding': 'rsce',
	'content-language': 'rscl',
	'content-type': 'rsct',
} as const;

type Query = Readonly<Record<string, string>>;
const VERSION = '2021-06-08';
const encode = (value: string): string => encodeURIComponent(value).replaceAll('%2F', '/');
const written = (query: Query): string =>
	Object.entries(query)
		.map(([name, value]) => `${name}=${encode(value)}`)
		.join('&');

/** What every kind of signature says first; the sentence where the line says what cannot be. */
function baseOf(args: Args, kind: Kind): Query | Failure {
	for (const name of ['start', 'expiry']) {
		const moment = maybe(args, name);
		if (moment !== undefined && Number.isNaN(Date.parse(moment)))
			return fail(`argument --${name}: invalid datetime_type value: '${moment}'`, 2);
	}
	const letters = maybe(args, 'permissions');
	const order = LETTERS[kind];
	if (letters !== undefined && [...letters].some((letter) => !order.includes(letter)))
		return fail(`valid values are ${meaningOf(kind)} or a combination thereof.`, 2);
	const start = maybe(args, 'start');
	const expiry = maybe(args, 'expiry');
	const ip = maybe(args, 'ip');
	return {
		...(start === undefined ? {} : { st: start }),
		...(expiry === undefined ? {} : { se: expiry }),
		...(letters === undefined
			? {}
			: { sp: [...order].filter((letter) => letters.includes(letter)).join('') }),
		...(ip === undefined ? {} : { sip: ip }),
		...(has(args, 'https-only') ? { spr: 'https' } : {}),
		sv: VERSION,
	};
}
const isFailure = (made: Query | Failure): made is Failure => 'ok' in made;

/** The key that Storage gives the signed-in person, and what a signature made with it must tell of that. */
function* delegationKey(
	args: Args,
	context: Context,
): Conversation<{ ok: true; key: string; said: Query } | Failure> {
	const door = yield* openBlobs(args, context);
	if (!door.ok) return door;
	const moment = (text: string): string => `${new Date(text).toISOString().slice(0, 19)}Z`;
	const start = maybe(args, 'start');
	const begins = start === undefined ? '' : `<Start>${moment(start)}</Start>`;
	const response = yield door.sign(
		blobRequest(
			'POST',
			one(args, 'account-name'),
			'',
			'?restype=service&comp=userdelegationkey',
			{},
			`<KeyInfo>${begins}<Expiry>${moment(one(args, 'expiry'))}</Expiry></KeyInfo>`,
		),
	);
	if (response.status !== 200) return blobRefusal(response);
	const told = (tag: string): string =>
		new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(response.body)?.[1] ?? '';
	return {
		ok: true,
		key: told('Value'),
		said: {
			skoid: told('SignedOid'),
			sktid: told('SignedTid'),
			skt: told('SignedStart'),
			ske: told('SignedExpiry'),
			sks: told('SignedService'),
			skv: told('SignedVersion'),
		},
	};
}

/** Makes a signature for a container or a blob. */
const serviceSas = (kind: 'container' | 'blob') =>
	function* (args: Args, context: Context): Conversation<CommandValue> {
		const base = baseOf(args, kind);
		if (isFailure(base)) return base;
		const asUser = has(args, 'as-user');
		const login = maybe(args, 'auth-mode') === 'login';
		if (asUser && !has(args, 'expiry'))
			return fail('incorrect usage: specify --expiry when as-user is enabled', 2);
		if (asUser && !login)
			return fail("incorrect usage: specify '--auth-mode login' when as-user is enabled", 2);
		if (login && !asUser)
			return fail("A key of the account signs, unless '--as-user' asks for one of your own.", 2);
		const policy = maybe(args, 'policy-name');
		const headers = Object.entries(HEADERS).flatMap(([name, short]) => {
			const value = maybe(args, name);
			return value === undefined ? [] : [[short, value] as const];
		});
		const signer = asUser
			? yield* delegationKey(args, context)
			: yield* accountKeyFor(args, context);
		if (!signer.ok) return signer;
		const account = one(args, 'account-name');
		const name = one(args, 'name');
		const path = kind === 'container' ? name : `${one(args, 'container-name')}/${name}`;
		const query: Query = {
			...base,
			...(policy === undefined ? {} : { si: policy }),
			sr: kind === 'container' ? 'c' : 'b',
			...Object.fromEntries(headers),
			...('said' in signer ? signer.said : {}),
		};
		const signed = written({ ...query, sig: signSas(query, account, path, signer.key) });
		// So az writes it, the one and the other.
		const token = kind === 'blob' ? signed.replaceAll('/', '%2F') : signed;
		const warnings = [
			...credentialWarnings(args),
			...(policy === undefined
				? []
				: [
						'\nPlease do not specify --expiry and --permissions if they are already specified in your policy.',
					]),
		];
		const uri = `https://${account}.blob.core.windows.net/${path.split('/').map(encode).join('/')}`;
		return done(has(args, 'full-uri') ? `${uri}?${token}` : token, warnings);
	};

/** Makes a signature for services of a whole account. */
function* accountSas(args: Args, context: Context): Conversation<CommandValue> {
	for (const [name, known, type] of [
		['services', 'bfqt', 'impl'],
		['resource-types', 'sco', 'impl'],
	] as const) {
		const given = one(args, name);
		if ([...given].some((letter) => !known.includes(letter)))
			return fail(`argument --${name}: invalid ${type} value: '${given}'`, 2);
	}
	const base = baseOf(args, 'account');
	if (isFailure(base)) return base;
	const signer = yield* accountKeyFor(args, context);
	if (!signer.ok) return signer;
	const query: Query = { ...base, ss: one(args, 'services'), srt: one(args, 'resource-types') };
	const account = one(args, 'account-name');
	return done(
		written({ ...query, sig: signSas(query, account, '', signer.key) }),
		credentialWarnings(args),
	);
}

const termsFor = (kind: Kind): readonly Option[] => [
	{
		long: 'permissions',
		required: kind === 'account',
		summary: `What it allows: ${meaningOf(kind)}. Can be combined.`,
	},
	{
		long: 'expiry',
		required: kind === 'account',
		summary: 'When it ends: UTC, as in 2026-02-01T00:00Z.',
	},
	{ long: 'start', summary: 'When it begins. At once, if it does not say.' },
	{ long: 'https-only', takes: 'none', summary: 'Only over HTTPS.' },
	{ long: 'ip', summary: 'Only from this address or range.' },
];

const forService = (kind: 'container' | 'blob'): readonly Option[] => [
	...termsFor(kind),
	{
		long: 'as-user',
		takes: 'none',
		summary:
			"Signed with a key that Storage gives you for at most seven days, so that it opens only what you may. Needs '--auth-mode login' and '--expiry'.",
	},
	{ long: 'policy-name', summary: 'A stored access policy of the container.' },
	...Object.keys(HEADERS).map((long) => ({
		long,
		summary: 'What the answer says in this header.',
	})),
	...KEY_ACCESS,
];

/**
 * Commands that make shared access signatures.
 * @see https://learn.microsoft.com/azure/storage/blobs/storage-blob-user-delegation-sas-create-cli
 */
export const storageSas: CommandGroup = {
	groups: {},
	commands: [
		{
			name: 'storage container generate-sas',
			summary: 'Makes a shared access signature for what is in a container.',
			options: [
				{ long: 'name', short: 'n', required: true, summary: 'Name of the container.' },
				...forService('container'),
			],
			examples: [
				'az storage container generate-sas --account-name shopfiles -n prices --permissions rl --expiry 2026-02-01T00:00Z --https-only -o tsv',
				'az storage container generate-sas --account-name shopfiles -n prices --permissions r --expiry 2026-01-06T00:00Z --as-user --auth-mode login',
			],
			run: serviceSas('container'),
		},
		{
			name: 'storage blob generate-sas',
			summary: 'Makes a shared access signature for a blob.',
			options: [
				{
					long: 'container-name',
					short: 'c',
					required: true,
					summary: 'Name of the container.',
				},
				{ long: 'name', short: 'n', required: true, summary: 'Name of the blob.' },
				{ long: 'full-uri', takes: 'none', summary: 'Prints the whole address.' },
				...forService('blob'),
			],
			examples: [
				'az storage blob generate-sas --account-name shopfiles -c prices -n today.txt --permissions r --expiry 2026-02-01T00:00Z --full-uri -o tsv',
			],
			run: serviceSas('blob'),
		},
		{
			name: 'storage account generate-sas',
			summary: 'Makes a shared access signature for services of an account.',
			options: [
				...termsFor('account'),
				{
					long: 'services',
					required: true,
					summary: '(b)lob (f)ile (q)ueue (t)able. Can be combined.',
				},
				{
					long: 'resource-types',
					required: true,
					summary: '(s)ervice (c)ontainer (o)bject. Can be combined.',
				},
				...KEY_ACCESS.filter(({ long }) => long !== 'auth-mode'),
			],
			examples: [
				'az storage account generate-sas --account-name shopfiles --services b --resource-types co --permissions rl --expiry 2026-02-01T00:00Z',
			],
			run: accountSas,
		},
	],
};
