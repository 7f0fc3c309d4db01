import { chapters, demos, loadLesson, openLesson } from '../../course';
import { createPlayground } from '../../playground';
import { exportSvg } from '../canvas/exportSvg';
import { project } from '../canvas/project';
import { EXAMPLES } from '../examples/catalog';
import { openingOfExample } from '../examples/opening';
import { words } from '../words';
import { language } from '../words/language';

/** A still picture of what a widget shows before it lives. */
export interface StillPicture {
	readonly slug: string;
	readonly svg: string;
}

async function draw(): Promise<StillPicture[]> {
	const pictures: StillPicture[] = [];
	const slugs = chapters.flatMap(({ lessons }) => lessons.map(({ slug }) => slug));
	for (const slug of [...slugs, ...demos]) {
		const lesson = await loadLesson(slug, language);
		if (!lesson) continue;
		const picture = project(openLesson(lesson).world);
		pictures.push({ slug, svg: exportSvg(picture, { paints: 'auto', title: lesson.title }) });
	}
	for (const slug of EXAMPLES) {
		const opening = (await openingOfExample(slug)) ?? [];
		const picture = project(createPlayground({ opening }).world);
		const { title } = words.gallery[slug];
		pictures.push({ slug, svg: exportSvg(picture, { paints: 'auto', title }) });
	}
	return pictures;
}

/** The pictures of all lessons and examples, drawn from their worlds. Made at build time, while this module loads. */
export const stillPictures: readonly StillPicture[] = await draw();
