import {
	isObject,
	parseJson,
	requests,
	type Conversation,
	type Json,
	type JsonObject,
} from '../../azure';
import { has, many, maybe, one, type Args } from '../args';
import { ask, errorOf } from '../ask';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from '../command';
import { CANCELLED } from '../crud';
import { ANY_GROUP, NO_WAIT, YES } from '../options';
import { tokenFor } from '../personToken';
import { placeOf } from '../places';
import { registryKind } from './acrKind';

/** What is in a registry: Entra's token is exchanged for the registry's own, and that one opens repositories. */

const REGISTRY: readonly Option[] = [
	{
		long: 'name',
		short: 'n',
		required: true,
		offers: { type: registryKind.type, as: 'name' },
		summary: 'Name of the container registry.',
	},
	ANY_GROUP,
];
const REPOSITORY: Option = { long: 'repository', required: true, summary: 'The repository.' };

type Opened = { readonly ok: true; readonly host: string; readonly token: string };

const form = (words: Readonly<Record<string, string>>): string =>
	Object.entries(words)
		.map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
		.join('&');

/** Posts a form to a registry and reads one text of the answer. */
function* exchange(
	host: string,
	path: string,
	words: Readonly<Record<string, string>>,
	field: string,
): Conversation<{ readonly ok: true; readonly text: string } | Failure> {
	const response = yield {
		method: 'POST',
		url: `https://${host}/oauth2/${path}`,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: form({ ...words, service: host }),
	};
	const body = parseJson(response.body);
	const text = isObject(body) ? body[field] : undefined;
	if (response.status === 200 && typeof text === 'string') return { ok: true, text };
	return fail(
		response.status === 0
			? response.body
			: `Could not connect to the registry login server '${host}'. Please verify that you have the role AcrPull, or another that reads images: access to registry '${host}' was denied. Response code: ${response.status}.`,
	);
}

/** Logs in to the registry of a line; with a scope, for that. */
function* open(args: Args, context: Context, scope?: string): Conversation<Opened | Failure> {
	const host = `${one(args, 'name').toLowerCase()}.azurecr.io`;
	const person = yield* tokenFor(context.session, 'https://management.core.windows.net//.default');
	if (!person.ok) return person;
	const refresh = yield* exchange(
		host,
		'exchange',
		{
			grant_type: 'access_token',
			tenant: context.session.tenantId,
			access_token: person.token,
		},
		'refresh_token',
	);
	if (!refresh.ok) return refresh;
	if (scope === undefined) return { ok: true, host, token: refresh.text };
	const access = yield* exchange(
		host,
		'token',
		{ grant_type: 'refresh_token', scope, refresh_token: refresh.text },
		'access_token',
	);
	return access.ok ? { ok: true, host, token: access.text } : access;
}

/** Asks a registry for something, with a token for just that. */
function* askRegistry(
	args: Args,
	context: Context,
	scope: string,
	path: string,
	method = 'GET',
): Conversation<{ readonly ok: true; readonly body: JsonObject } | Failure> {
	const opened = yield* open(args, context, scope);
	if (!opened.ok) return opened;
	const response = yield {
		method,
		url: `https://${opened.host}${path}`,
		headers: { authorization: `Bearer ${opened.token}` },
	};
	const body = parseJson(response.body);
	if (response.status >= 200 && response.status < 300)
		return { ok: true, body: isObject(body) ? body : {} };
	const errors =
		isObject(body) && Array.isArray(body.errors) ? (body.errors as readonly Json[]) : [];
	const [first] = errors;
	const says = isObject(first) ? `${String(first.code)}: ${String(first.message)}` : '';
	return fail(says || errorOf(response).message, response.status === 404 ? 3 : 1);
}

/** Repository and tag or digest of `--image`. */
function imageOf(image: string): { repository: string; reference: string } {
	const cut = image.includes('@') ? image.indexOf('@') : image.lastIndexOf(':');
	return cut < 0
		? { repository: image, reference: 'latest' }
		: { repository: image.slice(0, cut), reference: image.slice(cut + 1) };
}

const tagNames = (tags: Json | undefined): Json[] =>
	(Array.isArray(tags) ? (tags as readonly Json[]) : [])
		.filter(isObject)
		.map((tag) => tag.name ?? '');

function* remove(args: Args, context: Context): Conversation<CommandValue> {
	const image = maybe(args, 'image');
	const whole = maybe(args, 'repository');
	if ((image === undefined) === (whole === undefined))
		return fail('Usage error: --image IMAGE | --repository REPOSITORY');
	if (!has(args, 'yes')) return CANCELLED;
	if (whole !== undefined) {
		const gone = yield* askRegistry(
			args,
			context,
			`repository:${whole}:delete`,
			`/acr/v1/${whole}`,
			'DELETE',
		);
		return gone.ok ? done(gone.body) : gone;
	}
	const { repository, reference } = imageOf(image ?? '');
	let digest = reference;
	if (!digest.startsWith('sha256:')) {
		const tag = yield* askRegistry(
			args,
			context,
			`repository:${repository}:metadata_read`,
			`/acr/v1/${repository}/_tags/${reference}`,
		);
		if (!tag.ok) return tag;
		digest = String(isObject(tag.body.tag) ? tag.body.tag.digest : '');
	}
	const gone = yield* askRegistry(
		args,
		context,
		`repository:${repository}:delete`,
		`/v2/${repository}/manifests/${digest}`,
		'DELETE',
	);
	return gone.ok ? done() : gone;
}

