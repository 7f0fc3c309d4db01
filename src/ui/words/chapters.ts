import { chapters as english, loadChapters, type Chapter } from '../../course';
import { language } from './language';

/** The chapters with their lessons' headings, in the reader's language. */
export let chapters: readonly Chapter[] = english;

/** Makes the course speak the language of the page. To be awaited after `speak`, before anything of the course is shown. */
export async function speakCourse(): Promise<void> {
	chapters = await loadChapters(language);
}
