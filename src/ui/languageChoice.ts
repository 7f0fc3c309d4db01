import { recall, remember } from './remember';
import { isLanguage, type Language } from './words/language';

const NAME = 'language';

/** The language that an address asks for by `?lang=de` (pure); `undefined` where it asks for none that is spoken here. */
export function languageIn(search: string): Language | undefined {
	const asked = new URLSearchParams(search).get('lang')?.toLowerCase().split('-')[0];
	return isLanguage(asked) ? asked : undefined;
}

/** The language to speak: `?lang=` of the address, else what was chosen here, else English. */
export function languageNow(): Language {
	const asked = languageIn(location.search);
	if (asked !== undefined) return asked;
	const chosen = recall(NAME);
	return isLanguage(chosen) ? chosen : 'en';
}

/** Remembers a language and opens the page anew in it. What was done is kept already. */
export function chooseLanguage(language: Language): void {
	remember(NAME, language === 'en' ? undefined : language);
	const address = new URL(location.href);
	address.searchParams.delete('lang');
	if (address.href === location.href) location.reload();
	else location.replace(address);
}
