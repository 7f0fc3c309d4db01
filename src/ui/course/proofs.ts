import { isObject, parseJson } from '../../azure';
import { checkLesson, isSolved, openingOf, type Lesson } from '../../course';
import { decodeSitting, encodeSitting, replay, type Sitting } from '../../playground';
import { recall, remember } from '../remember';
import { goalWords } from '../words/goals';

/** The transcript of a solved lesson: all that it takes to do it again. */
export interface Proof {
	readonly lesson: string;
	/** What was bet, by prediction. */
	readonly answers: Readonly<Record<string, string>>;
	/** A sitting as {@link encodeSitting} writes it. */
	readonly sitting: string;
}

/** What came of doing a transcript again. */
export type Verdict =
	| { readonly kind: 'holds'; readonly steps: number }
	| { readonly kind: 'unreadable'; readonly why: string }
	/** A goal that is not met in the end. */
	| { readonly kind: 'notMet'; readonly expected: string; readonly saw: string };

const FORMAT = 'keyless-proof/1';
const INDEX = 'proofs';
const isText = (value: unknown): value is string => typeof value === 'string';

function proofOf(value: unknown): Proof | undefined {
	if (!isObject(value) || !isText(value.lesson) || !isText(value.sitting)) return undefined;
	if (!isObject(value.answers)) return undefined;
	const answers = Object.entries(value.answers).filter((entry): entry is [string, string] =>
		isText(entry[1]),
	);
	return { lesson: value.lesson, answers: Object.fromEntries(answers), sitting: value.sitting };
}

const slugs = (): readonly string[] => {
	const kept = parseJson(recall(INDEX) ?? '[]');
	return Array.isArray(kept) ? kept.filter(isText) : [];
};

/** Keeps the transcript of a lesson that was just solved; the newest of each lesson counts. */
export function keepProof(
	lesson: string,
	answers: Readonly<Record<string, string>>,
	sitting: Sitting,
): void {
	const { causes, position } = sitting;
	const done = { ...sitting, causes: causes.slice(0, position) };
	const proof: Proof = { lesson, answers, sitting: encodeSitting(done) };
	remember(`proof.${lesson}`, JSON.stringify(proof));
	if (!slugs().includes(lesson)) remember(INDEX, JSON.stringify([...slugs(), lesson]));
}

/** The transcripts of this browser. */
export const keptProofs = (): readonly Proof[] =>
	slugs().flatMap((slug) => proofOf(parseJson(recall(`proof.${slug}`) ?? '')) ?? []);

/** Transcripts as a file's text. */
export const writeProofs = (proofs: readonly Proof[]): string =>
	`${JSON.stringify({ format: FORMAT, proofs }, null, '\t')}\n`;

/** Reads a file's text; `undefined` when it holds no transcripts. */
export function readProofs(text: string): readonly Proof[] | undefined {
	const value = parseJson(text);
	if (!isObject(value) || value.format !== FORMAT || !Array.isArray(value.proofs)) return undefined;
	const proofs = value.proofs.map(proofOf);
	return proofs.every((proof) => proof !== undefined) ? proofs : undefined;
}

/**
 * Does a transcript again and asks every goal of the lesson (pure). The world that it begins in is the lesson's own, whatever
 * the transcript says of it; only what was done is taken from there.
 */
export function verifyProof(proof: Proof, lesson: Lesson): Verdict {
	const sitting = decodeSitting(proof.sitting);
	if ('unreadable' in sitting) return { kind: 'unreadable', why: sitting.why };
	const { causes } = sitting;
	const options = { timing: lesson.timing };
	try {
		const { start, steps } = replay({
			options,
			opening: openingOf(lesson),
			causes,
			position: causes.length,
		});
		const progress = checkLesson(
			lesson,
			{
				start: start.world,
				worlds: steps.map(({ world }) => world),
				answers: proof.answers,
			},
			goalWords,
		);
		const open = progress.find(({ met }) => !met);
		return isSolved(progress) || !open
			? { kind: 'holds', steps: causes.length }
			: { kind: 'notMet', expected: open.expected, saw: open.saw };
	} catch (error) {
		// A forged request can be one that nothing here could have sent.
		return { kind: 'unreadable', why: error instanceof Error ? error.message : String(error) };
	}
}
