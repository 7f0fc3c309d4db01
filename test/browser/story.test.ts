import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, test } from 'vitest';
import { keyboardLearner } from './keyboardLearner';
import type { Learner } from './learner';
import { mouseLearner } from './mouseLearner';
import { readASecretWithoutAPassword, shareOneIdentity } from './story';
import { openPage } from './support';
import { touchLearner } from './touchLearner';

const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	hasTouch: true,
	isMobile: true,
	deviceScaleFactor: 2,
};

const LEARNERS: [string, (page: Page) => Learner, BrowserContextOptions][] = [
	['by mouse', mouseLearner, { viewport: { width: 1440, height: 900 } }],
	['by keyboard', keyboardLearner, { viewport: { width: 1280, height: 800 } }],
	['by touch on a phone', touchLearner, PHONE],
];

describe.each(LEARNERS)('the story, %s', (_how, learnerOf, options) => {
	test('a machine reads a secret without a password, and leaves an orphan behind', async () => {
		const visit = await openPage('#/play', options);
		await readASecretWithoutAPassword(learnerOf(visit.page));
		visit.expectQuiet();
	});

	test('two apps share an identity that outlives them', async () => {
		const visit = await openPage('#/play', options);
		await shareOneIdentity(learnerOf(visit.page));
		visit.expectQuiet();
	});
});
