import {
	advance,
	handle,
	type HttpRequest,
	type HttpResponse,
	type Milliseconds,
	type World,
} from '../../azure';
import type { CodeRequest } from './sandbox/messages';

/** The most requests of one run. */
export const MOST_REQUESTS = 500;

/** The most virtual time of one run, in milliseconds. The worker ends a program earlier; this holds for who got around it. */
export const LONGEST_RUN: Milliseconds = 2 * 86_400_000;

/** What a run of code asked for: enough to do it again. */
export interface Deeds {
	readonly requests: readonly HttpRequest[];
	/** Virtual time before each request, and after the last one. */
	readonly waits: readonly Milliseconds[];
}

/** Answers the requests of one run, each in the world that the one before left. */
export interface Ledger {
	readonly deeds: Deeds;
	/** Lets time pass, as long as there is some left. */
	wait(duration: Milliseconds): void;
	/** Answers a request; `undefined` when there were too many. */
	answer(request: CodeRequest): HttpResponse | undefined;
}

/**
 * Opens a ledger on a world for code on a resource. Whatever the code claims, its requests come from that resource and from
 * nobody's session: without a token it is a stranger.
 */
export function openLedger(world: World, resourceId: string): Ledger {
	let current = world;
	let waited = 0;
	let passed = 0;
	const requests: HttpRequest[] = [];
	const waits: Milliseconds[] = [];
	return {
		get deeds() {
			return { requests: [...requests], waits: [...waits, waited] };
		},
		wait(asked) {
			const duration = Math.min(asked, LONGEST_RUN - passed);
			passed += duration;
			waited += duration;
			if (duration > 0) current = advance(current, duration);
		},
		answer({ method, url, headers, body }) {
			if (requests.length >= MOST_REQUESTS) return undefined;
			const request: HttpRequest = {
				method,
				url,
				headers: { authorization: '', ...headers },
				...(body === undefined ? {} : { body }),
				from: resourceId,
			};
			const [next, response] = handle(current, request);
			current = next;
			requests.push(request);
			waits.push(waited);
			waited = 0;
			return response;
		},
	};
}
