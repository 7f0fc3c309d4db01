/** Lessons: what they are, whether they are solved, and the proof of each. The only door that other rooms use. */
export type { Chapter, Hint, Lesson, LessonHeading, Prediction } from './lesson';
export type { Block, Inline } from './prose';
export { GOAL_KINDS, type Goal } from './goal';
export type { OperationName } from './operations';
export type { GoalContext } from './context';
export { checkGoal, goalSentence } from './checkGoal';
export { goalWords, type GoalWords, type Obstacle, type SpokenEvent } from './goalWords';
export {
	checkLesson,
	errorCodes,
	goneTooEarly,
	hintsFor,
	isSolved,
	type GoalProgress,
} from './progress';
export { openingOf, readActions, type Action, type ScriptedAction } from './actions';
export { openLesson, play, playOut } from './play';
export { lessonMachine, triesFor } from './lessonMachine';
export { verifyLesson } from './verifyLesson';
export { problemText, PROBLEM_CODES, type ProblemCode } from './problem';
export { verifyText, type CourseIds } from './verifyText';
export { verifyCheck } from './verifyCheck';
export { judgeQuestion, type ChapterCheck, type Question } from './question';
export type { Term } from './glossary';
export { runComparison, type ComparisonRow } from './comparison';
export { readableText, readingLevel, syllables } from './readingLevel';

export {
	comeBackTo,
	EMPTY_RECORD,
	exportRecord,
	importRecord,
	mergeRecords,
	recordAnswer,
	recordChoice,
	recordSolved,
	type CourseRecord,
} from './record';
export {
	chapters,
	chaptersWithCheck,
	loadChapters,
	loadCheck,
	loadComparison,
	loadGlossary,
	loadStatements,
	loadWhichOne,
} from './catalog';
export { demos, loadLesson } from './demos';
export { durationOf } from './duration';
export { decide, type Guide } from './whichOne';
export { faultText, type Fault } from './fault';
export { namesIn } from './goalNames';
export { compileElsewhere } from './elsewhere';
