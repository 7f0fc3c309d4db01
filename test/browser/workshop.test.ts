// A lesson before a room: the screen, the presenter's window beside it, and the one file for rooms without network.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/install.mjs';
import { roomFile } from '../../src/ui/present/roomFile';
import { faults } from './axe';
import { launch, openPage, smallestType } from './support';

const DEMO = '#/lesson/managed-identities-in-ten-minutes';
const CALM = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as const;

const stage = (page: Page) => page.locator('.stage');
const shows = (page: Page, show: string) => page.locator(`.stage[data-show="${show}"]`).waitFor();
async function present(path = `?present${DEMO}`, options: object = CALM) {
	const visit = await openPage(path, options);
	await stage(visit.page).waitFor({ timeout: 30_000 });
	return visit;
}
async function press(page: Page, ...keys: string[]): Promise<void> {
	for (const key of keys) await page.keyboard.press(key);
}
const wear = (page: Page, theme: string): Promise<void> =>
	page.evaluate((theme) => void (document.documentElement.dataset.theme = theme), theme);
const worldOf = (page: Page): Promise<string> =>
	page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'keyless').session.world));

describe('the screen', () => {
	test('a clicker goes through a step: it is typed, it waits, it runs', async () => {
		const { page, expectQuiet } = await present();
		await page.getByRole('heading', { name: 'Managed identities in ten minutes' }).waitFor();
		// It is read from the last row.
		await expect.poll(() => smallestType(page)).toBeGreaterThan(13.95);
		await press(page, 'PageDown');
		await shows(page, 'typed');
		await page.getByText('keyless run --on vm-web --read-secret kv-shop/db-password').waitFor();
		expect(await page.getByRole('log').count()).toBe(0);
		await press(page, 'PageDown');
		await page.getByRole('log').getByText('Identity not found').waitFor();
		await page.getByText('Refused, as it should be').waitFor();
		await press(page, 'PageUp');
		await shows(page, 'typed');
		expectQuiet();
	});

	test('what is being typed is finished by a press, and does not run yet', async () => {
		const { page } = await present(undefined, { viewport: CALM.viewport });
		// One right after the other, however busy the machine is: else it would have been typed by then.
		await page.evaluate(async () => {
			for (let presses = 0; presses < 2; presses++) {
				document.body.dispatchEvent(
					new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true }),
				);
				for (let turn = 0; turn < 20; turn++) await Promise.resolve();
			}
		});
		await shows(page, 'typed');
		await page.locator('.caret.waits').waitFor();
	});

	test('bets are asked large before the run, and answered after it', async () => {
		const { page } = await present(`?present${DEMO}/3`, {
			...CALM,
			viewport: { width: 1280, height: 720 },
		});
		await shows(page, 'bet');
		const size = await page
			.getByRole('heading', { level: 1, name: /^The machine has an identity now/ })
			.evaluate((heading) => Number.parseFloat(getComputedStyle(heading).fontSize));
		expect(size).toBeGreaterThan(24);
		expect(await page.getByText('Being known is not being allowed.').count()).toBe(0);
		await page.getByRole('button', { name: /^A It reads/ }).click();
		await press(page, 'PageDown', 'PageDown', 'PageDown');
		await shows(page, 'answer');
		const why = page.getByText('Being known is not being allowed.');
		await why.waitFor();
		// The reason is what the room came for: what was printed leaves it room.
		const bottom = await why.evaluate((told) => told.getBoundingClientRect().bottom);
		const side = await page
			.locator('.side')
			.evaluate((told) => told.getBoundingClientRect().bottom);
		expect(bottom).toBeLessThanOrEqual(side);
	});

	test('it blanks, goes to any step, comes back after a reload, and resets at once', async () => {
		const { page, expectQuiet } = await present();
		const blank = page.getByRole('button', { name: /^The screen is blank/ });
		await press(page, 'b');
		await blank.waitFor();
		await press(page, '.');
		await blank.waitFor({ state: 'detached' });
		await press(page, 'g');
		await page.getByRole('navigation', { name: 'Go to' }).getByRole('button').nth(6).click();
		await shows(page, 'bet');
		expect(page.url()).toMatch(/\/6$/);
		await page
			.getByRole('treeitem', { name: /^vm-web/ })
			.first()
			.waitFor({ state: 'attached' });
		await page.reload();
		await shows(page, 'bet');
		expect(page.url()).toMatch(/\/6$/);
		await press(page, 'r');
		await shows(page, 'title');
		await press(page, 'End');
		await shows(page, 'end');
		expect(await page.locator('.side li.hue-allowed').count()).toBeGreaterThan(2);
		expectQuiet();
	});

	test('every rehearsal is the same, whether pressed through or jumped to', async () => {
		const { page } = await present();
		for (let presses = 0; (await stage(page).getAttribute('data-show')) !== 'end'; presses++) {
			expect(presses).toBeLessThan(60);
			await press(page, 'PageDown');
		}
		const pressed = await worldOf(page);
		await press(page, 'r', 'End');
		expect(await worldOf(page)).toBe(pressed);
		const other = await present();
		await press(other.page, 'End');
		expect(await worldOf(other.page)).toBe(pressed);
	});

	test('the room takes the step along by a QR code', async () => {
		const { page } = await present(`?present${DEMO}/4`);
		await press(page, 'q');
		await page.getByRole('img', { name: /^QR code/ }).waitFor();
		await press(page, 'Escape');
		await page.getByRole('img', { name: /^QR code/ }).waitFor({ state: 'detached' });
	});

	test('its file for rooms without network is downloaded, and opens at this lesson', async () => {
		const { page, expectQuiet } = await present();
		await page.mouse.move(700, 400);
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Take along' }).click();
		const html = readFileSync(await (await download).path(), 'utf8');
		expect(html).toContain('data-place="#/lesson/managed-identities-in-ten-minutes"');
		expectQuiet();
	});

	test.each([1440, 390])(
		'nothing is cut off, and axe finds nothing, %d pixels wide',
		async (width) => {
			const { page } = await present(undefined, { ...CALM, viewport: { width, height: 844 } });
			for (const key of ['', 'PageDown', 'PageDown', 'End']) {
				if (key) await press(page, key);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect(wide).toBeLessThanOrEqual(0);
				expect(await faults(page)).toEqual([]);
			}
			await wear(page, 'contrast');
			expect(await faults(page, undefined, 'colours')).toEqual([]);
		},
	);

	test('without a lesson it lists what can be presented', async () => {
		const { page, expectQuiet } = await openPage('?present', CALM);
		await page.getByRole('link', { name: 'The right role, and still no' }).first().click();
		await stage(page).waitFor();
		expectQuiet();
	});
});

