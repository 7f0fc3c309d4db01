// What can be done on the picture by dragging, and each of it again by single clicks: create, connect, attach, detach, grant,
// revoke, delete. https://www.w3.org/TR/WCAG22/#dragging-movements
import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { placeOf } from './learner';
import { openPage } from './support';

interface Spot {
	x: number;
	y: number;
}

const SHOP = [
	'az group create --name rg-shop --location westeurope',
	'az identity create --resource-group rg-shop --name id-shop',
	'az vm create --resource-group rg-shop --name vm-web --image Ubuntu2204',
	'az vm create --resource-group rg-shop --name vm-jobs --image Ubuntu2204 --assign-identity [system]',
	'az keyvault create --resource-group rg-shop --name kv-shop',
];
const ATTACH =
	'az vm identity assign --resource-group rg-shop --name vm-web --identities $(az identity show --resource-group rg-shop --name id-shop --query id --output tsv)';
const GRANT =
	'az role assignment create --assignee-object-id $(az identity show --resource-group rg-shop --name id-shop --query principalId --output tsv) --assignee-principal-type ServicePrincipal --role "Key Vault Secrets User" --scope $(az keyvault show --name kv-shop --query id --output tsv)';

/** Free play with a small shop in it. */
async function openShop(
	lines: readonly string[] = [],
	options: Parameters<typeof openPage>[1] = {},
): Promise<Page> {
	const { page } = await openPage('#/play', {
		viewport: { width: 1440, height: 900 },
		reducedMotion: 'reduce',
		...options,
	});
	await page.waitForFunction(() => {
		const { canvas, session } = Reflect.get(globalThis, 'keyless') ?? {};
		return canvas && !session.busy;
	});
	await page.evaluate(
		(each) => {
			const { session } = Reflect.get(globalThis, 'keyless');
			for (const line of each) session.run(line);
		},
		[...SHOP, ...lines],
	);
	return page;
}

/** What the world says of the shop: who uses id-shop, how many roles identities have, what there is. */
const shop = (page: Page) =>
	page.evaluate(() => {
		const { world } = Reflect.get(globalThis, 'keyless').session;
		const resources = Object.values(world.resources) as {
			name: string;
			identity?: { user: unknown[] };
		}[];
		const roles = Object.values(world.roleAssignments) as { principalId: string }[];
		return {
			names: resources.map(({ name }) => name),
			uses: resources.filter(({ identity }) => identity?.user.length).map(({ name }) => name),
			roles: roles.filter(({ principalId }) => !world.users[principalId]).length,
		};
	});

async function drag(page: Page, from: Spot, to: Spot, steps = 8): Promise<void> {
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps });
	await page.mouse.move(to.x, to.y, { steps });
	await page.mouse.up();
}

const middle = async (page: Page, selector: string): Promise<Spot> => {
	const box = await page.locator(selector).first().boundingBox();
	return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
};
const selectedKind = (page: Page) =>
	page.evaluate(() => Reflect.get(globalThis, 'keyless').session.selected?.kind);
const picture = (page: Page) => page.locator('[role="application"]');
const dialog = (page: Page) => page.locator('dialog[open]');
const inPalette = (page: Page, name: string) =>
	page.getByRole('region', { name: 'Free play' }).getByRole('button', { name });

/** The empty upper half of the group, in its middle. */
async function groupSpot(page: Page): Promise<Spot> {
	const [left, right] = [await placeOf(page, 'vm-web'), await placeOf(page, 'kv-shop')];
	return { x: (left.x + right.x) / 2, y: left.y - 40 };
}

