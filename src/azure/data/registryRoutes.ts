import type { Reply } from '../arm/call';
import type { HttpRequest } from '../http';
import { decode, type ParsedUrl } from '../url';
import type { World } from '../world';
import {
	appendUpload,
	deleteManifest,
	deleteRepository,
	finishUpload,
	getLayer,
	getManifest,
	getRepository,
	getTag,
	listManifests,
	listRepositories,
	listTags,
	putManifest,
	startUpload,
	type RegistryCall,
} from './images';
import type { RegistryAccess } from './registryTokens';

/** Repositories, manifests and layers by what is asked for. @see https://learn.microsoft.com/rest/api/containerregistry */

/** A route of a registry: what it needs, and what is done. */
export interface RegistryRoute {
	readonly operationName: string;
	readonly access: RegistryAccess;
	/** What the log names: `shop/web:v1`. */
	readonly target?: string;
	/** Registries log images that go in and out, not every look at a list. */
	readonly logs: boolean;
	readonly run: (world: World, call: RegistryCall) => Reply;
}

type Run = (world: World, call: RegistryCall, names: Names) => Reply;
type Names = Readonly<Record<'name' | 'reference', string>>;

/** Method, path, operation, words of the scope, and whether it is logged. The first that fits answers. */
const ROUTES: readonly (readonly [string, RegExp, string, readonly string[], boolean, Run])[] = [
	['GET', /^\/v2\/_catalog$/, 'ListRepositories', ['*'], false, listRepositories],
	['GET', /^\/acr\/v1\/_catalog$/, 'ListRepositories', ['*'], false, listRepositories],
	['GET', /^\/v2\/(?<name>.+)\/tags\/list$/, 'ListTags', ['pull'], false, listTags],
	[
		'GET',
		/^\/v2\/(?<name>.+)\/manifests\/(?<reference>[^/]+)$/,
		'Pull',
		['pull'],
		true,
		getManifest,
	],
	[
		'HEAD',
		/^\/v2\/(?<name>.+)\/manifests\/(?<reference>[^/]+)$/,
		'Pull',
		['pull'],
		false,
		getManifest,
	],
	[
		'PUT',
		/^\/v2\/(?<name>.+)\/manifests\/(?<reference>[^/]+)$/,
		'Push',
		['pull', 'push'],
		true,
		putManifest,
	],
	[
		'DELETE',
		/^\/v2\/(?<name>.+)\/manifests\/(?<reference>[^/]+)$/,
		'Delete',
		['delete'],
		true,
		deleteManifest,
	],
	[
		'POST',
		/^\/v2\/(?<name>.+)\/blobs\/uploads$/,
		'StartUpload',
		['pull', 'push'],
		false,
		startUpload,
	],
	[
		'PATCH',
		/^\/v2\/(?<name>.+)\/blobs\/uploads\/(?<reference>[^/]+)$/,
		'AppendUpload',
		['pull', 'push'],
		false,
		appendUpload,
	],
	[
		'PUT',
		/^\/v2\/(?<name>.+)\/blobs\/uploads\/(?<reference>[^/]+)$/,
		'FinishUpload',
		['pull', 'push'],
		false,
		finishUpload,
	],
	[
		'GET',
		/^\/v2\/(?<name>.+)\/blobs\/(?<reference>[^/]+)$/,
		'PullLayer',
		['pull'],
		false,
		getLayer,
	],
	[
		'HEAD',
		/^\/v2\/(?<name>.+)\/blobs\/(?<reference>[^/]+)$/,
		'PullLayer',
		['pull'],
		false,
		getLayer,
	],
	[
		'GET',
		/^\/acr\/v1\/(?<name>.+)\/_tags\/(?<reference>[^/]+)$/,
		'GetTag',
		['metadata_read'],
		false,
		getTag,
	],
	['GET', /^\/acr\/v1\/(?<name>.+)\/_tags$/, 'ListTags', ['metadata_read'], false, getTag],
	[
		'GET',
		/^\/acr\/v1\/(?<name>.+)\/_manifests(?:\/(?<reference>[^/]+))?$/,
		'ListManifests',
		['metadata_read'],
		false,
		listManifests,
	],
	['GET', /^\/acr\/v1\/(?<name>.+)$/, 'GetRepository', ['metadata_read'], false, getRepository],
	['DELETE', /^\/acr\/v1\/(?<name>.+)$/, 'DeleteRepository', ['delete'], true, deleteRepository],
];

/** What a request to a registry asks for. */
export function findRegistryRoute(request: HttpRequest, url: ParsedUrl): RegistryRoute | undefined {
	const path = decode(url.rawPath).replace(/\/+$/, '');
	for (const [method, pattern, operationName, actions, logs, run] of ROUTES) {
		const match = method === request.method ? pattern.exec(path) : null;
		if (!match) continue;
		const { name = '', reference = '' } = match.groups ?? {};
		const isCatalog = actions.includes('*');
		const separator = reference.startsWith('sha256:') ? '@' : ':';
		return {
			operationName,
			access: {
				type: isCatalog ? 'registry' : 'repository',
				name: isCatalog ? 'catalog' : name,
				actions,
			},
			...(name === ''
				? {}
				: { target: reference === '' ? name : `${name}${separator}${reference}` }),
			logs,
			run: (world, call) => run(world, call, { name, reference }),
		};
	}
	return undefined;
}