describe('the presenter', () => {
	async function pair() {
		const { page, expectQuiet } = await present();
		const [notes] = await Promise.all([page.context().waitForEvent('page'), press(page, 'p')]);
		await notes.getByRole('main', { name: 'Presenter' }).waitFor();
		return { page, notes, expectQuiet };
	}

	test('drives the screen from a window of its own, with notes, what comes next and the time', async () => {
		const { page, notes, expectQuiet } = await pair();
		await notes.getByText('Ask first who has ever found a password').waitFor();
		await notes.getByText('of 10:00 planned').waitFor();
		await notes.getByRole('button', { name: 'Next', exact: true }).click();
		await shows(page, 'typed');
		await notes.getByText('Point at the two cards.').waitFor();
		await notes.getByText('It runs.').waitFor();
		await notes.getByText('On time').waitFor();
		await notes.keyboard.press('PageDown');
		await shows(page, 'ran');
		await notes.getByRole('navigation').getByRole('button').nth(3).click();
		await shows(page, 'bet');
		await notes.getByText('It will be:').waitFor();
		await notes.getByRole('button', { name: 'Blank' }).click();
		await page.getByRole('button', { name: /^The screen is blank/ }).waitFor();
		await press(page, 'PageDown');
		await notes.getByText('The screen is blank.').waitFor({ state: 'detached' });
		await notes.getByRole('button', { name: 'Reset' }).click();
		await shows(page, 'title');
		expectQuiet();
	});

	test('is told when the screen goes away, and shows nothing of the room next door', async () => {
		const { page, notes } = await pair();
		const next = await page.context().newPage();
		await next.goto(page.url().replace(/present=\w+/, 'present=nextdoor'));
		await stage(next).waitFor();
		await press(next, 'PageDown');
		await shows(next, 'typed');
		await notes.getByText('Ask first who has ever found a password').waitFor();
		await page.close();
		await notes.getByText('The screen was closed.').waitFor();
	});

	test('has the notes on the one screen where no window opens', async () => {
		const { page } = await present();
		await page.evaluate(() => (window.open = () => null));
		await press(page, 'p');
		await page
			.getByRole('complementary', { name: 'Notes' })
			.getByText(/^Ask first/)
			.waitFor();
		await page.getByText('The browser did not open a second window.').waitFor();
		await press(page, 'n');
		await page.getByRole('complementary', { name: 'Notes' }).waitFor({ state: 'detached' });
	});
});

