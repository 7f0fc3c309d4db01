import type { Deck } from './deck';

/** How far a demo is along in time, in milliseconds. */
export interface Pace {
	/** How long all of it is planned to take. */
	readonly planned: number;
	/** When the current step should begin, counted from the start. */
	readonly due: number;
	/** How much later it is than planned; negative when there is time to spare. Within the current step it is 0. */
	readonly behind: number;
}

/** Compares the time that went by since the start with the plan (pure). */
export function paceOf({ beats, steps }: Deck, beat: number, elapsed: number): Pace {
	const step = beats[beat]?.step ?? 0;
	const until = (count: number): number =>
		steps.slice(0, Math.max(count, 0)).reduce((sum, { planned }) => sum + planned, 0);
	const planned = until(steps.length);
	const due = until(step - 1);
	const over = until(step);
	const behind = elapsed < due ? elapsed - due : Math.max(0, elapsed - over);
	return { planned, due, behind: step === 0 ? 0 : behind };
}

/** `4:05`; hours are minutes too. */
export function clockText(milliseconds: number): string {
	const seconds = Math.max(0, Math.round(milliseconds / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
