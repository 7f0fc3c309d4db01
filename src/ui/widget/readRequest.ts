import * as v from 'valibot';
import type { EmbedRequest } from '../../playground';

const keyless = v.literal(1);
const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const plain = <A extends string>(ask: A) => v.object({ keyless, id, ask: v.literal(ask) });

const request = v.variant('ask', [
	plain('hello'),
	plain('reset'),
	plain('getState'),
	plain('shareUrl'),
	v.object({ keyless, id, ask: v.literal('theme'), theme: v.picklist(['light', 'dark', 'auto']) }),
	v.object({ keyless, id, ask: v.literal('run'), line: text(20_000) }),
	v.object({
		keyless,
		id,
		ask: v.literal('goto'),
		step: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2000)),
	}),
	v.object({ keyless, id, ask: v.literal('setState'), state: text(40_000) }),
]);

/** Reads a message (pure); `undefined` unless it is one of ours. Never throws: anything may have sent it. */
export function readRequest(data: unknown): EmbedRequest | undefined {
	try {
		const read = v.safeParse(request, data);
		return read.success ? read.output : undefined;
	} catch {
		// What was sent by structured clone has no getters; what a test sends may.
		return undefined;
	}
}
