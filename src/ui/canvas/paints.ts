/** Colours of a drawn picture, as CSS colours. */
export interface Paints {
	readonly paper: string;
	readonly sheet: string;
	readonly ink: string;
	readonly soft: string;
	readonly line: string;
	readonly area: string;
	readonly system: string;
	readonly systemFill: string;
	readonly user: string;
	readonly userFill: string;
	readonly role: string;
	readonly allowed: string;
	readonly refused: string;
}

/** The three ways in which a picture is handed out; the same colours as on the page. */
export const PAINTS = {
	light: {
		paper: '#fbfaf6',
		sheet: '#ffffff',
		ink: '#1b2230',
		soft: '#5a6272',
		line: '#dcd8cd',
		area: '#f3f1ea',
		system: '#0b64a8',
		systemFill: '#e3eff8',
		user: '#8f5600',
		userFill: '#fbefd9',
		role: '#73397f',
		allowed: '#0a7355',
		refused: '#ab231c',
	},
	dark: {
		paper: '#12161d',
		sheet: '#1a2029',
		ink: '#e8e6df',
		soft: '#9aa3b2',
		line: '#323a47',
		area: '#171d26',
		system: '#6db8f2',
		systemFill: '#12304a',
		user: '#f0b350',
		userFill: '#3b2b0d',
		role: '#d29be0',
		allowed: '#55c9a3',
		refused: '#ff8a80',
	},
	print: {
		paper: '#ffffff',
		sheet: '#ffffff',
		ink: '#000000',
		soft: '#333333',
		line: '#777777',
		area: '#ffffff',
		system: '#0b4a80',
		systemFill: '#ffffff',
		user: '#6b4000',
		userFill: '#ffffff',
		role: '#5a2a64',
		allowed: '#0a5540',
		refused: '#8a1712',
	},
} as const satisfies Record<string, Paints>;
/** One of {@link PAINTS}. */
export type PaintName = keyof typeof PAINTS;
