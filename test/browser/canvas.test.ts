// The picture in the running page: drawn under the page's own policy, moved and walked by pointer, touch and key.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPage, type Visit } from './support';

interface Spot {
	x: number;
	y: number;
}

/** The shell's canvas is alive before the app is: what is tested here is the app's. */
async function settled(page: Page): Promise<void> {
	await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
	await page.locator('.overlay g[transform]').first().waitFor({ state: 'attached' });
}

async function openPicture(options: Parameters<typeof openPage>[1] = {}): Promise<Visit> {
	const visit = await openPage('', { viewport: { width: 1440, height: 900 }, ...options });
	await settled(visit.page);
	return visit;
}

/** How the picture is panned and zoomed now. */
async function viewport(page: Page): Promise<Spot & { zoom: number }> {
	const text = await page.locator('.overlay > g').getAttribute('transform');
	const [x = 0, y = 0, zoom = 1] = (text?.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
	return { x, y, zoom };
}

/** From the picture's coordinates to the page's. */
async function onPage(page: Page, spot: Spot): Promise<Spot> {
	const { x, y, zoom } = await viewport(page);
	const box = await page.locator('[role="application"]').boundingBox();
	return { x: (box?.x ?? 0) + x + spot.x * zoom, y: (box?.y ?? 0) + y + spot.y * zoom };
}

/** Where the first lesson's machine is: the only program of its group stands in the middle of the left lane. */
const MACHINE: Spot = { x: 108, y: 141 };

const picture = (page: Page) => page.locator('[role="application"]');
const chosen = (page: Page) => picture(page).locator('[role="status"]').first();

/** The colour of the drawing at a spot, over all of its layers: red, green, blue. */
const colourAt = (page: Page, spot: Spot): Promise<number[]> =>
	page.evaluate(({ x, y }) => {
		let colour = [0, 0, 0];
		for (const canvas of document.querySelectorAll('[role="application"] canvas')) {
			const box = canvas.getBoundingClientRect();
			const layer = canvas as HTMLCanvasElement;
			const scale = layer.width / box.width;
			const at = [(x - box.left) * scale, (y - box.top) * scale] as const;
			const pixel = layer.getContext('2d')?.getImageData(...at, 1, 1).data;
			if (pixel && (pixel[3] ?? 0) > 200) colour = [...pixel.slice(0, 3)];
		}
		return colour;
	}, spot);

interface Word extends Spot {
	size: number;
	said: string;
}

/** The names of cards in an SVG. */
const boldWords = (svg: string): Word[] =>
	[
		...svg.matchAll(
			/<text x="([^"]+)" y="([^"]+)" fill="[^"]+" font-size="([^"]+)" font-weight="600">([^<&]+)</g,
		),
	].map(([, x, y, size, said = '']) => ({ x: Number(x), y: Number(y), size: Number(size), said }));

/**
 * Writes the words of an SVG with the page's own type, and with what a system has in its place, and says what part of their ink
 * a PNG of it has not.
 */
const INK = async ({ words, box, png }: { words: Word[]; box: number[]; png: string }) => {
	const [left = 0, top = 0, width = 1] = box;
	const image = new Image();
	image.src = `data:image/png;base64,${png}`;
	await image.decode();
	const pixels = (draw: (context: CanvasRenderingContext2D) => void): Uint8ClampedArray => {
		const canvas = document.createElement('canvas');
		canvas.width = image.naturalWidth;
		canvas.height = image.naturalHeight;
		const context = canvas.getContext('2d');
		if (!context) throw new Error('no context');
		draw(context);
		return context.getImageData(0, 0, canvas.width, canvas.height).data;
	};
	const drawn = pixels((context) => context.drawImage(image, 0, 0));
	const missing = (family: string): number => {
		const written = pixels((context) => {
			const scale = image.naturalWidth / width;
			context.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
			for (const { x, y, size, said } of words) {
				context.font = `600 ${size}px ${family}`;
				context.fillText(said, x, y);
			}
		});
		let [ink, lost] = [0, 0];
		for (let at = 3; at < written.length; at += 4) {
			if ((written[at] ?? 0) < 200) continue;
			ink++;
			if ((drawn[at - 3] ?? 0) > 140) lost++;
		}
		return lost / ink;
	};
	return { plex: missing("'IBM Plex Sans'"), other: missing('sans-serif') };
};

describe('the picture', () => {
	test('is drawn without a sound, and again when the colours change', async () => {
		const visit = await openPicture({ colorScheme: 'light' });
		const { page } = visit;
		const corner = await onPage(page, { x: MACHINE.x, y: MACHINE.y + 26 });
		await expect.poll(() => colourAt(page, corner)).toEqual([255, 255, 255]);
		await page.emulateMedia({ colorScheme: 'dark' });
		await expect.poll(() => colourAt(page, corner)).toEqual([26, 32, 41]);
		visit.expectQuiet();
	});

	test('takes the colours of the reader where these are forced, and rings what is selected in theirs', async () => {
		const { page } = await openPicture({ forcedColors: 'active' });
		const { x, y } = await onPage(page, MACHINE);
		await page.mouse.click(x, y);
		const highlight = await page.evaluate(() => {
			const probe = document.body.appendChild(document.createElement('span'));
			probe.style.cssText = 'forced-color-adjust: none; color: Highlight';
			const colour = getComputedStyle(probe).color;
			probe.remove();
			return (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);
		});
		// The ring stands 3.5 pixels off the card, which is 62 high, and is two pixels wide: the nearest of those there.
		const nearest = async (): Promise<number> => {
			const spots = [3, 3.5, 4, 4.3, 4.6, 5, 5.3, 5.6, 6].map((off) => ({
				x: MACHINE.x,
				y: MACHINE.y - 31 - off,
			}));
			const seen = await Promise.all(
				spots.map(async (spot) => colourAt(page, await onPage(page, spot))),
			);
			const far = (colour: number[]): number =>
				Math.max(...colour.map((part, index) => Math.abs(part - (highlight[index] ?? 0))));
			return Math.min(...seen.map(far));
		};
		await expect.poll(nearest).toBeLessThan(60);
	});

	test('is walked with arrow keys; Enter opens the menu of what is selected', async () => {
		const { page } = await openPicture();
		await picture(page).focus();
		for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowDown');
		await expect.poll(() => chosen(page).textContent()).toBe('vm-web, Virtual machine');
		await page.keyboard.press('ArrowRight');
		await expect.poll(() => chosen(page).textContent()).toBe('kv-shop, Key vault');
		await page.keyboard.press('Enter');
		await page.getByRole('menu').waitFor();
	});

	test('selects what is clicked, and nothing when the paper is', async () => {
		const { page } = await openPicture();
		const { x, y } = await onPage(page, MACHINE);
		await page.mouse.click(x, y);
		await expect.poll(() => chosen(page).textContent()).toBe('vm-web, Virtual machine');
		const box = await picture(page).boundingBox();
		await page.mouse.click((box?.x ?? 0) + 200, (box?.y ?? 0) + (box?.height ?? 0) - 40);
		await expect.poll(() => chosen(page).textContent()).toBe('');
	});

	test('lets a card be put elsewhere, and finds it there after a reload', async () => {
		const { page } = await openPicture();
		const from = await onPage(page, MACHINE);
		await page.mouse.move(from.x, from.y);
		await page.mouse.down();
		await page.mouse.move(from.x + 60, from.y + 20, { steps: 4 });
		const { zoom } = await viewport(page);
		await page.mouse.move(from.x + 200 * zoom, from.y, { steps: 4 });
		await page.mouse.up();
		await page.reload();
		await settled(page);
		const to = await onPage(page, { x: MACHINE.x + 200, y: MACHINE.y });
		await page.mouse.click(to.x, to.y);
		await expect.poll(() => chosen(page).textContent()).toBe('vm-web, Virtual machine');
	});

	test('does not take the wheel from the page unless it is asked to, and says how to ask', async () => {
		const { page } = await openPicture();
		const { x, y } = await onPage(page, MACHINE);
		const before = await viewport(page);
		await page.mouse.move(x, y);
		await page.mouse.wheel(0, -300);
		await page.getByText('To zoom, click the picture first').waitFor();
		expect(await viewport(page)).toEqual(before);
		await page.keyboard.down('Control');
		await page.mouse.wheel(0, -100);
		await page.keyboard.up('Control');
		await expect.poll(async () => (await viewport(page)).zoom).toBeGreaterThan(before.zoom);
		await page.getByRole('button', { name: 'Fit', exact: true }).click();
		await expect.poll(() => viewport(page)).toEqual(before);
	});

	test('is panned with one finger and selects with a tap', async () => {
		const { page } = await openPicture({ hasTouch: true });
		const { x, y } = await onPage(page, MACHINE);
		await page.touchscreen.tap(x, y);
		await expect.poll(() => chosen(page).textContent()).toBe('vm-web, Virtual machine');
		const before = await viewport(page);
		const session = await page.context().newCDPSession(page);
		const start = await onPage(page, { x: MACHINE.x + 200, y: MACHINE.y });
		const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Spot[]) =>
			session.send('Input.dispatchTouchEvent', { type, touchPoints });
		await touch('touchStart', start);
		for (let step = 1; step <= 5; step++)
			await touch('touchMove', { x: start.x + step * 12, y: start.y });
		await touch('touchEnd');
		await expect.poll(async () => (await viewport(page)).x).toBeGreaterThan(before.x + 20);
	});

	test('is zoomed by two fingers', async () => {
		const { page } = await openPicture({ hasTouch: true });
		const before = await viewport(page);
		const middle = await onPage(page, { x: MACHINE.x + 200, y: MACHINE.y });
		const session = await page.context().newCDPSession(page);
		const pinch = (type: 'touchStart' | 'touchMove', apart: number) =>
			session.send('Input.dispatchTouchEvent', {
				type,
				touchPoints: [-1, 1].map((side, id) => ({ id, x: middle.x + side * apart, y: middle.y })),
			});
		await pinch('touchStart', 30);
		for (let apart = 36; apart <= 90; apart += 9) await pinch('touchMove', apart);
		await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
		await expect.poll(async () => (await viewport(page)).zoom).toBeGreaterThan(before.zoom * 1.3);
	});

	test('is saved as a picture that reads like the one on the screen', async () => {
		const { page } = await openPicture();
		const saved = async (as: 'svg' | 'png'): Promise<Buffer> => {
			const waiting = page.waitForEvent('download');
			await page.evaluate((kind) => Reflect.get(globalThis, 'keyless').canvas.save(kind), as);
			return readFile(await (await waiting).path());
		};
		await page.waitForFunction(() => document.fonts.check("600 14.5px 'IBM Plex Sans'"));
		const svg = (await saved('svg')).toString();
		for (const name of ['rg-shop', 'vm-web', 'kv-shop']) expect(svg).toContain(name);
		const png = await saved('png');
		expect(png.toString('latin1', 1, 4)).toBe('PNG');
		// The picture has the page's type in it: drawn as it says, and read back, both have ink in nearly the same places.
		const { plex, other } = await page.evaluate(INK, {
			words: boldWords(svg),
			box: (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number),
			png: png.toString('base64'),
		});
		expect(plex).toBeLessThan(0.12);
		expect(other).toBeGreaterThan(plex * 2);
	});

	test('has a map when it is large and not all in view; a click there goes there', async () => {
		const { page } = await openPicture();
		await page.evaluate(() => {
			const { session } = Reflect.get(globalThis, 'keyless');
			for (let count = 0; count < 9; count++)
				session.run(`az identity create --resource-group rg-shop --name id-${count}`);
		});
		const map = page.locator('.minimap');
		await expect.poll(() => map.isVisible()).toBe(false);
		await picture(page).focus();
		for (let step = 0; step < 4; step++) await page.keyboard.press('+');
		await map.waitFor();
		const before = await viewport(page);
		await map.click({ position: { x: 8, y: 8 } });
		await expect.poll(() => viewport(page)).not.toEqual(before);
	});

	test('shows at once where a request was decided when motion is not wanted', async () => {
		const { page } = await openPicture({ reducedMotion: 'reduce' });
		await page.evaluate(() => {
			const watch = new MutationObserver(() => {
				if (document.querySelector('.overlay .dot')) document.body.dataset.moved = '';
			});
			watch.observe(document.body, { childList: true, subtree: true });
		});
		await page.getByRole('button', { name: 'Run', exact: true }).last().click();
		await page.locator('.overlay .verdict.refused').waitFor({ state: 'attached' });
		expect(await page.locator('body[data-moved]').count()).toBe(0);
	});
});

describe('by keyboard alone', () => {
	test('two things are connected: C, an arrow key, Enter', async () => {
		const { page } = await openPicture();
		await picture(page).focus();
		await page.evaluate(() => {
			const { session } = Reflect.get(globalThis, 'keyless');
			session.run('az vm identity assign --resource-group rg-shop --name vm-web');
			const resources: { name: string; id: string }[] = Object.values(session.world.resources);
			session.select(resources.find(({ name }) => name === 'vm-web')?.id);
		});
		await page.keyboard.press('c');
		await page.keyboard.press('ArrowRight');
		await page.getByText('Enter: grant vm-web a role on kv-shop').waitFor();
		await page.keyboard.press('Enter');
		await page.locator('dialog[open]').waitFor();
	});

	test('the picture is panned, and shown whole again', async () => {
		const { page } = await openPicture();
		await picture(page).focus();
		const before = await viewport(page);
		await page.keyboard.press('Shift+ArrowRight');
		await expect.poll(async () => (await viewport(page)).x).toBe(before.x - 90);
		await page.keyboard.press('0');
		await expect.poll(() => viewport(page)).toEqual(before);
	});

	test('a picture that was tidied up is put back by undo', async () => {
		const { page } = await openPicture({ reducedMotion: 'reduce' });
		const { x, y } = await onPage(page, MACHINE);
		await page.mouse.move(x, y);
		await page.mouse.down();
		await page.mouse.move(x + 40, y + 60, { steps: 6 });
		await page.mouse.up();
		const place = () =>
			page.evaluate(() => {
				const { session, canvas } = Reflect.get(globalThis, 'keyless');
				const resources: { name: string; id: string }[] = Object.values(session.world.resources);
				return canvas.positionOf(resources.find(({ name }) => name === 'vm-web')?.id);
			});
		const moved = await place();
		await page.keyboard.press('t');
		await expect.poll(place).not.toEqual(moved);
		await page.keyboard.press('Control+z');
		await expect.poll(place).toEqual(moved);
	});
});
