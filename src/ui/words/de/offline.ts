import type { offlineWords as en } from '../en/offline';
import type { Localized } from '../localized';

/** What is said of a newer version of the page. */
export const offlineWords: Localized<typeof en> = {
	label: 'Neue Version',
	ready: 'Eine neuere Version von Keyless liegt bereit. Ihre Arbeit bleibt, wie sie ist.',
	accept: 'Jetzt laden',
	later: 'Später',
};
