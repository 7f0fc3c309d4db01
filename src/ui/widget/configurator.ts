import { mount } from 'svelte';
import '../styles/tokens.css';
import '../styles/fonts.css';
import '../styles/base.css';
import '../styles/controls.css';
import { keepInMemory } from '../remember';
import { followLink } from '../share/links';
import { linkIn } from '../share/linkIn';
import { configuratorWords } from '../words/configurator';
import Configurator from './Configurator.svelte';
import { readParams } from './params';

/** The page on which a widget is put together. It keeps nothing. */
async function start(target: HTMLElement): Promise<void> {
	keepInMemory();
	const link = linkIn(location.hash);
	const opened = link === undefined ? undefined : await followLink(link);
	const { lesson, example } = readParams(location.search);
	mount(Configurator, {
		target,
		props: {
			lesson,
			example,
			link: opened && !('fault' in opened) ? link : undefined,
			fault: opened !== undefined && 'fault' in opened,
		},
	});
	document.title = configuratorWords.pageTitle;
}

const target = document.getElementById('app');
if (target) void start(target);