/** Copies an image into a registry. */
function* importImage(args: Args, context: Context): Conversation<CommandValue> {
	const place = yield* placeOf(registryKind, args, context);
	if (!place.ok) return place;
	const source = one(args, 'source');
	const from = maybe(args, 'registry');
	const cut = source.indexOf('/');
	const host = source.slice(0, Math.max(cut, 0));
	if (from === undefined && !host.includes('.'))
		return fail('Invalid value for --source: it begins with the host of a registry.');
	const sourceImage = from === undefined ? source.slice(cut + 1) : source;
	const targets = many(args, 'image') ?? [sourceImage.split('@')[0] ?? sourceImage];
	const answer = yield* ask(
		requests.arm('POST', `${place.id}/importImage`, {
			source: {
				...(from === undefined ? { registryUri: host } : { resourceId: from }),
				sourceImage,
			},
			targetTags: [...targets],
			mode: has(args, 'force') ? 'Force' : 'NoForce',
		}),
	);
	return answer.ok ? done() : answer;
}

/**
 * Images in a registry.
 * @see https://learn.microsoft.com/cli/azure/acr/repository
 */
export const acrData: CommandGroup = {
	groups: {
		'acr repository': 'The repositories in a container registry.',
		'acr credential': 'The password of a registry whose admin user is enabled.',
	},
	commands: [
		{
			name: 'acr login',
			summary: 'Logs in to a registry. There is no docker here: --expose-token gives the token.',
			options: [
				...REGISTRY,
				{
					long: 'expose-token',
					short: 't',
					takes: 'none',
					summary: 'Prints a token of the registry.',
				},
			],
			*run(args, context) {
				if (!has(args, 'expose-token'))
					return {
						...fail('There is no docker here to log in.'),
						warnings: [
							`You may want to use 'az acr login -n ${one(args, 'name')} --expose-token' to get an access token, which does not require Docker to be installed.`,
						],
					};
				const opened = yield* open(args, context);
				if (!opened.ok) return opened;
				return done({ accessToken: opened.token, loginServer: opened.host }, [
					"You can perform manual login using the provided access token below, for example: 'docker login loginServer -u 00000000-0000-0000-0000-000000000000 -p accessToken'",
				]);
			},
		},
		{
			name: 'acr import',
			summary: 'Copies an image from another registry.',
			options: [
				...REGISTRY,
				{
					long: 'source',
					required: true,
					summary: 'What is copied: mcr.microsoft.com/azure-cli:latest.',
				},
				{ long: 'registry', short: 'r', summary: 'Id of the registry that it comes from.' },
				{ long: 'image', short: 't', takes: 'some', summary: 'What it is called here.' },
				{ long: 'force', takes: 'none', summary: 'Replaces what is called so.' },
				NO_WAIT,
			],
			examples: [
				'az acr import -n shopimages --source mcr.microsoft.com/azure-cli:latest -t cli:v1',
			],
			run: importImage,
		},
		{
			name: 'acr repository list',
			summary: 'Lists the repositories of a registry.',
			options: [...REGISTRY, { long: 'top', summary: 'At most so many. Default: 100.' }],
			*run(args, context) {
				const listed = yield* askRegistry(args, context, 'registry:catalog:*', '/acr/v1/_catalog');
				if (!listed.ok) return listed;
				const names = listed.body.repositories;
				return done(
					(Array.isArray(names) ? (names as readonly Json[]) : []).slice(
						0,
						Number(maybe(args, 'top') ?? 100),
					),
				);
			},
		},
		{
			name: 'acr repository show',
			summary: 'Shows a repository, or an image.',
			options: [
				...REGISTRY,
				{ ...REPOSITORY, required: false },
				{ long: 'image', short: 't', summary: 'The image, in place of the repository.' },
			],
			*run(args, context) {
				const image = maybe(args, 'image');
				const whole = maybe(args, 'repository');
				if ((image === undefined) === (whole === undefined))
					return fail('Usage error: --image IMAGE | --repository REPOSITORY');
				const { repository, reference } = imageOf(image ?? '');
				const named = whole ?? repository;
				const path = whole === undefined ? `${named}/_tags/${reference}` : named;
				const shown = yield* askRegistry(
					args,
					context,
					`repository:${named}:metadata_read`,
					`/acr/v1/${path}`,
				);
				if (!shown.ok) return shown;
				return done(whole === undefined ? (shown.body.tag ?? shown.body) : shown.body);
			},
		},
		{
			name: 'acr repository show-tags',
			summary: 'Lists the tags of a repository.',
			options: [
				...REGISTRY,
				REPOSITORY,
				{ long: 'detail', takes: 'none', summary: 'With what is known of each.' },
			],
			*run(args, context) {
				const repository = one(args, 'repository');
				const listed = yield* askRegistry(
					args,
					context,
					`repository:${repository}:metadata_read`,
					`/acr/v1/${repository}/_tags`,
				);
				if (!listed.ok) return listed;
				return done(has(args, 'detail') ? (listed.body.tags ?? []) : tagNames(listed.body.tags));
			},
		},
		{
			name: 'acr repository delete',
			summary: 'Deletes a repository, or an image.',
			options: [
				...REGISTRY,
				{ ...REPOSITORY, required: false },
				{ long: 'image', short: 't', summary: 'The image, in place of the repository.' },
				YES,
			],
			run: remove,
		},
		{
			name: 'acr credential show',
			summary: 'Shows the password of a registry, which opens all that is in it.',
			options: REGISTRY,
			*run(args, context) {
				const place = yield* placeOf(registryKind, args, context);
				if (!place.ok) return place;
				const answer = yield* ask(requests.arm('POST', `${place.id}/listCredentials`));
				return answer.ok ? done(answer.body) : answer;
			},
		},
	],
};
