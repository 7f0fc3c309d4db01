import type { Reply } from '../arm/call';
import type { HttpRequest, HttpResponse } from '../http';
import type { Resource, World } from '../world';
import { element, unescapeXml, xml } from './blobXml';
import { itemsOf, withItem, withoutItem } from './items';
import type { StoredPolicy } from '../records/data';
import { storageError, type StorageService } from './storageAccess';

/**
 * Access policies that are stored with a container, a queue or a table: a signature that names one goes by what it says now,
 * so that changing or removing it takes back what was given out.
 * @see https://learn.microsoft.com/rest/api/storageservices/define-stored-access-policy
 */

/** As many as one container, queue or table can have. */
const MOST = 5;

const textOf = (tag: string, text: string): string | undefined => {
	const found = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1];
	return found === undefined || found === '' ? undefined : unescapeXml(found);
};

/** Storage writes moments with seven digits behind the second. */
const moment = (text: string | undefined): string | undefined => {
	const time = text === undefined ? NaN : Date.parse(text);
	return Number.isNaN(time)
		? undefined
		: new Date(time).toISOString().replace(/\.(\d{3})Z$/, '.$10000Z');
};

/** The policies that a body lists; `undefined` when it is none of Storage's, or lists too many. */
function readPolicies(ownerId: string, body = ''): readonly StoredPolicy[] | undefined {
	if (body !== '' && !/<SignedIdentifiers\b/.test(body)) return undefined;
	const entries = [...body.matchAll(/<SignedIdentifier>([^]*?)<\/SignedIdentifier>/g)];
	if (entries.length > MOST) return undefined;
	const read = entries.map(([, entry = '']): StoredPolicy => {
		const start = moment(textOf('Start', entry));
		const expiry = moment(textOf('Expiry', entry));
		const permissions = textOf('Permission', entry);
		return {
			kind: 'policies',
			ownerId,
			name: textOf('Id', entry) ?? '',
			...(start === undefined ? {} : { start }),
			...(expiry === undefined ? {} : { expiry }),
			...(permissions === undefined ? {} : { permissions }),
		};
	});
	return read.every(({ name }) => name !== '' && name.length <= 64) ? read : undefined;
}

/** The policies of a container, a queue or a table. */
export function getPolicies(
	world: World,
	{ id }: Resource,
	headers: Readonly<Record<string, string>> = {},
): Reply {
	const entries = itemsOf(world, id, 'policies').map(({ name, start, expiry, permissions }) => {
		const said = Object.entries({ Start: start, Expiry: expiry, Permission: permissions });
		const policy = said.map(([tag, value]) => (value === undefined ? '' : element(tag, value)));
		return `<SignedIdentifier>${element('Id', name)}<AccessPolicy>${policy.join('')}</AccessPolicy></SignedIdentifier>`;
	});
	return [world, xml(200, `<SignedIdentifiers>${entries.join('')}</SignedIdentifiers>`, headers)];
}

/** The world with the policies that a request lists, and no others; the refusal of one that cannot be read. */
export function withPolicies(
	world: World,
	{ id }: Resource,
	{ body }: HttpRequest,
	service: StorageService,
): World | HttpResponse {
	const policies = readPolicies(id, body);
	if (!policies)
		return storageError(
			world,
			400,
			'InvalidXmlDocument',
			'XML specified is not syntactically valid.',
			{ service },
		);
	return policies.reduce(withItem, itemsOf(world, id, 'policies').reduce(withoutItem, world));
}
