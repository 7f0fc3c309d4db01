import '../styles/tokens.css';
import { languageNow } from '../languageChoice';
import { keepInMemory } from '../remember';
import { speak } from '../words/language';

/** The first script of the page on which a widget is put together. It remembers the language, and keeps nothing. */
async function start(target: HTMLElement): Promise<void> {
	const language = languageNow();
	keepInMemory();
	await speak(language);
	const { startConfigurator } = await import('./startConfigurator');
	await startConfigurator(target, language);
}

const target = document.getElementById('app');
if (target) void start(target);