test('the one file works without any network, from a folder', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'keyless-room-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const file = join(folder, 'keyless-room.html');
	const html = readFileSync(`${root}dist/keyless-room.html`, 'utf8');
	writeFileSync(file, roomFile(html, '#/lesson/turn-it-on'));
	const context = await (await launch()).newContext({ offline: true });
	onTestFinished(() => context.close());
	const page = await context.newPage();
	const noises: string[] = [];
	page.on('console', (message) => message.type() === 'error' && noises.push(message.text()));
	page.on('pageerror', (error) => noises.push(error.message));
	await page.goto(`file://${file}`);
	await page.getByRole('heading', { name: 'Turn it on', level: 2 }).waitFor();
	await page
		.getByRole('button', { name: /^Run\b.*az vm create/s })
		.first()
		.click();
	await page.getByRole('treeitem', { name: /^vm-new/ }).waitFor({ state: 'attached' });
	await page.getByRole('button', { name: 'Code', exact: true }).first().click();
	await page.getByText('This one file has no editor').waitFor({ timeout: 30_000 });
	await page.getByRole('button', { name: 'Close the code' }).click();
	await page.evaluate(() => {
		const { session } = Reflect.get(globalThis, 'keyless');
		const all: { id: string; name: string }[] = Object.values(session.world.resources);
		session.select(all.find(({ name }) => name === 'vm-new')?.id);
	});
	await page.getByRole('tab', { name: /^Program/ }).click();
	await page.getByRole('tab', { name: 'Code', exact: true }).click();
	await page.getByText('They need the whole page of Keyless.').waitFor();
	await page.goto(`file://${file}?present${DEMO}`);
	await stage(page).waitFor();
	await press(page, 'End');
	await shows(page, 'end');
	expect(noises).toEqual([]);
});

test('a handout is for paper: no controls, the pictures and what the commands print', async () => {
	const { page } = await openPage('#/course/handout/turn-it-on', CALM);
	await page.getByRole('heading', { name: 'Commands, and what they print' }).waitFor();
	await page.emulateMedia({ media: 'print' });
	expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
	expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
	expect(await page.locator('.pictures figure svg').count()).toBe(2);
	await page.getByText('Refused, as it should be').first().waitFor();
	const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	expect(background).toBe('rgb(255, 255, 255)');
});

describe('the configurator', () => {
	test('what is chosen is previewed and can be taken along', async () => {
		const { page, expectQuiet } = await openPage('configurator.html?lesson=turn-it-on', CALM);
		await page.getByLabel('View', { exact: true }).selectOption('canvas');
		await page.getByLabel('Commands already run').fill('1');
		await page
			.frameLocator('iframe')
			.getByRole('treeitem', { name: /^vm-new/ })
			.waitFor({ state: 'attached', timeout: 30_000 });
		const code = page.getByRole('textbox', { name: 'Element' });
		expect(await code.inputValue()).toMatch(
			/<keyless-playground lesson="turn-it-on" step="1" view="canvas" /,
		);
		await page.getByText('Markdown', { exact: true }).click();
		expect(await page.getByRole('textbox', { name: 'Markdown' }).inputValue()).toMatch(
			/^```keyless lesson=turn-it-on step=1 view=canvas title="Turn it on" height=480\n```$/,
		);
		expect(await faults(page)).toEqual([]);
		for (const theme of ['dark', 'contrast']) {
			await wear(page, theme);
			expect(await faults(page, undefined, 'colours'), theme).toEqual([]);
		}
		expectQuiet();
	});

	test('a link that cannot be read is said so, and breaks nothing', async () => {
		const { page, expectQuiet } = await openPage('configurator.html#share=1.garbage', CALM);
		await page.getByText('This link cannot be read.').waitFor();
		expectQuiet();
	});
});
