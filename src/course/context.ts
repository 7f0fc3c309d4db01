import type { World } from '../azure';

/** What goals are asked of: a lesson's opening world, every world since, and what was bet. */
export interface GoalContext {
	readonly start: World;
	/** The world after each step, undone ones left out; empty before the first. */
	readonly worlds: readonly World[];
	/** The choice made for each prediction, by its id. */
	readonly answers: Readonly<Record<string, string>>;
}

/** The answer to a goal. `expected` and `saw` are sentences. */
export interface GoalAnswer {
	readonly met: boolean;
	readonly expected: string;
	readonly saw: string;
}

/** The world as it is now. */
export const currentWorld = ({ start, worlds }: GoalContext): World => worlds.at(-1) ?? start;

/** All worlds, the newest first. */
export const newestFirst = ({ start, worlds }: GoalContext): readonly World[] =>
	[start, ...worlds].reverse();
