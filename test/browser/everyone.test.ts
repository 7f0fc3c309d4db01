// For those who enlarge the page, who chose their own colours, who want nothing to move, and who print it.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPage, ready } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };

/** IBM Plex is there: all of it is added at once. */
const typeset = (page: Page) =>
	page.waitForFunction(() =>
		[...document.fonts].some(
			({ family, status }) => /IBM Plex/.test(family) && status === 'loaded',
		),
	);

/** What is on the screen and reaches beyond its sides, where nobody could scroll to it. */
const cutOff = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		const wide = scrollWidth > clientWidth ? [`page ${scrollWidth} > ${clientWidth}`] : [];
		const all = document.querySelectorAll<HTMLElement>(
			'button, a, input, select, summary, h1, h2, h3, h4, p, dd, [role="tab"]',
		);
		const beyond = [...all].filter((element) => {
			const seen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
			if (!seen || element.closest('.heard-only, [inert], .picture')) return false;
			// What lies in a part that scrolls sideways by itself can be reached.
			for (let up = element.parentElement; up; up = up.parentElement)
				if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth)
					return false;
			const { left, right, width } = element.getBoundingClientRect();
			return width > 1 && (left < -1 || right > innerWidth + 1);
		});
		return [...wide, ...beyond.map((element) => element.outerHTML.slice(0, 120))];
	});

/** What is to be hit, and is smaller than 24 pixels; words in a line and what a label makes larger aside. */
const tooSmall = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('button, a[href], select, summary')].flatMap(
			(target) => {
				const seen = target.checkVisibility({ visibilityProperty: true, opacityProperty: true });
				if (!seen || target.closest('.heard-only, [inert], label')) return [];
				if (getComputedStyle(target).display === 'inline') return [];
				const { width, height } = target.getBoundingClientRect();
				return width < 23.5 || height < 23.5
					? [`${width} × ${height}: ${target.outerHTML.slice(0, 100)}`]
					: [];
			},
		),
	);

describe.each([
	['enlarged to 200 %', { width: 640, height: 400 }],
	['at 320 CSS pixels', { width: 320, height: 256 }],
])('%s', (_how, viewport) => {
	test('every pane, page and dialog fits its width', { timeout: 120_000 }, async () => {
		const { page } = await openPage('', { viewport });
		await ready(page);
		const found: Record<string, string[]> = {};
		const look = async (where: string) => {
			const here = [...(await cutOff(page)), ...(await tooSmall(page))];
			if (here.length > 0) found[where] = here;
		};
		await page.evaluate(() => {
			const { session } = Reflect.get(globalThis, 'keyless');
			session.run('az vm identity assign -g rg-shop -n vm-web');
			session.run('keyless run --on vm-web --read-secret kv-shop/db-password');
			session.select(
				Object.values<{ id: string; name: string }>(session.world.resources).find(
					({ name }) => name === 'vm-web',
				)?.id,
			);
		});
		const panes = page.getByRole('navigation', { name: 'Panes' });
		for (const pane of ['Lesson', 'Canvas', 'Details', 'Activity']) {
			await panes.getByRole('button', { name: pane }).click();
			await look(pane);
			const tabs = page.getByRole('tab');
			for (const tab of await tabs.all())
				if (await tab.isVisible()) {
					await tab.click();
					await look(`${pane}, ${await tab.textContent()}`);
				}
		}
		for (const question of [
			{ ask: 'grant' },
			{ ask: 'create', kind: 'virtualMachine' },
			...['palette', 'history', 'waiting', 'workspaces', 'examples', 'keys', 'share'].map(
				(ask) => ({ ask }),
			),
		]) {
			await page.evaluate(
				(question) => Reflect.get(globalThis, 'keyless').dialogs.ask(question),
				question,
			);
			await page.getByRole('dialog').waitFor();
			await look(question.ask);
			await page.keyboard.press('Escape');
			await page.getByRole('dialog').waitFor({ state: 'detached' });
		}
		expect(found).toEqual({});
	});
});

