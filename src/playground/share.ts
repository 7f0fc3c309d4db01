import * as v from 'valibot';
import type { WorldOptions } from '../azure';
import { sameSession } from '../cli';
import { perform } from './perform';
import { packCause, sharedForm, unpackCause, type PackedCause, type SharedForm } from './shareForm';
import { mayHoldKeys } from './shareIds';
import { fromAddress, toAddress } from './shareText';
import { begin, type Sitting } from './sitting';
import type { Cause, Moment } from './step';

/** The version of a link's form. Links of one version are read for ever; another form takes the next number. */
export const SHARE_VERSION = 1;

/** What is put into a link. */
export interface Shareable {
	readonly title: string;
	/** The slug of the lesson that it is done in; its opening is then not in the link. */
	readonly lesson?: string;
	readonly sitting: Sitting;
}

/** What was read from a link: checked, and not yet done. */
export interface Shared {
	readonly title: string;
	readonly lesson: string | undefined;
	/** How many inputs it holds besides the opening. */
	readonly steps: number;
	readonly form: SharedForm;
}

/** Why a link could not be read. `newer`: a later Keyless wrote it. `tooLarge`: it holds more than any link may. */
export interface Unshared {
	readonly unshared: 'damaged' | 'newer' | 'tooLarge';
}

/** How a lesson begins: what its world starts from and its opening. */
export type LessonStart = Pick<Sitting, 'options' | 'opening'>;

interface Done<T> {
	readonly causes: T[];
	readonly end: Moment;
}

/** Does causes one after the other and packs those that left something behind, each in the world that it met. */
function packAll(causes: readonly Cause[], start: Moment): Done<PackedCause> {
	let end = start;
	const packed: PackedCause[] = [];
	for (const cause of causes) {
		const { world, session } = perform(end, cause);
		if (world !== end.world || !sameSession(session, end.session))
			packed.push(packCause(cause, end.world, world));
		end = { world, session };
	}
	return { causes: packed, end };
}

/**
 * A sitting as the text of a link (pure): `1.…`, for the hash of an address. What was undone, and what only looked, stays
 * out; ids come from the seed.
 */
export function encodeShare({ title, lesson = '', sitting }: Shareable): string {
	const { options, opening, causes, position } = sitting;
	const opened = packAll(opening, begin(options).start);
	const done = packAll(causes.slice(0, position), opened.end);
	const form: SharedForm = [
		title.slice(0, 200),
		lesson,
		lesson === '' ? inOrder(options) : {},
		lesson === '' ? opened.causes : [],
		done.causes,
	];
	return `${SHARE_VERSION}.${toAddress(JSON.stringify(form))}`;
}

const inOrder = (options: WorldOptions): WorldOptions =>
	Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Reads the text of a link. Anything may have written it: this never throws and does nothing yet. */
export function decodeShare(text: string): Shared | Unshared {
	const [, version, packed = ''] = /^(\d{1,6})\.(.*)$/s.exec(text) ?? [];
	if (version === undefined) return { unshared: 'damaged' };
	if (Number(version) > SHARE_VERSION) return { unshared: 'newer' };
	if (Number(version) < SHARE_VERSION) return { unshared: 'damaged' };
	const read = fromAddress(packed);
	if (typeof read === 'string') return { unshared: read };
	let value: unknown;
	try {
		value = JSON.parse(read.text);
	} catch {
		return { unshared: 'damaged' };
	}
	const checked = v.safeParse(sharedForm, value);
	if (!checked.success) return { unshared: 'damaged' };
	const form = checked.output;
	const [title, lesson, , , causes] = form;
	return { title, lesson: lesson === '' ? undefined : lesson, steps: causes.length, form };
}

/** Unpacks one cause. Keys of accounts that it makes itself are known once it was done, whatever keys it says. */
function unpackIn(packed: PackedCause, moment: Moment): Cause | undefined {
	const cause = unpackCause(packed, moment.world);
	return cause && mayHoldKeys(JSON.stringify(packed))
		? unpackCause(packed, moment.world, perform(moment, cause).world)
		: cause;
}

/** Unpacks causes, doing each to know the world of the next. */
function unpackAll(packed: readonly PackedCause[], start: Moment): Done<Cause> | undefined {
	let end = start;
	const causes: Cause[] = [];
	for (const each of packed) {
		const cause = unpackIn(each, end);
		if (!cause) return undefined;
		const { world, session } = perform(end, cause);
		end = { world, session };
		causes.push(cause);
	}
	return { causes, end };
}

/**
 * Does what a link says in a world of its own, and gives the sitting of it. `start` is how its lesson begins, when it has
 * one. Never throws.
 */
export function openShare({ lesson, form }: Shared, start?: LessonStart): Sitting | Unshared {
	if ((lesson === undefined) !== (start === undefined)) return { unshared: 'damaged' };
	const [, , ownOptions, packedOpening, packedCauses] = form;
	const options = start?.options ?? ownOptions;
	try {
		const first = begin(options, start?.opening).start;
		const opened = start ? { causes: start.opening, end: first } : unpackAll(packedOpening, first);
		const done = opened && unpackAll(packedCauses, opened.end);
		if (!done) return { unshared: 'damaged' };
		const { causes } = done;
		return { options, opening: opened.causes, causes, position: causes.length };
	} catch {
		return { unshared: 'damaged' };
	}
}
