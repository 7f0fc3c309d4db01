/**
 * Our own line glyphs as path data on a 24 px grid, drawn with a round 1.6 px stroke and no fill. They are plain on
 * purpose: a resource's kind is always written beside its glyph.
 */
export const GLYPHS = {
	// what is in the picture
	virtualMachine: 'M3.5 4.5h17v11.5h-17zM12 16v4M8 20h8',
	webApp: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
	functionApp: 'M13.5 2.8 6 13.4h5l-1.4 7.8L18 10h-5.4z',
	keyVault:
		'M6 3.5h12A2.5 2.5 0 0 1 20.5 6v12a2.5 2.5 0 0 1-2.5 2.5H6A2.5 2.5 0 0 1 3.5 18V6A2.5 2.5 0 0 1 6 3.5M12 8.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6M12 5.9v2.3M12 15.8v2.3M5.9 12h2.3M15.8 12h2.3',
	storage:
		'M4.5 4h15a1 1 0 0 1 1 1v2.7a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1M4.5 9.7h15a1 1 0 0 1 1 1v2.7a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-2.7a1 1 0 0 1 1-1M4.5 15.4h15a1 1 0 0 1 1 1v2.7a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-2.7a1 1 0 0 1 1-1',
	container: 'M3.5 7.5 12 3l8.5 4.5v9L12 21l-8.5-4.5zM3.5 7.5 12 12l8.5-4.5M12 12v9',
	blob: 'M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5',
	secret: 'M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.5v2.5',
	key: 'M7 8.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6M10.8 12H21.5v3.3M17.3 12v2.5',
	group: 'M3.5 6.5h6l2 2.5h9v10.5h-17z',
	subscription:
		'M5.5 4h13A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-13A1.5 1.5 0 0 1 5.5 4M8 8h3.5v3.5H8zM8 15.5h8M15 9.7h1',
	resource: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 8.7a3.3 3.3 0 1 0 0 6.6a3.3 3.3 0 1 0 0-6.6',
	ghost:
		'M5 20.5V11a7 7 0 0 1 14 0v9.5l-2.3-1.7-2.4 1.7L12 18.8l-2.3 1.7-2.4-1.7zM9.7 10.5v.8M14.3 10.5v.8',
	role: 'M12 3l7.5 2.7v5.6c0 4.3-3 7.6-7.5 9.7-4.5-2.1-7.5-5.4-7.5-9.7V5.7zM8.7 11.8l2.4 2.4 4.3-4.6',
	entra: 'M12 3.5 20.5 13 12 20.5 3.5 13zM12 3.5v17M3.5 13 12 16l8.5-3',
	person: 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
	token:
		'M5 6.5h14v3.3a2.2 2.2 0 0 0 0 4.4v3.3H5v-3.3a2.2 2.2 0 0 0 0-4.4zM10 6.5v1.5M10 11v2M10 16v1.5',
	// the interface
	undo: 'M8.5 5 4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-3',
	redo: 'M15.5 5 20 9.5 15.5 14M20 9.5H10a5.5 5.5 0 0 0 0 11h3',
	clock: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M12 7.5V12l3 2',
	plus: 'M12 5v14M5 12h14',
	minus: 'M5 12h14',
	menu: 'M4 7h16M4 12h16M4 17h16',
	more: 'M5.5 11.9v.2M12 11.9v.2M18.5 11.9v.2',
	close: 'M6 6l12 12M18 6 6 18',
	run: 'M7.5 4.5v15L19.5 12z',
	pause: 'M8.5 5v14M15.5 5v14',
	share: 'M12 15V3.5M8 7l4-4 4 4M5.5 11.5v9h13v-9',
	link: 'M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.1-1.1',
	unlink:
		'M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7M4 4l16 16',
	delete: 'M4.5 6.5h15M9 6.5v-3h6v3M6.5 6.5l.8 14h9.4l.8-14M10.3 10.5v6M13.7 10.5v6',
	edit: 'M4 20l.8-4L16 4.8a1.8 1.8 0 0 1 2.6 0l.6.6a1.8 1.8 0 0 1 0 2.6L8 19.2z',
	check: 'M5 12.5l4.7 4.7L19.5 7',
	cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
	warning: 'M12 4 2.8 19.8h18.4zM12 10v4.5M12 17v.2',
	info: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M12 11v5.5M12 7.8v.2',
	search: 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.3 15.3 20.5 20.5',
	fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
	outline: 'M4 5.5h4M8 12h4M8 18.5h4M11 5.5h9M15 12h5M15 18.5h5M5 8.5v10h3M5 12h3',
	terminal: 'M3.5 5h17v14h-17zM7 9.5l3 2.5-3 2.5M12.5 15h4.5',
	list: 'M8.5 6h11.5M8.5 12h11.5M8.5 18h11.5M4 6h.2M4 12h.2M4 18h.2',
	lesson:
		'M12 6.5C10 5 7 4.5 3.5 4.5v14c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-14c-3.5 0-6.5.5-8.5 2zM12 6.5v14',
	present: 'M3 4.5h18M4.5 4.5v11.5h15V4.5M12 16v2.5M8 20.5l4-2 4 2',
	light:
		'M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7',
	dark: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
	chevronDown: 'M6 9.5l6 6 6-6',
	chevronRight: 'M9.5 6l6 6-6 6',
	chevronLeft: 'M14.5 6l-6 6 6 6',
	arrowRight: 'M4.5 12h15M14 6.5l5.5 5.5-5.5 5.5',
	arrowLeft: 'M19.5 12h-15M10 6.5 4.5 12l5.5 5.5',
	copy: 'M8.5 8.5h11.5V20H8.5zM15.5 8.5V4H4v11.5h4.5',
	download: 'M12 3.5V15M7.5 10.5 12 15l4.5-4.5M4.5 20.5h15',
	upload: 'M12 15V3.5M7.5 8 12 3.5 16.5 8M4.5 20.5h15',
	eye: 'M2.5 12C5 7.5 8 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.5 6.5-9.5 6.5S5 16.5 2.5 12zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6',
	settings:
		'M4 7h9M17 7h3M15 5a2 2 0 1 0 0 4a2 2 0 1 0 0-4M4 17h3M11 17h9M9 15a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
	keyboard: 'M3 6.5h18v11H3zM6.5 10h.2M10 10h.2M13.8 10h.2M17.3 10h.2M8 14h8',
} as const;

/** The name of one of {@link GLYPHS}. */
export type GlyphName = keyof typeof GLYPHS;

const BY_TYPE: Readonly<Record<string, GlyphName>> = {
	'microsoft.compute/virtualmachines': 'virtualMachine',
	'microsoft.web/sites': 'webApp',
	'microsoft.keyvault/vaults': 'keyVault',
	'microsoft.keyvault/vaults/secrets': 'secret',
	'microsoft.storage/storageaccounts': 'storage',
	'microsoft.storage/storageaccounts/blobservices/containers': 'container',
	'microsoft.managedidentity/userassignedidentities': 'key',
	'microsoft.resources/resourcegroups': 'group',
	'microsoft.resources/subscriptions': 'subscription',
};

/** The glyph of a resource type, in any case; `kind` tells a function app from a web app. */
export function glyphOf(type: string, kind = ''): GlyphName {
	const name = BY_TYPE[type.toLowerCase()] ?? 'resource';
	return name === 'webApp' && kind.toLowerCase().includes('functionapp') ? 'functionApp' : name;
}
