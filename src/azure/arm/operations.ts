import { empty, json, type HttpResponse } from '../http';
import { mintGuid } from '../ids';
import { keep, keysOf, own, withEntry } from '../json';
import { lifecycleOf } from '../lifecycles/run';
import { armTime } from '../time';
import type { RecordRef, World } from '../world';
import type { ArmCall, Reply } from './call';
import { renderResource } from './render';

/**
 * Long-running operations: the answer names an address to poll until the work is done.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */

const ARM = 'https://management.azure.com';
const RUNNING = ['creating', 'updating', 'deleting'];

/** Whether the work on a record is still going on. */
export const isRunning = (world: World, record: RecordRef): boolean =>
	RUNNING.includes(lifecycleOf(world, record)?.state ?? 'gone');

/** How many operations that are over can still be asked about. Azure forgets them after some days. */
const REMEMBERED = 40;

/** How many more there may be meanwhile: forgetting copies all that stay, so it is done for several at once. */
const AT_ONCE = 20;

/** The operations without the oldest ones that are over, should there be many. */
function remembered(world: World): World['operations'] {
	const ids = keysOf(world.operations);
	const surplus = ids.length - REMEMBERED;
	if (surplus <= 0 || surplus % AT_ONCE !== 0) return world.operations;
	const isOver = (id: string) => {
		const operation = world.operations[id];
		return operation !== undefined && !isRunning(world, operation.record);
	};
	const forgotten = new Set(ids.filter(isOver).slice(0, surplus));
	return keep(world.operations, (_, id) => !forgotten.has(id));
}

/** Starts an operation; the headers tell the client where to ask and how long to wait. */
export function startOperation(
	world: World,
	record: RecordRef,
	address: (operationId: string) => string,
	style: 'azure-asyncoperation' | 'location',
): [World, Readonly<Record<string, string>>] {
	const [next, id] = mintGuid(world, 'operation');
	const operations = withEntry(remembered(next), id, { startedAt: next.now, record });
	return [
		{ ...next, operations },
		{
			[style]: `${ARM}${address(id)}`,
			'retry-after': isRunning(world, record) ? '5' : '0',
		},
	];
}

/**
 * `GET …/operations/{id}` (a status document); `GET …/operationresults/{id}` and `…/operations/{id}?monitor=true` (202 until
 * done); `…/asyncoperations/{id}` (202 until done, then the resource that was made).
 */
export function handleOperation(world: World, call: ArmCall, id: string): Reply {
	const operation = own(world.operations, id.toLowerCase());
	if (!operation) return [world, notFound(id)];
	const running = isRunning(world, operation.record);
	const isOfCreation = /\/asyncoperations\//i.test(call.id);
	if (isOfCreation || /\/operationresults\//i.test(call.id) || call.query.monitor === 'true') {
		if (running) return [world, empty(202, { location: call.request.url, 'retry-after': '5' })];
		const made = isOfCreation ? world.resources[operation.record.key] : undefined;
		return [world, made ? json(200, renderResource(world, made)) : empty(200)];
	}
	const failed = lifecycleOf(world, operation.record)?.state === 'failed';
	return [
		world,
		json(200, {
			name: id,
			startTime: armTime(operation.startedAt),
			...(running ? {} : { endTime: armTime(world.now) }),
			status: running ? 'InProgress' : failed ? 'Failed' : 'Succeeded',
		}),
	];
}

const notFound = (id: string): HttpResponse =>
	json(404, {
		error: { code: 'OperationNotFound', message: `The operation '${id}' was not found.` },
	});
