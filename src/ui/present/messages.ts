import * as v from 'valibot';
import { COMMANDS } from './clicker';

/**
 * What the screen and the presenter's window say to each other over a BroadcastChannel: plain data with the number of its
 * form. Both have the lesson; only where they are goes over.
 */
export const PRESENT_VERSION = 1;

const keyless = v.literal(PRESENT_VERSION);
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));
const time = v.pipe(v.number(), v.finite(), v.minValue(0));

const stage = v.strictObject({
	keyless,
	from: v.literal('stage'),
	/** The hash of the place that is shown. */
	place: v.pipe(v.string(), v.maxLength(100_000)),
	beat: count,
	/** The whole command stands there. */
	typed: v.boolean(),
	blank: v.boolean(),
	code: v.boolean(),
	/** When the first step began, in milliseconds since 1970; `null` before that. */
	begun: v.nullable(time),
	/** The screen goes away. */
	gone: v.boolean(),
});
const remote = v.union([
	v.strictObject({ keyless, from: v.literal('remote'), ask: v.literal('hello') }),
	v.strictObject({ keyless, from: v.literal('remote'), ask: v.picklist(COMMANDS) }),
	v.strictObject({ keyless, from: v.literal('remote'), ask: v.literal('go'), step: count }),
]);

/** What the screen tells. */
export type StageMessage = v.InferOutput<typeof stage>;
/** What the presenter's window asks. */
export type RemoteMessage = v.InferOutput<typeof remote>;

function read<S extends v.GenericSchema>(schema: S, data: unknown): v.InferOutput<S> | undefined {
	try {
		const checked = v.safeParse(schema, data);
		return checked.success ? checked.output : undefined;
	} catch {
		// Getters and proxies do not come through a channel, but a test may send them.
		return undefined;
	}
}

/** Reads what a screen tells (pure); `undefined` for anything else. Never throws. */
export const readStage = (data: unknown): StageMessage | undefined => read(stage, data);

/** Reads what a presenter's window asks (pure); `undefined` for anything else. Never throws. */
export const readRemote = (data: unknown): RemoteMessage | undefined => read(remote, data);
