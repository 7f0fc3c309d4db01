import type { Reply } from '../arm/call';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { empty } from '../http';
import { blobOfContent, noContainer, writtenHeaders, type BlobCall } from './blobOperations';
import { element, unescapeXml, xml } from './blobXml';
import { blobKey, findContainer, withBlob } from './containers';
import { unmet } from './conditions';
import { findItem, itemsOf, withItem, withoutItem } from './items';
import { storageError } from './storageAccess';
import type { World } from '../world';

/** Large blobs come in blocks that are then put together. @see https://learn.microsoft.com/rest/api/storageservices/put-block-list */

const nameOf = (blob: string, blockId: string): string => `${blob}|${blockId}`;

/** Takes a block of a blob that is yet to be put together. */
export function putBlock(
	world: World,
	{ account, container, blob, url, request }: BlobCall,
): Reply {
	const found = findContainer(world, account, container);
	if (!found) return [world, noContainer(world)];
	const blockId = url.query.blockid;
	if (!blockId)
		return [
			world,
			storageError(
				world,
				400,
				'MissingRequiredQueryParameter',
				'A query parameter that is mandatory for this request is not specified.',
			),
		];
	const next = withItem(world, {
		kind: 'blocks',
		ownerId: found.id,
		name: nameOf(blob, blockId),
		blob,
		blockId,
		content: request.body ?? '',
	});
	return [next, empty(201, { 'x-ms-request-server-encrypted': 'true' })];
}

/** Puts a blob together of the blocks that are named. */
export function putBlockList(world: World, call: BlobCall): Reply {
	const { account, container, blob: name, request } = call;
	const found = findContainer(world, account, container);
	if (!found) return [world, noContainer(world)];
	const refusal = unmet(world, request, world.blobs[blobKey(found.id, name)], 'blob');
	if (refusal) return [world, refusal];
	const ids = [
		...(request.body ?? '').matchAll(
			/<(?:Latest|Uncommitted|Committed)>([^<]*)<\/(?:Latest|Uncommitted|Committed)>/g,
		),
	].map((match) => unescapeXml(match[1] ?? ''));
	const blocks = ids.map((id) => findItem(world, found.id, 'blocks', nameOf(name, id)));
	if (blocks.some((block) => block === undefined))
		return [
			world,
			storageError(world, 400, 'InvalidBlockList', 'The specified block list is invalid.'),
		];
	const content = blocks.map((block) => block?.content ?? '').join('');
	const blob = blobOfContent(world, call, found, content);
	const cleared = itemsOf(world, found.id, 'blocks')
		.filter((block) => block.blob === name)
		.reduce(withoutItem, withBlob(world, blob));
	return [cleared, empty(201, writtenHeaders(blob))];
}

/** The blocks of a blob that are not put together yet. */
export function getBlockList(world: World, { account, container, blob }: BlobCall): Reply {
	const found = findContainer(world, account, container);
	if (!found) return [world, noContainer(world)];
	const waiting = itemsOf(world, found.id, 'blocks')
		.filter((block) => block.blob === blob)
		.map(
			({ blockId, content }) =>
				`<Block>${element('Name', blockId)}${element('Size', utf8ToBytes(content).length)}</Block>`,
		);
	return [
		world,
		xml(
			200,
			`<BlockList><CommittedBlocks /><UncommittedBlocks>${waiting.join('')}</UncommittedBlocks></BlockList>`,
		),
	];
}
