import { mount } from 'svelte';
import { setInPlex } from '../boot/type';
import '../styles/base.css';
import '../styles/controls.css';
import { followLink } from '../share/links';
import { linkIn } from '../share/linkIn';
import { speakCourse } from '../words/chapters';
import { configuratorWords } from '../words/configurator';
import type { Language } from '../words/language';
import Configurator from './Configurator.svelte';
import { readParams } from './params';

/** Opens the page on which a widget is put together, in the language that is spoken by now. */
export async function startConfigurator(target: HTMLElement, lang: Language): Promise<void> {
	void setInPlex();
	await speakCourse();
	const link = linkIn(location.hash);
	const opened = link === undefined ? undefined : await followLink(link);
	const { lesson, example } = readParams(location.search);
	mount(Configurator, {
		target,
		props: {
			lesson,
			example,
			lang,
			link: opened && !('fault' in opened) ? link : undefined,
			fault: opened !== undefined && 'fault' in opened,
		},
	});
	document.title = configuratorWords.pageTitle;
}