describe('something new', () => {
	test('is dragged from the list onto a group, and stands where it was dropped', async () => {
		const page = await openShop();
		const spot = await groupSpot(page);
		const box = await inPalette(page, 'Storage account').boundingBox();
		await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 20);
		await page.mouse.down();
		await page.mouse.move(spot.x - 40, spot.y, { steps: 6 });
		await page.mouse.move(spot.x, spot.y, { steps: 3 });
		await page.getByText('into rg-shop').waitFor();
		await page.mouse.up();
		await dialog(page).waitFor();
		expect(await dialog(page).getByLabel('Resource group').inputValue()).toContain('rg-shop');
		await dialog(page).getByRole('button', { name: 'Create', exact: true }).click();
		await dialog(page).waitFor({ state: 'detached' });
		const { names } = await shop(page);
		expect(names).toHaveLength(5);
		const there = await placeOf(page, names.at(-1) ?? '');
		expect(Math.abs(there.x - spot.x)).toBeLessThan(60);
		expect(Math.abs(there.y - spot.y)).toBeLessThan(60);
	});

	test('is a click and a dialog for who does not drag; a drag that ends elsewhere makes nothing', async () => {
		const page = await openShop();
		const box = await inPalette(page, 'Key vault').boundingBox();
		const from = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 20 };
		await drag(page, from, { x: from.x + 60, y: from.y + 30 });
		expect(await dialog(page).count()).toBe(0);
		await inPalette(page, 'Key vault').click();
		await dialog(page).waitFor();
	});

	test('is dragged out of the palette of all types', async () => {
		const page = await openShop();
		const spot = await groupSpot(page);
		await page.getByRole('button', { name: /^Create a resource…?/ }).click();
		await dialog(page).getByRole('combobox').fill('container registry');
		const box = await dialog(page).getByRole('option').first().boundingBox();
		await drag(page, { x: (box?.x ?? 0) + 80, y: (box?.y ?? 0) + 12 }, spot);
		await dialog(page).getByLabel('Name').waitFor();
		expect(await dialog(page).locator('select').first().inputValue()).toContain('rg-shop');
	});

	test('is taken up on a phone by a finger that rests, and dropped on the picture', async () => {
		const page = await openShop([], {
			viewport: { width: 390, height: 844 },
			hasTouch: true,
			isMobile: true,
		});
		await page
			.getByRole('navigation', { name: 'Panes' })
			.getByRole('button', { name: 'Add' })
			.tap();
		const box = await inPalette(page, 'Key vault').boundingBox();
		const from = { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 20 };
		const touch = await fingers(page);
		await touch('touchStart', from);
		await page.locator('.carried').waitFor();
		for (let step = 1; step <= 6; step++)
			await touch('touchMove', { x: from.x + step * 8, y: from.y + step * ((240 - from.y) / 6) });
		await page.getByText('into rg-shop').waitFor();
		await touch('touchEnd');
		await dialog(page).waitFor();
		expect(await dialog(page).getByLabel('Resource group').inputValue()).toContain('rg-shop');
	});
});

