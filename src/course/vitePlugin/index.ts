/** Compiles `lessons/` at build time. The Vite plugin in `scripts/` and the tests use the same functions. */
export {
	compileLesson,
	compileSpoken,
	slugOf,
	type Compiled,
	type LessonFiles,
} from './compileLesson';
export { translations, type Translated } from './translations';
export { faultText, type Fault } from '../fault';
export { moduleOf, type LessonModule } from './moduleOf';
export { chapterFolders, readChapter, readLesson, type ChapterFolder } from './readCourse';
export {
	hasCheck,
	readCheck,
	readComparison,
	readCoverage,
	readGlossary,
	readWhichOne,
	type Coverage,
} from './readData';
