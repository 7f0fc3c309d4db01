import type { Kind } from '../views/kinds';

/**
 * Our own line glyphs as path data on a 24 px grid, drawn with a round 1.6 px stroke and no fill. They are plain on
 * purpose: what a thing is is always written beside its glyph.
 */
export const KIND_GLYPHS: Readonly<Record<Kind, string>> = {
	managementGroup: 'M9 3.5h6v5H9zM3 15.5h6v5H3zM15 15.5h6v5h-6zM12 8.5V12M6 15.5V12h12v3.5',
	subscription:
		'M5.5 4h13A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-13A1.5 1.5 0 0 1 5.5 4M8 8h3.5v3.5H8zM8 15.5h8M15 9.7h1',
	resourceGroup: 'M3.5 6.5h6l2 2.5h9v10.5h-17z',
	virtualMachine: 'M3.5 4.5h17v11.5h-17zM12 16v4M8 20h8',
	webApp: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
	functionApp: 'M13.5 2.8 6 13.4h5l-1.4 7.8L18 10h-5.4z',
	keyVault:
		'M6 3.5h12A2.5 2.5 0 0 1 20.5 6v12a2.5 2.5 0 0 1-2.5 2.5H6A2.5 2.5 0 0 1 3.5 18V6A2.5 2.5 0 0 1 6 3.5M12 8.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6M12 5.9v2.3M12 15.8v2.3M5.9 12h2.3M15.8 12h2.3',
	storageAccount:
		'M4.5 4h15a1 1 0 0 1 1 1v2.7a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1M4.5 9.7h15a1 1 0 0 1 1 1v2.7a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-2.7a1 1 0 0 1 1-1M4.5 15.4h15a1 1 0 0 1 1 1v2.7a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-2.7a1 1 0 0 1 1-1',
	container: 'M3.5 7.5 12 3l8.5 4.5v9L12 21l-8.5-4.5zM3.5 7.5 12 12l8.5-4.5M12 12v9',
	userIdentity: 'M7 8.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6M10.8 12H21.5v3.3M17.3 12v2.5',
	systemIdentity: 'M7 8.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6M10.8 12H21.5v3.3M17.3 12v2.5',
	roleAssignment:
		'M12 3l7.5 2.7v5.6c0 4.3-3 7.6-7.5 9.7-4.5-2.1-7.5-5.4-7.5-9.7V5.7zM8.7 11.8l2.4 2.4 4.3-4.6',
	secret: 'M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.5v2.5',
	blob: 'M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5',
	resource: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 8.7a3.3 3.3 0 1 0 0 6.6a3.3 3.3 0 1 0 0-6.6',
};

/** Glyphs of the canvas's own buttons and marks, on the same grid. */
export const CANVAS_GLYPHS = {
	plus: 'M12 5v14M5 12h14',
	minus: 'M5 12h14',
	left: 'M14.5 6l-6 6 6 6',
	right: 'M9.5 6l6 6-6 6',
	up: 'M6 14.5l6-6 6 6',
	down: 'M6 9.5l6 6 6-6',
	move: 'M12 3.5v17M3.5 12h17M9 6.5l3-3 3 3M9 17.5l3 3 3-3M6.5 9l-3 3 3 3M17.5 9l3 3-3 3',
	view: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5M12 9v6M9 12h6',
	people:
		'M9 4.5a3.4 3.4 0 1 0 0 6.8a3.4 3.4 0 1 0 0-6.8M2.8 19.5c0-3.7 2.6-5.7 6.2-5.7s6.2 2 6.2 5.7zM15.2 4.9a3.4 3.4 0 0 1 0 6M17.6 14.3c2.2.8 3.6 2.6 3.6 5.2',
	check: 'M5 12.5l4.7 4.7L19.5 7',
	cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
} as const;
