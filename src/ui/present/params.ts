/** What the address of a presentation asks for. */
export interface PresentParams {
	/** Windows of one room belong together. '' until the screen has given it a name. */
	readonly room: string;
	/** The presenter's own window. */
	readonly notes: boolean;
	readonly theme: 'projector' | 'contrast';
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
	};
}

/** The query of a window of a room. */
export function searchFor({ room, notes, theme }: PresentParams): string {
	const dark = theme === 'contrast' ? '&theme=dark' : '';
	return `?present=${room}${dark}${notes ? '&notes' : ''}`;
}