/** Goes once around the page by Tab, and tells of every stop that shows no ring. */
async function stopsWithoutRing(page: Page): Promise<string[]> {
	const without: string[] = [];
	for (let stop = 0; stop < 60; stop++) {
		await page.keyboard.press('Tab');
		const told = await page.evaluate(() => {
			const element = document.activeElement;
			if (!element || element === document.body) return '';
			const ringed = [element, ...element.querySelectorAll(':scope > .row')].some((each) => {
				const { outlineStyle, outlineWidth } = getComputedStyle(each);
				return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
			});
			return ringed ? undefined : element.outerHTML.slice(0, 120);
		});
		if (told === '') return without;
		if (told !== undefined) without.push(told);
	}
	return without;
}

test.each([
	['forced colours', { forcedColors: 'active' as const }],
	['forced colours, dark', { forcedColors: 'active' as const, colorScheme: 'dark' as const }],
	['more contrast', { contrast: 'more' as const }],
])('%s: what has the focus and what is chosen can be seen', async (_name, options) => {
	const { page } = await openPage('#/example/hub', { ...DESK, ...options });
	await ready(page);
	expect(await stopsWithoutRing(page)).toEqual([]);
	await page
		.getByRole('treeitem', { name: /^app-sales/ })
		.first()
		.waitFor({ state: 'attached' });
	// A chosen tab differs from the others by more than its letters' weight.
	const edges = await page.locator('#pane-bottom [role="tab"]').evaluateAll((tabs) =>
		tabs.map((tab) => {
			const { borderBottomWidth, boxShadow } = getComputedStyle(tab);
			return [tab.ariaSelected, borderBottomWidth !== '0px' || boxShadow !== 'none'];
		}),
	);
	for (const [selected, marked] of edges) expect(marked).toBe(selected === 'true');
	// Of the outline's rows, the chosen one and no other has a bar at its edge.
	await page.evaluate(() => {
		const { session } = Reflect.get(globalThis, 'keyless');
		const app = Object.values<{ id: string }>(session.world.resources).find(({ id }) =>
			id.toLowerCase().endsWith('/app-sales'),
		);
		session.select(app?.id);
	});
	const chosen = page.getByRole('treeitem', { selected: true });
	await chosen.first().waitFor({ state: 'attached' });
	const bars = await page.locator('[role="treeitem"]').evaluateAll((items) =>
		items.map((item) => {
			const row = item.querySelector(':scope > .row') as Element;
			const shadow = getComputedStyle(row).boxShadow !== 'none';
			const bar = getComputedStyle(row, '::before').borderInlineStartWidth === '4px';
			return [item.ariaSelected, shadow || bar];
		}),
	);
	expect(bars.some(([selected]) => selected === 'true')).toBe(true);
	for (const [selected, marked] of bars) expect(marked).toBe(selected === 'true');
	if (!('forcedColors' in options)) return;
	// What the browser does not turn by itself is in the reader's colours too: the editor, and a picture in the text.
	const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	await page.getByRole('button', { name: 'Code', exact: true }).click();
	const lines = page.locator('#pane-right .monaco-editor-background').first();
	await lines.waitFor();
	await expect
		.poll(() => lines.evaluate((editor) => getComputedStyle(editor).backgroundColor))
		.toBe(ground);
	await page.evaluate(() => (location.hash = '#/course/compare/sharing'));
	const card = page.locator('.small-picture rect').first();
	await card.waitFor();
	expect(await card.evaluate((rect) => getComputedStyle(rect).fill)).toBe(ground);
	// Of the course's pages the one that is shown is underlined, and no other.
	const underlined = await page
		.locator('.course nav a')
		.evaluateAll(
			(links, ground) =>
				links
					.filter((link) => getComputedStyle(link).borderBottomColor !== ground)
					.map((link) => link.ariaCurrent),
			ground,
		);
	expect(underlined).toEqual(['page']);
});

test('who wants nothing to move sees nothing move', async () => {
	const { page } = await openPage('', { ...DESK, reducedMotion: 'reduce' });
	await ready(page);
	await page.evaluate(() =>
		Reflect.get(globalThis, 'keyless').session.run('az vm identity assign -g rg-shop -n vm-web'),
	);
	await page.getByRole('button', { name: 'Outline', exact: true }).click();
	await page.evaluate(() => Reflect.get(globalThis, 'keyless').dialogs.ask({ ask: 'examples' }));
	await page.getByRole('dialog').waitFor();
	const moving = await page.evaluate(() =>
		document
			.getAnimations()
			.filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 10)
			.map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 120)),
	);
	expect(moving).toEqual([]);
});

