// The page in its other language: chosen from the menu or asked for by the address, complete, and nothing is lost by it.
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { faults } from './axe';
import { address, launch, openPage } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const language = (page: Page) => page.evaluate(() => document.documentElement.lang);

test('German is chosen from the menu, keeps what was done, and is remembered until English is chosen', async () => {
	const visit = await openPage('#/lesson/turn-it-on', DESK);
	const { page } = visit;
	await page.getByRole('button', { name: /^Run: az vm create/ }).click();
	await page.getByRole('radio', { name: 'No, nobody turned one on.' }).click();
	await page.getByText('1 step', { exact: true }).waitFor();
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
	await page.getByText('1 Schritt', { exact: true }).waitFor();
	expect(await language(page)).toBe('de');
	await page.getByText('vm-new wurde angelegt.', { exact: false }).waitFor();
	// The lesson itself speaks German, and what was bet is still known.
	const title = page.getByRole('heading', { name: 'Einschalten', level: 2 });
	expect(await title.getAttribute('lang')).toBeNull();
	await page.getByText('Eine systemseitig zugewiesene Identität entsteht nur dann').waitFor();
	expect(await faults(page)).toEqual([]);
	await page.reload();
	await page.getByRole('button', { name: 'Mehr', exact: true }).click();
	await page.getByRole('menuitemradio', { name: 'English' }).click();
	await page.getByText('1 step', { exact: true }).waitFor();
	expect(await language(page)).toBe('en');
	visit.expectQuiet();
});

test('a German visitor does the first lesson in German: text, bet, hint and the way to the next', async () => {
	const visit = await openPage('?lang=de', DESK);
	const { page } = visit;
	await page.getByRole('heading', { name: 'Ein Geheimnis ohne Kennwort lesen' }).waitFor();
	await page.getByRole('button', { name: 'Hinweis', exact: true }).click();
	await page.getByText('Lassen Sie das Programm auf vm-web einmal laufen').waitFor();
	await page.getByRole('radio', { name: 'Azure entfernt sie zusammen mit der Identität.' }).click();
	await page.getByText('Azure löscht mit der Ressource den Dienstprinzipal').waitFor();
	await page.evaluate(() => void (location.hash = '#/course'));
	await page.getByRole('link', { name: /Einschalten/ }).waitFor();
	await page.evaluate(() => void (location.hash = '#/course/handout/turn-it-on'));
	await page.getByText('Legen Sie eine VM an, und verlangen Sie').waitFor();
	// English are the titles of Microsoft's pages alone, and they say so.
	expect(
		await page.locator('main [lang=en]:not(a[href^="https://learn.microsoft.com/"])').count(),
	).toBe(0);
	expect(await page.locator('main a[lang=en]').count()).toBeGreaterThan(0);
	visit.expectQuiet();
});

/** The page as it is painted before any script has come. */
async function shell(path: string, stored: Record<string, string>): Promise<Page> {
	const context = await (await launch()).newContext(DESK);
	onTestFinished(() => context.close());
	await context.addInitScript((kept) => Object.assign(localStorage, kept), stored);
	await context.route(/\.js$/, (route) => route.abort());
	const page = await context.newPage();
	await page.goto(address + path);
	return page;
}

test.each<[string, string, Record<string, string>]>([
	['asked for by the address', '?lang=de', {}],
	['chosen before', '', { 'keyless.language': 'de', 'keyless.theme': 'dark' }],
])(
	'a German reader never sees an English moment, %s: the first paint is German already',
	async (_, path, stored) => {
		const page = await shell(path, stored);
		const shown = await page.evaluate(() => document.body.innerText);
		for (const german of [
			'Kurs',
			'Freies Spiel',
			'Lektion 1 von',
			'Ein Geheimnis ohne Kennwort lesen',
			'Nichts ausgewählt',
		])
			expect(shown).toContain(german);
		for (const english of ['Course', 'Free play', 'Nothing selected', 'The program on'])
			expect(shown).not.toContain(english);
		expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(
			stored['keyless.theme'],
		);
	},
);

test('the way past the bar is there from the first paint, and leads to the lesson', async () => {
	const page = await shell('', {});
	await page.keyboard.press('Tab');
	const link = page.getByRole('link', { name: 'To the lesson' });
	expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
	await page.keyboard.press('Enter');
	expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
	expect(await faults(page)).toEqual([]);
});

test('an address asks for German, also on a phone, where nothing is wider than the screen', async () => {
	const visit = await openPage('?lang=de#/play', { ...PHONE, colorScheme: 'dark' });
	const { page } = visit;
	await page.getByRole('heading', { name: 'Freies Spiel' }).first().waitFor();
	for (const place of [
		'#/play',
		'#/course',
		'#/course/compare',
		'#/course/which-one',
		'#/lesson/turn-it-on',
	]) {
		await page.evaluate((to) => void (location.hash = to), place);
		await page.locator('main').waitFor();
		await expect
			.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), {
				message: place,
			})
			.toBeLessThanOrEqual(0);
	}
	expect(await faults(page)).toEqual([]);
	// The bar has no room for who is signed in: the menu says it, and lets somebody else in.
	const person = async (name: RegExp) => {
		await page.getByRole('button', { name: 'Mehr', exact: true }).tap();
		return page.getByRole('menuitem', { name });
	};
	await (await person(/^Ada · Owner/)).tap();
	await page.getByRole('menuitemradio', { name: /^Cleo/ }).tap();
	await (await person(/^Cleo · Reader/)).waitFor();
	visit.expectQuiet();
});

test('a widget speaks the language that it is given', async () => {
	const visit = await openPage('embed.html?lesson=turn-it-on&view=lesson&lang=de', DESK);
	await visit.page.getByRole('button', { name: /^Ausführen: az vm create/ }).waitFor();
	visit.expectQuiet();
});

test('the page on which a widget is put together speaks German, and so does what it hands out', async () => {
	const visit = await openPage('configurator.html?lesson=turn-it-on&lang=de', DESK);
	const { page } = visit;
	await page.getByRole('heading', { name: 'Einen Spielplatz einbetten' }).waitFor();
	expect(await language(page)).toBe('de');
	expect(await page.title()).toBe('Einbetten · Keyless');
	expect(await page.getByRole('textbox', { name: 'Element' }).inputValue()).toContain('lang="de"');
	await page
		.frameLocator('iframe')
		.getByRole('button', { name: /^Ausführen: az vm create/ })
		.waitFor();
	visit.expectQuiet();
});

test("a presentation asked for in German stays so, and so does the presenter's window", async () => {
	const visit = await openPage('?present&lang=de#/lesson/managed-identities-in-ten-minutes', DESK);
	const { page } = visit;
	await page.locator('#app:not([aria-busy])').waitFor();
	await expect.poll(() => page.url()).toContain('lang=de');
	const [notes] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('p')]);
	await notes.locator('#app:not([aria-busy])').waitFor();
	expect(await language(notes)).toBe('de');
	visit.expectQuiet();
});
