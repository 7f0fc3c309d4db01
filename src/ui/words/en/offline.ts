/** What is said of a newer version of the page. */
export const offlineWords = {
	label: 'New version',
	ready: 'A newer version of Keyless is ready. Your work stays as it is.',
	accept: 'Load it now',
	later: 'Later',
} as const;
