import { codeWords } from './de/code';
import { configuratorWords } from './de/configurator';
import { courseWords } from './de/course';
import { editorWords } from './de/editor';
import { goalWords } from './de/goals';
import { lessonWords } from './de/lesson';
import { offlineWords } from './de/offline';
import { presentWords } from './de/present';
import { shareWords } from './de/share';
import { templateFunctionWords } from './de/templateFunctions';
import { schemaWords } from './de/templateSchema';
import { terminalWords } from './de/terminal';
import { widgetWords } from './de/widget';
import { actionWords } from './de/actions';
import { eventWords } from './de/events';
import { formWords } from './de/forms';
import { galleryWords } from './de/gallery';
import { inspectorWords } from './de/inspector';
import { pageWords } from './de/page';
import { pictureWords } from './de/picture';
import { subjectWords } from './de/subject';
import { toolWords } from './de/tools';
import { typeWords } from './de/types';
import { workloadWords } from './de/workload';
import type { Tables, Words } from './tables';

/** Every string of the page in German, loaded by those who choose it. Role names and what `az` says stay as they are. */
export const de: Words = {
	...pageWords,
	...pictureWords,
	...subjectWords,
	...toolWords,
	...galleryWords,
	...typeWords,
	...actionWords,
	...formWords,
	...inspectorWords,
	...workloadWords,
	...eventWords,
};

/** All tables in German. */
export const tables: Tables = {
	page: de,
	code: codeWords,
	configurator: configuratorWords,
	course: courseWords,
	editor: editorWords,
	goals: goalWords,
	lesson: lessonWords,
	offline: offlineWords,
	picture: pictureWords,
	present: presentWords,
	share: shareWords,
	templateFunction: templateFunctionWords,
	schema: schemaWords,
	terminal: terminalWords,
	widget: widgetWords,
};
