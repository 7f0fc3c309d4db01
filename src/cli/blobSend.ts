import type { Conversation, HttpRequest, HttpResponse, JsonObject } from '../azure';
import type { Args } from './args';
import { blobRefusal, openBlobs } from './blobAccess';
import { nextMarker } from './blobXml';
import { done, type CommandValue, type Context, type Success } from './command';

/** Sends one request in the way that the line asks for, and reads the answer. */
export function* send(
	args: Args,
	context: Context,
	request: HttpRequest,
	read: (response: HttpResponse) => Success,
): Conversation<CommandValue> {
	const door = yield* openBlobs(args, context);
	if (!door.ok) return door;
	const { warnings } = door;
	const response = yield door.sign(request);
	const ended =
		response.status >= 200 && response.status < 300 ? read(response) : blobRefusal(response);
	return { ...ended, ...(warnings.length > 0 ? { warnings } : {}) };
}

/** Reads a list, page after page. */
export function* sendList(
	args: Args,
	context: Context,
	request: (marker: string) => HttpRequest,
	read: (xml: string) => readonly JsonObject[],
): Conversation<CommandValue> {
	const door = yield* openBlobs(args, context);
	if (!door.ok) return door;
	const { warnings } = door;
	const items: JsonObject[] = [];
	for (let marker: string | undefined = ''; marker !== undefined;) {
		const response: HttpResponse = yield door.sign(
			request(marker === '' ? '' : `&marker=${encodeURIComponent(marker)}`),
		);
		if (response.status !== 200)
			return { ...blobRefusal(response), ...(warnings.length > 0 ? { warnings } : {}) };
		items.push(...read(response.body));
		marker = nextMarker(response.body);
	}
	return done(items, warnings);
}
