import { languageIn } from '../languageChoice';
import type { Language } from '../words/language';

/** What the address of a presentation asks for. */
export interface PresentParams {
	/** Windows of one room belong together. '' until the screen has given it a name. */
	readonly room: string;
	/** The presenter's own window. */
	readonly notes: boolean;
	readonly theme: 'projector' | 'contrast';
	/** The language that the address asks for: the room's other windows speak it too. */
	readonly lang: Language | undefined;
}

const ROOM = /^[a-z0-9]{4,40}$/;

/** Reads `?present`, `?present=room` and `?present=room&notes` (pure). What is unknown is as if it were not there. */
export function readPresent(search: string): PresentParams {
	const params = new URLSearchParams(search);
	const room = params.get('present') ?? '';
	return {
		room: ROOM.test(room) ? room : '',
		notes: params.has('notes'),
		theme: params.get('theme') === 'dark' ? 'contrast' : 'projector',
		lang: languageIn(search),
	};
}

/** The query of a window of a room. */
export function searchFor({ room, notes, theme, lang }: PresentParams): string {
	const dark = theme === 'contrast' ? '&theme=dark' : '';
	const spoken = lang === undefined ? '' : `&lang=${lang}`;
	return `?present=${room}${dark}${spoken}${notes ? '&notes' : ''}`;
}
