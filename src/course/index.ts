/** Lessons: what they are, whether they are solved, and the proof of each. The only door that other rooms use. */
export {
	type Chapter,
	type Hint,
	type Lesson,
	type LessonGoal,
	type LessonHeading,
	type LessonScript,
	type Prediction,
	type Source,
} from './lesson';
export { type Block, type Inline } from './prose';
export { GOAL_KINDS, type Goal, type LoggedEvent } from './goal';
export { OPERATIONS, type OperationName } from './operations';
export { type GoalAnswer, type GoalContext } from './context';
export { checkGoal, goalSentence } from './checkGoal';
export { goalWords, type GoalWords, type Obstacle, type SpokenEvent } from './goalWords';
export {
	checkLesson,
	errorCodes,
	goneTooEarly,
	hintsFor,
	isSolved,
	type GoalProgress,
	type Tries,
} from './progress';
export { openingOf, readActions, type Action, type ScriptedAction } from './actions';
export { openLesson, play, playOut, type Played, type Surprise } from './play';
export { lessonMachine, triesFor, type LessonContext, type LessonEvent } from './lessonMachine';
export { verifyLesson } from './verifyLesson';
export { problemText, PROBLEM_CODES, type Problem, type ProblemCode } from './problem';
export { type CourseIds } from './verifyText';
export { verifyCheck } from './verifyCheck';
export {
	judgeQuestion,
	type ChapterCheck,
	type Choice,
	type JudgedChoice,
	type JudgedQuestion,
	type Question,
} from './question';
export { type Term } from './glossary';
export {
	runComparison,
	type ComparedSide,
	type ComparisonRow,
	type ComparisonSide,
} from './comparison';
export { readableText, readingLevel, syllables, type ReadingLevel } from './readingLevel';
export { minutesOf } from './verifyReading';
export {
	comeBackTo,
	EMPTY_RECORD,
	exportRecord,
	importRecord,
	mergeRecords,
	recordAnswer,
	recordChoice,
	recordSolved,
	type ComeBack,
	type CourseRecord,
	type LessonRecord,
} from './record';
export {
	chapters,
	chaptersWithCheck,
	loadCheck,
	loadComparison,
	loadGlossary,
	loadStatements,
	loadWhichOne,
} from './catalog';
export { demos, loadLesson } from './demos';
export { durationOf } from './duration';
export {
	decide,
	VERDICTS,
	type Decision,
	type Guide,
	type GuideChoice,
	type GuideQuestion,
	type Verdict,
} from './whichOne';
export { faultText, type Fault } from './fault';
export { namesIn } from './goalNames';
export { compileElsewhere } from './elsewhere';
