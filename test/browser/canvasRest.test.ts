// What the picture owes somebody who has worked at it for a while: nothing jumps, nothing blocks, nothing piles up.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPage, smallestType } from './support';

interface Spot {
	x: number;
	y: number;
}

async function openPlay(options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
	const { page } = await openPage('#/play', {
		viewport: { width: 1440, height: 900 },
		reducedMotion: 'reduce',
		...options,
	});
	await page.waitForFunction(() => {
		const { canvas, session } = Reflect.get(globalThis, 'keyless') ?? {};
		return canvas && !session.busy;
	});
	return page;
}

const run = (page: Page, ...lines: string[]): Promise<void> =>
	page.evaluate((each) => {
		const { session } = Reflect.get(globalThis, 'keyless');
		for (const line of each) session.run(line);
	}, lines);

/** Where the cards of these names are, from the first of them: the camera may move, the cards may not. */
const layout = (page: Page, names: readonly string[]): Promise<Spot[]> =>
	page.evaluate((wanted) => {
		const { session, canvas } = Reflect.get(globalThis, 'keyless');
		const resources = Object.values(session.world.resources) as { id: string; name: string }[];
		const spots = wanted.map(
			(name) => canvas.positionOf(resources.find((each) => each.name === name)?.id) as Spot,
		);
		const [first = { x: 0, y: 0 }, second = first] = spots;
		// The picture is shown whole: more in it makes it smaller.
		const scale = Math.hypot(second.x - first.x, second.y - first.y) / 100;
		return spots.map(({ x, y }) => ({
			x: Math.round((x - first.x) / scale),
			y: Math.round((y - first.y) / scale),
		}));
	}, names);

const GROUP = [
	'az group create --name rg --location westeurope',
	'az vm create --resource-group rg --name vm-a --image Ubuntu2204 --assign-identity [system]',
	'az keyvault create --resource-group rg --name kv-keyless-a',
	'az identity create --resource-group rg --name id-a',
];

describe('nothing jumps', () => {
	test('when something is created, assigned, granted, revoked or deleted', async () => {
		const page = await openPlay();
		await run(page, ...GROUP);
		const names = ['vm-a', 'kv-keyless-a', 'id-a'];
		const before = await layout(page, names);
		for (const line of [
			'az vm create --resource-group rg --name vm-b --image Ubuntu2204',
			'az group create --name rg-other --location westeurope',
			'az identity create --resource-group rg-other --name id-other',
			'az vm identity assign --resource-group rg --name vm-a --identities $(az identity show --resource-group rg --name id-a --query id --output tsv)',
			'az role assignment create --assignee-object-id $(az identity show --resource-group rg --name id-a --query principalId --output tsv) --assignee-principal-type ServicePrincipal --role Reader --scope $(az group show --name rg --query id --output tsv)',
			'az vm delete --resource-group rg --name vm-b --yes',
			'az group delete --name rg-other --yes',
		]) {
			await run(page, line);
			expect(await layout(page, names), line).toEqual(before);
		}
		await page.getByRole('button', { name: /^Undo: / }).click();
		expect(await layout(page, names)).toEqual(before);

		// What came one by one stands as it did when the page is opened again, groups too.
		const all = [...names, 'id-other'];
		const left = await layout(page, all);
		await page.evaluate(() => Reflect.get(globalThis, 'keyless').session.settled());
		await page.reload();
		await page.waitForFunction(() => {
			const { canvas, session } = Reflect.get(globalThis, 'keyless') ?? {};
			return canvas && !session.busy;
		});
		await expect.poll(() => layout(page, all)).toEqual(left);
	});
});

test('words can be read beside the code too, where the picture has half the room', async () => {
	const page = await openPlay();
	await run(page, ...GROUP);
	/** How far the machine is from the vault on the screen. */
	const span = () =>
		page.evaluate(() => {
			const { session, canvas } = Reflect.get(globalThis, 'keyless');
			const resources = Object.values(session.world.resources) as { id: string; name: string }[];
			const [vm, vault] = ['vm-a', 'kv-keyless-a'].map(
				(name) => canvas.positionOf(resources.find((each) => each.name === name)?.id) as Spot,
			);
			return Math.abs((vault?.x ?? 0) - (vm?.x ?? 0));
		});
	await expect.poll(() => smallestType(page)).toBeGreaterThan(10.45);
	const before = await span();
	await page.keyboard.press('x');
	await expect.poll(span).toBeLessThan(before * 0.8);
	await expect.poll(() => smallestType(page)).toBeGreaterThan(10.45);
});

