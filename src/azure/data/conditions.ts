import { header, type HttpRequest, type HttpResponse } from '../http';
import type { Milliseconds } from '../time';
import type { World } from '../world';
import { storageError, type StorageService } from './storageAccess';

/** What a request says must be so, lest it be refused. @see https://learn.microsoft.com/rest/api/storageservices/specifying-conditional-headers-for-blob-service-operations */

/** Something that has an ETag: a blob, an entity. */
export interface Versioned {
	/** Without its quotes. */
	readonly etag: string;
	readonly changedAt: Milliseconds;
}

const named = (value: string): string[] =>
	value.split(',').map((each) =>
		each
			.trim()
			.replace(/^W\//, '')
			.replace(/^"(.*)"$/, '$1'),
	);

const matches = (wanted: string, found: Versioned | undefined): boolean =>
	found !== undefined && (wanted.trim() === '*' || named(wanted).includes(found.etag));

/** HTTP dates know whole seconds. */
const seconds = (moment: Milliseconds): Milliseconds => Math.floor(moment / 1000) * 1000;

/** The refusal when a condition does not hold, or `undefined`. Readers are told that nothing changed, writers that something did. */
export function unmet(
	world: World,
	request: HttpRequest,
	found: Versioned | undefined,
	service: StorageService,
): HttpResponse | undefined {
	const reads = request.method === 'GET' || request.method === 'HEAD';
	const failed = storageError(
		world,
		412,
		'ConditionNotMet',
		'The condition specified using HTTP conditional header(s) is not met.',
		{ service },
	);
	const unchanged: HttpResponse = {
		status: 304,
		headers: {
			'x-ms-error-code': 'ConditionNotMet',
			...(found ? { etag: `"${found.etag}"` } : {}),
		},
		body: '',
	};
	const date = (name: string) => Date.parse(header(request, name) ?? '');
	const [match, noneMatch] = [header(request, 'if-match'), header(request, 'if-none-match')];
	if (match !== undefined && !matches(match, found)) return failed;
	if (noneMatch !== undefined && matches(noneMatch, found)) {
		if (reads) return unchanged;
		return noneMatch.trim() === '*'
			? storageError(world, 409, 'BlobAlreadyExists', 'The specified blob already exists.', {
					service,
				})
			: failed;
	}
	if (!found) return undefined;
	if (seconds(found.changedAt) > date('if-unmodified-since')) return failed;
	if (seconds(found.changedAt) <= date('if-modified-since')) return reads ? unchanged : failed;
	return undefined;
}
