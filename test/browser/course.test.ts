// The course through the page: every lesson done as its solution does it, and the pages around the lessons.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chapters } from '../../src/course';
import { faults } from './axe';
import { openPage } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const slugs = chapters.flatMap(({ lessons }) => lessons.map(({ slug }) => slug));
/** The first and the last lesson of each chapter; `npm run test:deep` does them all. */
const tours = chapters.map(({ title, lessons }) => ({
	title,
	tour: lessons
		.map(({ slug }) => slug)
		.filter((_, at) => process.env.KEYLESS_DEEP || at === 0 || at === lessons.length - 1),
}));

const go = (page: Page, hash: string) =>
	page.evaluate((to) => void (location.hash = to), hash.replace(/^#/, ''));
const goals = (page: Page, state = '') => page.locator(`[data-goal]${state}`);

/** Opens a lesson and plays its solution, one step at a time. */
async function solve(page: Page, slug: string): Promise<void> {
	await go(page, `#/lesson/${slug}`);
	const title = chapters
		.flatMap(({ lessons }) => lessons)
		.find((each) => each.slug === slug)?.title;
	await page.locator('#lesson-title', { hasText: title ?? '' }).waitFor();
	await expect.poll(() => goals(page).count()).toBeGreaterThan(0);
	expect(await goals(page, '.met').count(), 'met at the start').toBe(0);
	expect(await goals(page, '.broken').allInnerTexts(), 'lost at the start').toEqual([]);
	await page.getByText('Show the solution').click();
	const next = page.getByRole('button', { name: 'Play the next step' });
	while (await next.isEnabled()) await next.click();
	await page.getByText('Done. Every goal is reached.', { exact: true }).waitFor();
	expect(await goals(page, '.met').count()).toBe(await goals(page).count());
}

test.each(tours)(
	'chapter $title: its lessons can be done in the page, each goal is ticked, and axe finds nothing',
	{ timeout: 300_000 },
	async ({ tour }) => {
		const visit = await openPage(`#/lesson/${tour[0] ?? ''}`, DESK);
		const { page } = visit;
		for (const slug of tour) {
			await solve(page, slug);
			expect(await faults(page, '.lesson'), slug).toEqual([]);
			visit.expectQuiet();
		}
		await go(page, '#/course');
		await page.getByText(`${tour.length} of ${slugs.length} lessons done`).first().waitFor();
	},
);

describe('around the lessons', () => {
	test('progress and transcripts can be taken elsewhere; a forged transcript is named', async () => {
		const visit = await openPage('#/course', DESK);
		const { page } = visit;
		await solve(page, 'turn-it-on');
		await go(page, '#/course');
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save as a file' }).click();
		const progress = await (await saving).path();
		await go(page, '#/course/proof');
		const proving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save the transcripts' }).click();
		const proof = await (await proving).createReadStream();
		let text = '';
		for await (const part of proof) text += String(part);

		const other = await openPage('#/course', DESK);
		await other.page.locator('input[type=file]').setInputFiles(progress);
		await other.page.getByText('Loaded. 1 lesson done.').waitFor();
		await go(other.page, '#/course/proof');
		const give = (content: string) =>
			other.page.locator('input[type=file]').setInputFiles({
				name: 'proof.json',
				mimeType: 'application/json',
				buffer: Buffer.from(content),
			});
		await give(text);
		await other.page.getByText('1 of 1 hold.').waitFor();
		await give(text.replace('az vm identity assign', 'az vm identity show'));
		await other.page.getByText('0 of 1 hold.').waitFor();
		await other.page.getByText('Does not hold.').waitFor();
		await give('{}');
		await other.page.getByText('This is no file of transcripts.').waitFor();
		visit.expectQuiet();
		other.expectQuiet();
	});

	test('a cell of the comparison is run, and the difference is lit', async () => {
		const { page, expectQuiet } = await openPage('#/course/compare', DESK);
		await page.getByRole('button', { name: 'Run: Deletion, System-assigned' }).click();
		await page.getByText('Run the other one and see what differs.').waitFor();
		expect(await page.locator('.lit').count()).toBe(0);
		await page.getByRole('button', { name: 'Run both' }).click();
		await expect.poll(() => page.locator('.lit.met').count()).toBe(1);
		await page.reload();
		await page.getByText('Asked of both').waitFor();
		expectQuiet();
	});

	test('five answers lead to a kind of identity, with what breaks the other', async () => {
		const { page, expectQuiet } = await openPage('#/course/which-one', PHONE);
		for (const answer of [
			'On a resource in Azure',
			'Several, and all need the same',
			'When the resource is there',
			'It should go as well',
		])
			await page.getByText(answer, { exact: true }).tap();
		await page.getByText('1 question left.').waitFor();
		await page.getByText('Nobody should have to', { exact: true }).tap();
		await page.getByRole('heading', { name: 'User-assigned identity' }).waitFor();
		await page.getByText('Somewhere else', { exact: false }).tap();
		await page.getByRole('heading', { name: 'Federated identity credential' }).waitFor();
		expectQuiet();
	});

	test('what was answered wrongly comes back, and goes once it is answered rightly', async () => {
		const { page, expectQuiet } = await openPage('#/course/check/system-assigned', DESK);
		await page.getByText('vm-web can read secrets in kv-shop.').first().click();
		await page.getByText('No.', { exact: true }).waitFor();
		await go(page, '#/course');
		await page.getByRole('heading', { name: 'Come back to' }).waitFor();
		const card = page.locator('section', { hasText: 'Come back to' });
		await card.getByText('points at nobody', { exact: false }).first().click();
		await card.getByText('Yes.', { exact: true }).waitFor();
		await page.reload();
		await page.getByRole('heading', { name: 'Course', exact: true }).waitFor();
		await page.getByText('No more secrets').first().waitFor();
		expect(await page.getByRole('heading', { name: 'Come back to' }).count()).toBe(0);
		expectQuiet();
	});

	test('a word explains itself to the keyboard, and a link leads to a step', async () => {
		const { page, expectQuiet } = await openPage('#/lesson/turn-it-on/2', DESK);
		await page.locator('#step-2').waitFor();
		await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('step-2');
		const word = page.getByRole('link', { name: 'system-assigned identity' }).first();
		await word.focus();
		await page.keyboard.press('Enter');
		const box = page.getByRole('note');
		await box.getByText('turned on for one resource').waitFor();
		await page.keyboard.press('Tab');
		expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Glossary');
		await page.keyboard.press('Escape');
		await box.waitFor({ state: 'hidden' });
		expectQuiet();
	});

	test('a jump to a term far down the glossary leaves the frame where it is', async () => {
		const { page } = await openPage('#/course/glossary/scope', DESK);
		await page.locator('h1#course-title').waitFor();
		await expect
			.poll(() => page.locator('.course').evaluate(({ scrollTop }) => scrollTop))
			.toBeGreaterThan(500);
		expect(await page.evaluate(() => document.documentElement.scrollTop)).toBe(0);
		await page
			.locator('header')
			.first()
			.click({ position: { x: 5, y: 5 } });
	});

	test('tables and code keep their height in a text that is longer than its pane', async () => {
		for (const [slug, what] of [
			['what-an-identity-is', '.lesson .table'],
			['same-code-everywhere', '.lesson pre'],
		] as const) {
			const { page } = await openPage(`#/lesson/${slug}`, DESK);
			const hidden = (element: Element) => element.scrollHeight - element.clientHeight;
			expect(await page.locator(what).first().evaluate(hidden), slug).toBe(0);
		}
	});

	test('what a command of the text printed is seen below it', async () => {
		const { page } = await openPage('#/lesson/what-an-identity-is', DESK);
		const runs = page.locator('.lesson').getByRole('button', { name: /^Run/ });
		await runs.nth(0).click();
		await runs.nth(1).click();
		await page.getByText('"servicePrincipalType": "ManagedIdentity"').first().waitFor();
	});

	test('a command is put into the terminal unrun', async () => {
		const { page } = await openPage('#/lesson/turn-it-on', DESK);
		await page.getByRole('button', { name: /^Put in the terminal: az vm create/ }).click();
		const line = page.getByRole('combobox', { name: /^Command line/ });
		await expect.poll(() => line.inputValue()).toContain('az vm create');
		await page.getByText('0 steps').waitFor();
	});
});

const ELSEWHERE = `---
title: Make an identity
summary: One identity, of your own.
goals:
  - { id: there, kind: exists, name: id-mine }
---

Make one.

\`\`\`az
az identity create --resource-group rg-mine --name id-mine
\`\`\`

\`\`\`canvas
az group create --name rg-small --location westeurope
# then
az identity create --resource-group rg-small --name id-small
\`\`\`

\`\`\`start
az group create --name rg-mine --location westeurope
\`\`\`

\`\`\`solution
az identity create --resource-group rg-mine --name id-mine
\`\`\`
`;

test('a lesson from elsewhere is refused with its line, or opened from the link that holds it', async () => {
	const visit = await openPage('#/course/elsewhere', DESK);
	const { page } = visit;
	const text = page.getByLabel('Or its text');
	await text.fill(ELSEWHERE.replace('Make one.', '<img src=x onerror=alert(1)>'));
	await page.getByRole('button', { name: 'Read it' }).click();
	await page.getByText("html has no place in a lesson's text").waitFor();
	await page.getByText('Line 8').waitFor();
	await text.fill(ELSEWHERE);
	// Who types on while it is being read gets a link to what was read.
	await text.evaluate((field: HTMLTextAreaElement) => {
		field.form?.requestSubmit();
		field.value += '<b>';
		field.dispatchEvent(new InputEvent('input', { bubbles: true }));
	});
	await page.getByRole('link', { name: 'Open it' }).click();
	await page.locator('#lesson-title', { hasText: 'Make an identity' }).waitFor();
	await page.getByRole('group', { name: 'A small world, 0 of 1 steps done' }).waitFor();
	await page.getByRole('button', { name: /^Run: az identity create/ }).click();
	await page.getByText('Done. Every goal is reached.', { exact: true }).waitFor();
	await page.reload();
	await page.getByText('Done. Every goal is reached.', { exact: true }).waitFor();
	await go(page, '#/course');
	await page.getByText(`0 of ${slugs.length} lessons done`).first().waitFor();
	visit.expectQuiet();
});

describe.each([
	['light', DESK],
	['dark', PHONE],
] as const)('axe finds nothing on the pages of the course, %s', (colorScheme, device) => {
	test('and nothing is wider than the screen', async () => {
		const visit = await openPage('#/course', { ...device, colorScheme });
		const { page } = visit;
		for (const path of [
			'',
			'/compare/sharing',
			'/which-one',
			'/glossary/scope',
			'/check/system-assigned',
			'/proof',
			'/elsewhere',
			'/handout/turn-it-on',
		]) {
			await go(page, `#/course${path}`);
			await page.locator('h1#course-title').waitFor();
			expect(await faults(page, '.course'), path).toEqual([]);
			const wide = await page
				.locator('.course')
				.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
			expect(wide, path).toBeLessThanOrEqual(0);
		}
		visit.expectQuiet();
	});
});