describe('a phone', () => {
	const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
	const toCanvas = (page: Page) =>
		page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: 'Canvas' }).tap();
	const spotOf = async (page: Page, name: string): Promise<Spot> => {
		const place = await page.waitForFunction((wanted) => {
			const { session, canvas } = Reflect.get(globalThis, 'keyless') ?? {};
			const resources = Object.values(session?.world.resources ?? {}) as {
				id: string;
				name: string;
			}[];
			return canvas?.positionOf(resources.find((each) => each.name === wanted)?.id ?? '');
		}, name);
		return (await place.jsonValue()) as Spot;
	};

	test('selects with the first tap after each of many pans, however short they were', async () => {
		const page = await openPlay(PHONE);
		await run(page, ...GROUP);
		await toCanvas(page);
		const session = await page.context().newCDPSession(page);
		const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Spot[]) =>
			session.send('Input.dispatchTouchEvent', { type, touchPoints });
		for (const [turn, moves] of [2, 5, 12, 3, 8].entries()) {
			await page.evaluate(() => Reflect.get(globalThis, 'keyless').session.select(undefined));
			const from = { x: 30, y: 320 };
			await touch('touchStart', from);
			for (let step = 1; step <= moves; step++)
				await touch('touchMove', { x: from.x + 3 * step, y: from.y + (turn % 2 ? -2 : 2) * step });
			await touch('touchEnd');
			const at = await spotOf(page, 'vm-a');
			await touch('touchStart', at);
			await touch('touchEnd');
			await expect
				.poll(() => page.evaluate(() => Reflect.get(globalThis, 'keyless').session.selected?.name))
				.toBe('vm-a');
		}
	});

	test('remembers where a card was put', async () => {
		const page = await openPlay(PHONE);
		await run(page, ...GROUP);
		await toCanvas(page);
		const session = await page.context().newCDPSession(page);
		const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Spot[]) =>
			session.send('Input.dispatchTouchEvent', { type, touchPoints });
		const names = ['kv-keyless-a', 'id-a', 'vm-a'];
		const before = await layout(page, names);
		const from = await spotOf(page, 'vm-a');
		await touch('touchStart', from);
		for (let step = 1; step <= 6; step++)
			await touch('touchMove', { x: from.x - step * 8, y: from.y });
		await touch('touchEnd');
		const moved = await layout(page, names);
		expect(moved).not.toEqual(before);
		await page.reload();
		await toCanvas(page);
		await spotOf(page, 'vm-a');
		await expect.poll(() => layout(page, names)).toEqual(moved);
	});
});

describe('a large picture', () => {
	const teams = (count: number): string[] =>
		Array.from({ length: count }, (_, team) => team).flatMap((team) => [
			`az group create --name rg-${team} --location westeurope`,
			...Array.from(
				{ length: 9 },
				(_, each) => `az identity create --resource-group rg-${team} --name id-${team}-${each}`,
			),
		]);

	test('is tidied up in turns, so that a click between them is heard, and put back; its outline and the list of everything come in parts', async () => {
		const page = await openPlay();
		await run(page, ...teams(24));
		const turns = await page.evaluate(async () => {
			const { canvas } = Reflect.get(globalThis, 'keyless');
			let heard = 0;
			let done = false;
			const channel = new MessageChannel();
			channel.port1.onmessage = () => {
				if (done) return;
				heard++;
				channel.port2.postMessage(0);
			};
			channel.port2.postMessage(0);
			await canvas.tidy();
			done = true;
			return heard;
		});
		expect(turns).toBeGreaterThan(2);
		await page.getByRole('button', { name: 'Put back' }).click();
		await expect.poll(() => page.getByRole('button', { name: 'Put back' }).count()).toBe(0);
		// The outline, unfolded as a whole, is written group by group, and in the end all of it is there.
		const rows = page.getByRole('treeitem');
		const all = 1 + 24 + 24 * 9;
		await expect.poll(() => rows.count()).toBe(all);
		await page.getByRole('treeitem', { level: 1 }).focus();
		await page.keyboard.press('ArrowLeft');
		await expect.poll(() => rows.count()).toBe(1);
		const written = await page.evaluate(async () => {
			const tree = document.querySelector('[role="tree"]');
			const counts: number[] = [];
			new MutationObserver(() =>
				counts.push(tree?.querySelectorAll('[role="treeitem"]').length ?? 0),
			).observe(tree as Element, { childList: true, subtree: true });
			const key = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true });
			document.activeElement?.dispatchEvent(key);
			while (counts.at(-1) !== 241) await new Promise((done) => setTimeout(done));
			return counts;
		});
		expect(written.length).toBeGreaterThan(4);
		expect(written.at(-1)).toBe(all);
		// What is gone to before its group is written is written at once.
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('End');
		await expect
			.poll(() => page.evaluate(() => document.activeElement?.ariaLabel))
			.toMatch(/^id-23-8,/);
		// Of the list of everything that is written which can be seen, and its end when one goes there.
		await page.keyboard.press('Control+K');
		const options = page.getByRole('option');
		await options.first().waitFor();
		expect(await options.count()).toBeLessThan(100);
		const size = Number(await options.first().getAttribute('aria-setsize'));
		expect(size).toBeGreaterThan(all);
		await page.keyboard.press('ArrowUp');
		const last = page.getByRole('option', { selected: true });
		await expect.poll(() => last.getAttribute('aria-posinset')).toBe(String(size));
	});

	test('of two hundred actions nothing is left: no more memory, no more elements', async () => {
		const page = await openPlay();
		await run(page, ...GROUP);
		const session = await page.context().newCDPSession(page);
		const measure = async (): Promise<{ heap: number; nodes: number; listeners: number }> => {
			await session.send('HeapProfiler.collectGarbage');
			const { usedSize } = await session.send('Runtime.getHeapUsage');
			const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
			return { heap: usedSize, nodes, listeners: jsEventListeners };
		};
		const sit = (): Promise<void> =>
			page.evaluate(async () => {
				const { session, canvas } = Reflect.get(globalThis, 'keyless');
				const ids = Object.keys(session.world.resources);
				for (let step = 0; step < 100; step++) {
					session.select(ids[step % ids.length]);
					if (step % 4 === 0) session.run('az identity create --resource-group rg --name id-again');
					if (step % 4 === 2) session.undo();
					canvas.zoom(step % 2 ? 1.25 : 0.8);
					await new Promise((done) => requestAnimationFrame(done));
				}
				session.select(undefined);
			});
		await sit();
		const before = await measure();
		await sit();
		await sit();
		const after = await measure();
		// Each step stays in the history that one can go back to: a few kilobytes.
		expect(after.heap - before.heap).toBeLessThan(3_000_000);
		expect(after.nodes - before.nodes).toBeLessThan(400);
		expect(after.listeners - before.listeners).toBeLessThan(60);
	});
});
