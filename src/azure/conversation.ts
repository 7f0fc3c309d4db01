import type { HttpRequest, HttpResponse } from './http';
import type { World } from './world';

/**
 * Work that needs an answer before it can ask the next thing, written as a generator that yields requests. It stays
 * pure: who runs it decides whether the answers come from a world, from a recording or from the real Azure.
 */
export type Conversation<T> = Generator<HttpRequest, T, HttpResponse>;

/** One request with its answer. */
export interface Exchange {
	readonly request: HttpRequest;
	readonly response: HttpResponse;
}

/** Holds a conversation with anything that answers requests, and returns its result. */
export function converse<T>(
	conversation: Conversation<T>,
	answer: (request: HttpRequest) => HttpResponse,
): T {
	let step = conversation.next();
	while (!step.done) step = conversation.next(answer(step.value));
	return step.value;
}

/** Holds a conversation with a world through the given `handle`; every exchange is kept, in order. */
export function converseWith<T>(
	handle: (world: World, request: HttpRequest) => [World, HttpResponse],
	world: World,
	conversation: Conversation<T>,
): { world: World; result: T; exchanges: Exchange[] } {
	let current = world;
	const exchanges: Exchange[] = [];
	const result = converse(conversation, (request) => {
		const [next, response] = handle(current, request);
		current = next;
		exchanges.push({ request, response });
		return response;
	});
	return { world: current, result, exchanges };
}
