import { durationOf, readActions, type Action, type Block, type Lesson } from '../../course';
import type { Prediction } from '../../course';
import { alignBlocks } from './align';

/** A step of a demo: one action of the lesson's solution, with what the text says to it. */
export interface DeckStep {
	readonly action: Action;
	/** Azure says no to it, and so it should. */
	readonly refused: boolean;
	/** What the room reads meanwhile: the lesson's text, without what is for doing. */
	readonly text: readonly Block[];
	/** What only the presenter reads. */
	readonly notes: readonly string[];
	/** How long it is planned to take, in milliseconds. */
	readonly planned: number;
}

/** What is on the screen at a moment: a press of the clicker leads to the next. */
export interface Beat {
	readonly show: 'title' | 'bet' | 'typed' | 'ran' | 'answer' | 'end';
	/** The step that it belongs to; the title has 0, the steps begin at 1, the end comes after the last. */
	readonly step: number;
	/** How many actions were done. */
	readonly done: number;
	readonly bet?: Prediction;
}

/** A lesson as it is shown to a room. */
export interface Deck {
	/** The tag of the language that its texts speak. */
	readonly language: string;
	readonly title: string;
	readonly summary: string;
	/** Notes for before the first step. */
	readonly notes: readonly string[];
	readonly steps: readonly DeckStep[];
	/** What the text says after the last step. */
	readonly last: readonly Block[];
	readonly beats: readonly Beat[];
}

/** A piece of the text, and the steps during which it is shown: from the first to the last of them, by index. */
interface Part {
	readonly blocks: Block[];
	readonly from: number;
	/** The step whose command follows it; one past the last step for the text's end. */
	until: number;
}

/** Cuts a text before each command that is a step. */
function partsOf(prose: readonly Block[], aligned: ReadonlyMap<Block, number>, steps: number) {
	const parts: Part[] = [{ blocks: [], from: 0, until: steps }];
	for (const block of prose) {
		const step = aligned.get(block);
		const part = parts.at(-1);
		if (!part) continue;
		if (step === undefined) part.blocks.push(block);
		else {
			part.until = step;
			parts.push({ blocks: [], from: step + 1, until: steps });
		}
	}
	return parts;
}

const isRead = ({ kind }: Block): boolean => kind !== 'predict' && kind !== 'notes';

/** A bet is made before the command that it stands beside: the next one, unless text comes between. */
function betsIn(part: Part, lesson: Lesson) {
	return part.blocks.flatMap((block, index) => {
		if (block.kind !== 'predict') return [];
		const bet = lesson.predict.find(({ id }) => id === block.prediction);
		const near = part.blocks.slice(index + 1).every((other) => !isRead(other));
		return bet ? [{ bet, before: near ? part.until : part.from, after: part.until }] : [];
	});
}

/** The least time that a step without a time of its own is given, in milliseconds. */
const LEAST = 15_000;

/** Makes a demo out of a lesson (pure): its first solution step by step, beside the text that explains it. */
export function deckOf(lesson: Lesson): Deck {
	const actions = readActions(lesson.solutions[0]?.text ?? '');
	const parts = partsOf(lesson.prose, alignBlocks(lesson.prose, actions), actions.length);
	const noted = parts.flatMap(({ blocks, from }) =>
		blocks.flatMap((block) => (block.kind === 'notes' ? [{ from, ...block }] : [])),
	);
	const timeAt = (index: number): number | undefined => {
		const times = noted.flatMap(({ from, time }) =>
			from === index ? (durationOf(time) ?? []) : [],
		);
		return times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0);
	};
	const own = actions.map((_, index) => timeAt(index));
	const given = own.reduce<number>((sum, time) => sum + (time ?? 0), 0);
	const free = own.filter((time) => time === undefined).length;
	const share = Math.max(LEAST, (lesson.minutes * 60_000 - given) / Math.max(free, 1));
	const partAt = (index: number): Part | undefined =>
		parts.findLast(({ from, until }) => from <= index && index <= until);
	const steps = actions.map(({ action, expect }, index): DeckStep => ({
		action,
		refused: expect !== undefined,
		text: partAt(index)?.blocks.filter(isRead) ?? [],
		notes: noted.filter(({ from }) => from === index).map(({ text }) => text),
		planned: own[index] ?? share,
	}));
	const bets = parts.flatMap((part) => betsIn(part, lesson));
	const end = actions.length;
	const beats: Beat[] = [{ show: 'title', step: 0, done: 0 }];
	for (let index = 0; index <= end; index++) {
		const at = { step: index + 1, done: index };
		for (const { bet, before } of bets)
			if (before === index) beats.push({ show: 'bet', ...at, bet });
		if (index < end) beats.push({ show: 'typed', ...at }, { show: 'ran', ...at, done: index + 1 });
		const done = Math.min(index + 1, end);
		for (const { bet, after } of bets)
			if (after === index) beats.push({ show: 'answer', ...at, done, bet });
	}
	beats.push({ show: 'end', step: end + 1, done: end });
	const { language, title, summary, notes } = lesson;
	const ending = partAt(end);
	return {
		language,
		title,
		summary,
		notes,
		steps,
		last: ending && ending.from === end ? ending.blocks.filter(isRead) : [],
		beats,
	};
}

/** The first moment of a step (pure); the last moment for steps past the end. */
export function beatOfStep({ beats }: Deck, step: number): number {
	const at = beats.findIndex((beat) => beat.step >= step);
	return at < 0 ? beats.length - 1 : at;
}
