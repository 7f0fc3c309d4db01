import * as v from 'valibot';
import { PEOPLE, TIMINGS, type PersonKey } from '../azure';
import { jsonFault, type TextPlace } from './jsonFault';
import { programSchema } from './programSchema';
import type { Sitting } from './sitting';

/** The version of the saved form. A change that old text cannot be read by takes the next number. */
export const SAVED_VERSION = 1;

const request = v.object({
	method: v.string(),
	url: v.string(),
	headers: v.record(v.string(), v.string()),
	body: v.exactOptional(v.string()),
	from: v.exactOptional(v.string()),
});

const people: readonly PersonKey[] = PEOPLE.map(({ key }) => key);

const duration = v.pipe(v.number(), v.finite(), v.minValue(0));

const cause = v.variant('kind', [
	v.object({
		kind: v.literal('send'),
		requests: v.array(request),
		label: v.exactOptional(v.string()),
		waits: v.exactOptional(v.array(duration)),
	}),
	v.object({ kind: v.literal('run'), line: v.string() }),
	v.object({ kind: v.literal('program'), resourceId: v.string(), program: programSchema }),
	v.object({
		kind: v.literal('advance'),
		duration,
	}),
	v.object({ kind: v.literal('signIn'), as: v.picklist(people) }),
	v.object({ kind: v.literal('timing'), timing: v.picklist(TIMINGS) }),
]);

const sitting = v.object({
	options: v.object({
		seed: v.exactOptional(v.string()),
		timing: v.exactOptional(v.picklist(TIMINGS)),
		now: v.exactOptional(v.pipe(v.number(), v.finite())),
		signedInAs: v.exactOptional(v.picklist(people)),
		directoryQuota: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
	}),
	opening: v.array(cause),
	causes: v.array(cause),
	position: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const saved = v.object({ keyless: v.number(), sitting });

/** Why a saved text could not be opened. `newer`: a later Keyless wrote it. `at`: where it stops being JSON. */
export type Unreadable = {
	readonly unreadable: 'damaged' | 'newer';
	readonly why: string;
	readonly at?: TextPlace;
};

/** A sitting as text. */
export const encodeSitting = (sitting: Sitting): string =>
	JSON.stringify({ keyless: SAVED_VERSION, sitting });

/** Reads a saved text. It is checked through and through, because anything may have written it. */
export function decodeSitting(text: string): Sitting | Unreadable {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		const at = jsonFault(text);
		return { unreadable: 'damaged', why: 'not JSON', ...(at ? { at } : {}) };
	}
	const version = v.safeParse(v.object({ keyless: v.number() }), value);
	if (version.success && version.output.keyless > SAVED_VERSION)
		return { unreadable: 'newer', why: `version ${version.output.keyless}` };
	const result = v.safeParse(saved, value);
	if (result.success) return result.output.sitting;
	const [issue] = result.issues;
	return { unreadable: 'damaged', why: `${v.getDotPath(issue) ?? 'text'}: ${issue.message}` };
}
