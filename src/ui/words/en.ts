import { actionWords } from './en/actions';
import { eventWords } from './en/events';
import { formWords } from './en/forms';
import { galleryWords } from './en/gallery';
import { inspectorWords } from './en/inspector';
import { pageWords } from './en/page';
import { pictureWords } from './en/picture';
import { toolWords } from './en/tools';
import { typeWords } from './en/types';
import { subjectWords } from './en/subject';
import { workloadWords } from './en/workload';

/** Every string of the page in English. Azure's own terms stay as Azure writes them. */
export const en = {
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
} as const;
