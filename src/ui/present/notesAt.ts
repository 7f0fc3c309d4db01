import type { Deck } from './deck';

/** What the presenter reads at a moment (pure): the notes of its step, and at the title those of the whole lesson. */
export function notesAt({ beats, steps, notes }: Deck, beat: number): readonly string[] {
	const now = beats[beat];
	if (!now) return [];
	if (now.show === 'title') return notes;
	return steps[now.step - 1]?.notes ?? [];
}