type Touch = (
	type: 'touchStart' | 'touchMove' | 'touchEnd',
	...touchPoints: Spot[]
) => Promise<unknown>;
async function fingers(page: Page): Promise<Touch> {
	const session: CDPSession = await page.context().newCDPSession(page);
	return (type, ...touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
}

describe('an identity is assigned and taken away', () => {
	test('by dragging from the plus to the machine, and its ring off the machine', async () => {
		const page = await openShop();
		const identity = await placeOf(page, 'id-shop');
		await page.mouse.click(identity.x, identity.y);
		const plus = await middle(page, '.overlay .handle:not(.off) .knob');
		await drag(page, plus, await placeOf(page, 'vm-web'));
		await expect.poll(async () => (await shop(page)).uses).toEqual(['vm-web']);
		const ring = await middle(page, '.overlay .handle.off.attachment .knob');
		await page.mouse.move(ring.x, ring.y);
		await page.mouse.down();
		await page.mouse.move(ring.x + 30, ring.y - 70, { steps: 6 });
		await page.getByText('Let go: take id-shop away from vm-web.').waitFor();
		await page.mouse.up();
		await expect.poll(async () => (await shop(page)).uses).toEqual([]);
	});

	test('by a click on the plus, a click on the machine, and a click on the ring', async () => {
		const page = await openShop();
		const identity = await placeOf(page, 'id-shop');
		await page.mouse.click(identity.x, identity.y);
		const plus = await middle(page, '.overlay .handle:not(.off) .knob');
		await page.mouse.click(plus.x, plus.y);
		const machine = await placeOf(page, 'vm-web');
		await page.mouse.click(machine.x, machine.y);
		await expect.poll(async () => (await shop(page)).uses).toEqual(['vm-web']);
		const ring = await middle(page, '.overlay .handle.off.attachment .knob');
		await page.mouse.click(ring.x, ring.y);
		await page.getByRole('menuitem').click();
		await expect.poll(async () => (await shop(page)).uses).toEqual([]);
	});

	test('goes to another machine when its ring is let go there', async () => {
		const page = await openShop([ATTACH]);
		const identity = await placeOf(page, 'id-shop');
		await page.mouse.click(identity.x, identity.y);
		const ring = await middle(page, '.overlay .handle.off.attachment .knob');
		await drag(page, ring, await placeOf(page, 'vm-jobs'));
		await expect.poll(async () => (await shop(page)).uses).toEqual(['vm-jobs']);
	});

	test('by menu, and by keys', async () => {
		const page = await openShop([ATTACH]);
		const machine = await placeOf(page, 'vm-web');
		await page.mouse.click(machine.x, machine.y, { button: 'right' });
		await page.getByRole('menuitem', { name: 'Take id-shop away' }).click();
		await expect.poll(async () => (await shop(page)).uses).toEqual([]);
		await page.mouse.click(machine.x, machine.y);
		await page.keyboard.press('c');
		await page.keyboard.press('ArrowRight');
		await page.getByText('Enter: assign id-shop to vm-web').waitFor();
		await page.keyboard.press('Enter');
		await expect.poll(async () => (await shop(page)).uses).toEqual(['vm-web']);
	});
});

describe('a role is granted and revoked', () => {
	test('by dragging from the plus to the vault, choosing a role there, and its arrow off the vault', async () => {
		const page = await openShop([ATTACH]);
		const identity = await placeOf(page, 'id-shop');
		await page.mouse.click(identity.x, identity.y);
		const plus = await middle(page, '.overlay .handle:not(.off) .knob');
		await drag(page, plus, await placeOf(page, 'kv-shop'));
		await dialog(page)
			.getByRole('radio', { name: /^Key Vault Secrets User/ })
			.check();
		await dialog(page).getByRole('button', { name: 'Grant', exact: true }).click();
		await expect.poll(async () => (await shop(page)).roles).toBe(1);
		// What happened says it in words, and as the line that equals it.
		const told = page.getByRole('log').locator('details').filter({ hasText: 'Secrets User' });
		await told.locator('summary').click();
		await told.getByText(/^az role assignment create .*--role "?Key Vault Secrets User/).waitFor();
		const end = '.overlay .handle.off.role .knob';
		await page.locator(end).waitFor();
		await page.keyboard.press('Control+z');
		await expect.poll(async () => (await shop(page)).roles).toBe(0);
		await expect.poll(() => page.locator(end).count()).toBe(0);
		await page.keyboard.press('Control+Shift+z');
		await page.locator(end).waitFor();
		const at = await middle(page, end);
		await drag(page, at, { x: at.x - 20, y: at.y - 90 });
		await expect.poll(async () => (await shop(page)).roles).toBe(0);
	});

	test('by a click on its end and one in the menu', async () => {
		const page = await openShop([GRANT]);
		const identity = await placeOf(page, 'id-shop');
		await page.mouse.click(identity.x, identity.y);
		const end = await middle(page, '.overlay .handle.off.role .knob');
		await page.mouse.click(end.x, end.y);
		await page.getByRole('menuitem', { name: 'Revoke' }).click();
		await expect.poll(async () => (await shop(page)).roles).toBe(0);
	});

	test('stays when its arrow is put back; chosen, its line goes with the Delete key', async () => {
		const page = await openShop([GRANT]);
		const identity = await placeOf(page, 'id-shop');
		await page.mouse.click(identity.x, identity.y);
		const end = await middle(page, '.overlay .handle.off.role .knob');
		await page.mouse.move(end.x, end.y);
		await page.mouse.down();
		await page.mouse.move(end.x, end.y - 90, { steps: 6 });
		await page.mouse.move(end.x, end.y, { steps: 6 });
		await page.mouse.up();
		expect((await shop(page)).roles).toBe(1);
		await page.mouse.click((identity.x + end.x) / 2 + 20, end.y);
		await expect.poll(() => selectedKind(page)).toBe('roleAssignment');
		await page.keyboard.press('Delete');
		await expect.poll(async () => (await shop(page)).roles).toBe(0);
	});
});

describe('a card is deleted', () => {
	test('by carrying it to the bin, after being told what goes with it; until then it is back in its place', async () => {
		const page = await openShop([ATTACH, GRANT]);
		const before = await placeOf(page, 'vm-jobs');
		await page.mouse.move(before.x, before.y);
		await page.mouse.down();
		await page.mouse.move(before.x + 30, before.y + 10, { steps: 4 });
		const bin = page.locator('.bin');
		await bin.waitFor();
		const { x, y } = await middle(page, '.bin');
		await page.mouse.move(x, y, { steps: 6 });
		await page.mouse.up();
		await dialog(page).getByText('system-assigned identity').first().waitFor();
		expect(await bin.isVisible()).toBe(false);
		await expect.poll(() => placeOf(page, 'vm-jobs')).toEqual(before);
		await dialog(page)
			.getByRole('button', { name: /^Delete/ })
			.click();
		await expect.poll(async () => (await shop(page)).names).not.toContain('vm-jobs');
	});

	test('by the Delete key: a machine, and then an identity that two resources use and that has a role', async () => {
		const page = await openShop([ATTACH, ATTACH.replace('vm-web', 'vm-jobs'), GRANT]);
		const remove = async (name: string): Promise<void> => {
			const { x, y } = await placeOf(page, name);
			await page.mouse.click(x, y);
			await page.keyboard.press('Delete');
			await dialog(page).getByText(`Delete ${name}?`).waitFor();
		};
		const confirm = () =>
			dialog(page)
				.getByRole('button', { name: /^Delete/ })
				.click();
		await remove('id-shop');
		await dialog(page).getByText('vm-web and vm-jobs still name it').waitFor();
		await dialog(page).getByText('1 role assignment that will point at nobody').waitFor();
		await page.keyboard.press('Escape');
		expect((await shop(page)).names).toContain('id-shop');
		await remove('vm-jobs');
		await confirm();
		await expect.poll(async () => (await shop(page)).names).not.toContain('vm-jobs');
		await remove('id-shop');
		await dialog(page).getByText('vm-web still names it').waitFor();
		await confirm();
		await expect.poll(async () => (await shop(page)).names).not.toContain('id-shop');
		expect(await shop(page)).toMatchObject({ uses: ['vm-web'], roles: 1 });
	});

	test('and goes back to its place when it is dropped on a group that is not its own', async () => {
		const page = await openShop(['az group create --name rg-other --location westeurope']);
		const before = await placeOf(page, 'vm-web');
		const other = await page.evaluate(() => {
			const { session, canvas } = Reflect.get(globalThis, 'keyless');
			const groups = Object.values(session.world.resourceGroups) as { id: string; name: string }[];
			return canvas.positionOf(groups.find(({ name }) => name === 'rg-other')?.id ?? '');
		});
		await drag(page, before, other);
		await expect.poll(() => placeOf(page, 'vm-web')).toEqual(before);
		// What is drawn is where it is said to be: a click there selects it.
		await page.mouse.click(before.x, before.y);
		await expect
			.poll(() => picture(page).locator('[role="status"]').first().textContent())
			.toContain('vm-web');
	});
});

test('the picture is panned by single clicks, each way and back', async () => {
	const page = await openShop();
	// To the thousandth of a pixel: sums of fractions are not exact.
	const placeNow = async () => {
		const { x, y } = await placeOf(page, 'vm-web');
		return { x: Math.round(x * 1000), y: Math.round(y * 1000) };
	};
	const before = await placeNow();
	await page.getByRole('button', { name: 'Look around' }).click();
	for (const [there, back, x, y] of [
		['Look right', 'Look left', -140_000, 0],
		['Look down', 'Look up', 0, -140_000],
	] as const) {
		await page.getByRole('button', { name: there }).click();
		await expect.poll(placeNow).toEqual({ x: before.x + x, y: before.y + y });
		await page.getByRole('button', { name: back }).click();
		await expect.poll(placeNow).toEqual(before);
	}
});

test('on a phone a finger that rests opens the menu, one that moves connects, and all buttons of the picture are found behind one', async () => {
	const page = await openShop([ATTACH], {
		viewport: { width: 390, height: 844 },
		hasTouch: true,
		isMobile: true,
	});
	const panes = page.getByRole('navigation', { name: 'Panes' });
	await panes.getByRole('button', { name: 'Canvas' }).tap();
	const touch = await fingers(page);
	await touch('touchStart', await placeOf(page, 'vm-web'));
	await page.getByRole('menuitem', { name: 'Take id-shop away' }).waitFor();
	await touch('touchEnd');
	await page.getByRole('menuitem', { name: 'Take id-shop away' }).tap();
	await expect.poll(async () => (await shop(page)).uses).toEqual([]);
	// A finger that drags a handle drags neither the page nor the picture.
	const swipe = async (from: Spot, to: Spot) => {
		await touch('touchStart', from);
		for (let step = 1; step <= 6; step++)
			await touch('touchMove', {
				x: from.x + ((to.x - from.x) * step) / 6,
				y: from.y + ((to.y - from.y) * step) / 6,
			});
		await touch('touchEnd');
	};
	const identity = await placeOf(page, 'id-shop');
	await page.touchscreen.tap(identity.x, identity.y);
	await swipe(
		await middle(page, '.overlay .handle:not(.off) .knob'),
		await placeOf(page, 'vm-web'),
	);
	await expect.poll(async () => (await shop(page)).uses).toEqual(['vm-web']);
	const ring = await middle(page, '.overlay .handle.off.attachment .knob');
	await swipe(ring, { x: ring.x + 70, y: ring.y + 20 });
	await expect.poll(async () => (await shop(page)).uses).toEqual([]);
	await page.getByRole('button', { name: /^View/ }).tap();
	for (const name of ['Zoom in', 'Zoom out', 'Look left', 'Code']) {
		const box = await page.getByRole('button', { name, exact: true }).boundingBox();
		expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44);
	}
	// Nothing of the picture lies under the outline.
	const outline = page.getByRole('heading', { name: 'Outline' });
	const below = (await placeOf(page, 'kv-shop')).y;
	expect(below + 30).toBeLessThan((await outline.boundingBox())?.y ?? 0);
	await page.getByRole('button', { name: 'Put the outline away' }).tap();
	await expect.poll(async () => (await outline.boundingBox())?.y).toBeGreaterThan(700);
	await page.getByRole('treeitem', { name: /^vm-web/ }).waitFor({ state: 'attached' });
});
