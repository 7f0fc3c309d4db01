import * as v from 'valibot';
import {
	PEOPLE,
	TIMINGS,
	type Milliseconds,
	type PersonKey,
	type World,
	type programs,
} from '../azure';
import { programSchema } from './programSchema';
import { hideIds, showIds } from './shareIds';
import { packedRequest, packRequest, unpackRequest, type PackedRequest } from './shareRequest';
import type { Cause } from './step';

/** The most virtual time that a link may let pass, in milliseconds: thirty years. */
const MOST_TIME = 30 * 365 * 86_400_000;

/** The most inputs that a link may hold. */
export const MOST_CAUSES = 2000;

/** What was done, as a link holds it: a line, a span of time, or a list whose first entry says what the rest is. */
export type PackedCause =
	| string
	| number
	| readonly [0, label: string, ...requests: PackedRequest[]]
	| readonly [1, resourceId: string, program: Readonly<Record<string, unknown>>]
	| readonly [2, as: PersonKey]
	| readonly [3, timing: (typeof TIMINGS)[number]]
	| readonly [4, label: string, waits: readonly Milliseconds[], ...requests: PackedRequest[]];

const people: readonly PersonKey[] = PEOPLE.map(({ key }) => key);
const text = v.string();
const span = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(MOST_TIME));

/** What a packed cause looks like. */
export const packedCause: v.GenericSchema<unknown, PackedCause> = v.union([
	text,
	span,
	v.pipe(
		v.tupleWithRest([v.literal(0), text], packedRequest),
		v.transform((all): PackedCause => all),
	),
	v.strictTuple([v.literal(1), text, v.record(text, v.unknown())]),
	v.strictTuple([v.literal(2), v.picklist(people)]),
	v.strictTuple([v.literal(3), v.picklist(TIMINGS)]),
	v.pipe(
		v.tupleWithRest([v.literal(4), text, v.array(span)], packedRequest),
		v.transform((all): PackedCause => all),
	),
]);

/** How long the time is that a cause lets pass, in milliseconds. */
function timeOf(cause: PackedCause): number {
	if (typeof cause === 'number') return cause;
	if (typeof cause === 'string' || cause[0] !== 4) return 0;
	return cause[2].reduce((sum, wait) => sum + wait, 0);
}

const timeIn = (causes: readonly PackedCause[]): number =>
	causes.reduce<number>((sum, cause) => sum + timeOf(cause), 0);

const causes = v.pipe(
	v.array(packedCause),
	v.maxLength(MOST_CAUSES, 'too many steps'),
	v.check((all) => timeIn(all) <= MOST_TIME, 'too long a time'),
);

/** What a link to a place holds: `[title, lesson or '', options, opening, causes]`. */
export const sharedForm = v.strictTuple([
	v.pipe(text, v.maxLength(200)),
	v.pipe(text, v.maxLength(100)),
	v.strictObject({
		seed: v.exactOptional(v.pipe(text, v.maxLength(100))),
		timing: v.exactOptional(v.picklist(TIMINGS)),
		now: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4e12))),
		signedInAs: v.exactOptional(v.picklist(people)),
		directoryQuota: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
	}),
	causes,
	causes,
]);
/** See {@link sharedForm}. */
export type SharedForm = v.InferOutput<typeof sharedForm>;

/** JSON of the same value is the same text, whatever order its keys came in. */
const sorted = (value: unknown): unknown =>
	typeof value !== 'object' || value === null
		? value
		: Array.isArray(value)
			? value.map(sorted)
			: Object.fromEntries(
					Object.entries(value)
						.sort(([a], [b]) => (a < b ? -1 : 1))
						.map(([key, entry]) => [key, sorted(entry)]),
				);

/** Does something to every text in a value of JSON, keys included. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [change(key), mapTexts(entry, change)]),
	);
}

function pack(cause: Cause): PackedCause {
	switch (cause.kind) {
		case 'run':
			return cause.line;
		case 'advance':
			return cause.duration;
		case 'send':
			return cause.waits?.some((wait) => wait > 0)
				? [4, cause.label ?? '', cause.waits, ...cause.requests.map(packRequest)]
				: [0, cause.label ?? '', ...cause.requests.map(packRequest)];
		case 'program':
			return [1, cause.resourceId, sorted(cause.program) as Record<string, unknown>];
		case 'signIn':
			return [2, cause.as];
		case 'timing':
			return [3, cause.timing];
	}
}

/** Stands in a label for the name of what the last request is about, what comes before is for it: that is said once. */
const NAME = '~n~';

/** The name of what a packed cause's last request is about; '' when it has none. */
function nameIn([, , ...requests]: Extract<PackedCause, readonly [0, ...unknown[]]>): string {
	const last = requests.at(-1);
	const id = last === undefined || 'url' in last || last.length === 4 ? '' : last[1];
	return id.slice(id.lastIndexOf('/') + 1);
}

/** Packs what is done in a world, without the ids that the world knows, and the keys that it knows `after` that (pure). */
export function packCause(cause: Cause, world: World, after: World): PackedCause {
	const packed = mapTexts(pack(cause), (text) => hideIds(text, world, after)) as PackedCause;
	if (typeof packed !== 'object' || packed[0] !== 0) return packed;
	const [, label, ...requests] = packed;
	const name = nameIn(packed);
	if (name === '' || !label.endsWith(name)) return packed;
	return [0, label.slice(0, -name.length) + NAME, ...requests];
}

/** Puts the name back into a label. */
function named(packed: PackedCause): PackedCause {
	if (typeof packed !== 'object' || packed[0] !== 0) return packed;
	const [, label, ...requests] = packed;
	if (!label.endsWith(NAME)) return packed;
	return [0, label.slice(0, -NAME.length) + nameIn(packed), ...requests];
}

/** What was packed, to be done in a world (pure); `undefined` for a program that is none. */
export function unpackCause(packed: PackedCause, world: World, after = world): Cause | undefined {
	const shown = mapTexts(named(packed), (text) => showIds(text, world, after)) as PackedCause;
	if (typeof shown === 'string') return { kind: 'run', line: shown };
	if (typeof shown === 'number') return { kind: 'advance', duration: shown };
	switch (shown[0]) {
		case 0: {
			const [, label, ...requests] = shown;
			const named = label === '' ? {} : { label };
			return { kind: 'send', requests: requests.map(unpackRequest), ...named };
		}
		case 1: {
			const program = v.safeParse(programSchema, shown[2]);
			if (!program.success) return undefined;
			const { output }: { output: programs.Program } = program;
			return { kind: 'program', resourceId: shown[1], program: output };
		}
		case 2:
			return { kind: 'signIn', as: shown[1] };
		case 3:
			return { kind: 'timing', timing: shown[1] };
		case 4: {
			const [, label, waits, ...requests] = shown;
			const named = label === '' ? {} : { label };
			return { kind: 'send', requests: requests.map(unpackRequest), waits, ...named };
		}
	}
}
