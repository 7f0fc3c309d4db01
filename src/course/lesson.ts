import type { PersonKey, Timing } from '../azure';
import type { Goal } from './goal';
import type { Block } from './prose';

/** A goal of a lesson, with the name by which hints and mistakes speak of it. */
export interface LessonGoal {
	/** Unique in its lesson. */
	readonly id: string;
	readonly goal: Goal;
	/** Goals that must be met before this one can be asked for: until then it waits and is not failing. */
	readonly needs: readonly string[];
	/** Holds from the start, and must go on holding. */
	readonly keep: boolean;
}

/** A word of help, shown while its goal is failing and all of its conditions are true. */
export interface Hint {
	readonly id: string;
	/** The goal that it helps with. */
	readonly goal: string;
	/** How many tries since the last goal was met. */
	readonly attempts: number;
	/** Azure's error code of one of these tries. */
	readonly error?: string;
	/** What must be so in the world: a hint for one particular mistake. */
	readonly when?: Goal;
	readonly text: string;
	/** The exact line, shown last. */
	readonly command?: string;
}

/** A bet on an outcome, made before it is run. */
export interface Prediction {
	readonly id: string;
	readonly question: string;
	readonly choices: readonly { readonly id: string; readonly text: string }[];
	readonly answer: string;
	/** Why it comes out so; shown afterwards, whatever was bet. */
	readonly why: string;
}

/** A page of Microsoft's that says the same. */
export interface Source {
	readonly title: string;
	readonly url: string;
}

/** What a course map shows of a lesson without loading it. */
export interface LessonHeading {
	/** The lesson's id for ever: its folder's name without the number. */
	readonly slug: string;
	readonly title: string;
	readonly summary: string;
	/** Of doing. */
	readonly minutes: number;
	/** Rows of the coverage table that doing this lesson proves. */
	readonly covers: readonly string[];
}

/** One or more lines of `az`, under the name of the file that holds them. */
export interface LessonScript {
	/** `solution.azcli`, `mistakes/role-on-the-group.azcli`. */
	readonly name: string;
	readonly text: string;
}

/** A lesson: words and data. */
export interface Lesson extends LessonHeading {
	/** The slug of its chapter. */
	readonly chapter: string;
	/** The language of its text: `en`, `de`. */
	readonly language: string;
	/** Slugs of lessons that come first. */
	readonly requires: readonly string[];
	readonly timing: Timing;
	/** Who is signed in. */
	readonly as: PersonKey;
	readonly goals: readonly LessonGoal[];
	readonly hints: readonly Hint[];
	readonly predict: readonly Prediction[];
	readonly sources: readonly Source[];
	/** For whoever presents the lesson to a room: what to ask, what to show. */
	readonly notes: readonly string[];
	readonly prose: readonly Block[];
	/** Builds the opening world. */
	readonly start: string;
	/** `solution.azcli` first. */
	readonly solutions: readonly LessonScript[];
	readonly mistakes: readonly LessonScript[];
}

/** A chapter with its lessons' headings; the lessons themselves are loaded one by one. */
export interface Chapter {
	readonly slug: string;
	readonly title: string;
	readonly summary: string;
	readonly lessons: readonly (LessonHeading & { readonly load: () => Promise<Lesson> })[];
}