test('on paper are the lesson, the picture and what happened, and nothing to press', async () => {
	const visit = await openPage('', { ...DESK, colorScheme: 'dark' });
	const { page } = visit;
	await ready(page);
	const told = page.getByRole('heading', { name: 'What happened' });
	expect(await told.isVisible()).toBe(true);
	await page.emulateMedia({ media: 'print' });
	expect(await told.isVisible(), 'where nothing happened').toBe(false);
	await page.emulateMedia({ media: 'screen' });
	await page.evaluate(() => {
		const { session, theme } = Reflect.get(globalThis, 'keyless');
		theme.choose('dark');
		session.run('az vm identity assign -g rg-shop -n vm-web');
		session.run('keyless run --on vm-web --read-secret kv-shop/db-password');
	});
	await page.getByRole('tab', { name: 'Program', selected: true }).waitFor();
	await page.emulateMedia({ media: 'print' });
	// Paper is as narrow as a phone, and shows more than one pane all the same.
	await page.setViewportSize({ width: 700, height: 1000 });
	await expect
		.poll(() =>
			page.evaluate(() => {
				dispatchEvent(new Event('beforeprint'));
				return document.querySelectorAll('svg.printed').length;
			}),
		)
		.toBeGreaterThan(0);
	await told.waitFor();
	const picture = page.locator('svg.printed').first();
	expect(await picture.textContent()).toContain('vm-web');
	expect(await picture.isVisible()).toBe(true);
	for (const said of [
		page.getByRole('heading', { name: 'Read a secret without a password' }).last(),
		page.locator('.checklist, ul[aria-label="Goals"]').first(),
		page.getByText('vm-web now has a system-assigned identity.').first(),
	])
		expect(await said.isVisible()).toBe(true);
	for (const pressed of ['Hint', 'Start over', 'More', 'Fit'])
		expect(await page.getByRole('button', { name: pressed, exact: true }).count(), pressed).toBe(0);
	// All of the lesson, not the part of it that the screen shows; and ink on white in every theme.
	const [inner, outer, ink] = await page
		.locator('.lesson .scroll')
		.evaluate((scroll) => [
			scroll.scrollHeight,
			scroll.clientHeight,
			getComputedStyle(scroll).color,
		]);
	expect(outer).toBe(inner);
	expect(ink).toBe('rgb(0, 0, 0)');
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	visit.expectQuiet();
});

test('no line of a lesson begins with the full stop after a name', async () => {
	const { page } = await openPage('', { viewport: { width: 1440, height: 900 } });
	await ready(page);
	await page.locator('article.lesson code.chip').first().waitFor();
	await typeset(page);
	const torn = await page.evaluate(() =>
		[...document.querySelectorAll('article.lesson code.chip')].flatMap((chip) => {
			let after = chip.nextSibling;
			// Svelte marks its places with comments and empty texts.
			while (after && (after.nodeType === Node.COMMENT_NODE || after.textContent === ''))
				after = after.nextSibling;
			if (after?.nodeType !== Node.TEXT_NODE || !/^[.,:;?!]/.test(after.textContent ?? ''))
				return [];
			const range = document.createRange();
			range.setStart(after, 0);
			range.setEnd(after, 1);
			const parted = range.getBoundingClientRect().top >= chip.getBoundingClientRect().bottom;
			return parted ? [chip.textContent] : [];
		}),
	);
	expect(torn).toEqual([]);
});

test('nothing moves under the reader’s eyes while the page comes to life', async () => {
	const phone = { viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true };
	const { page } = await openPage('', phone);
	await page.addInitScript(() => {
		const shifts: number[] = [];
		Object.assign(globalThis, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) shifts.push(Number(Reflect.get(entry, 'value')));
		}).observe({ type: 'layout-shift', buffered: true });
	});
	await page.reload();
	await ready(page);
	await typeset(page);
	await page.evaluate(
		() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
	);
	const shifts = (await page.evaluate(() => Reflect.get(globalThis, 'shifts'))) as number[];
	// https://web.dev/articles/cls calls up to 0.1 good; IBM Plex in the place of another type made it 0.27.
	expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});
