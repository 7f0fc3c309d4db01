const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

const CHILDREN: Readonly<Record<string, string>> = {
	secrets: 'secret',
	containers: 'container',
};

/** A short span of time, as it stands at an arrow: "6 min". */
const span = (milliseconds: number): string =>
	milliseconds < 60_000
		? `${Math.max(1, Math.ceil(milliseconds / 1000))} s`
		: `${Math.ceil(milliseconds / 60_000)} min`;

/** What is written in the picture itself. */
export const pictureWords = {
	picture: {
		subscription: (name: string) => `subscription · ${name}`,
		userAssigned: 'User-assigned',
		children: (what: string, n: number) =>
			count(n, CHILDREN[what] ?? what, CHILDREN[what] ? undefined : what),
		propagating: (left: number | undefined) =>
			left === undefined || left <= 0 ? 'propagating' : `propagating, ${span(left)}`,
		revoking: (left: number | undefined) =>
			left === undefined || left <= 0 ? 'being revoked' : `being revoked, ${span(left)}`,
		reach: {
			child: (name: string) => `only ${name}`,
			resource: () => '',
			group: () => 'on the whole group',
			subscription: () => 'on the whole subscription',
		},
		entra: 'Entra',
		tokenEndpoint: 'Token endpoint',
		zoomIn: 'Zoom in',
		zoomOut: 'Zoom out',
		help: 'The outline says everything that is drawn here. Arrow keys move the selection, Enter opens its menu, Delete asks to delete it.',
		chosen: (name: string, kind: string) => `${name}, ${kind}`,
		connecting: (name: string) => `Choose what to connect ${name} to. Escape cancels.`,
	},
} as const;
