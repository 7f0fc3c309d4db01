import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Someone at the page. The story is told to a learner once; mouse, keyboard and touch are three learners who do the same
 * things by different hands.
 */
export interface Learner {
	readonly page: Page;
	/** Asks for a new resource of a kind, as the page calls it: `Virtual machine`. Its dialog opens. */
	add(kind: string): Promise<void>;
	/** Opens the menu of the thing of that name and takes the item. */
	act(name: string, item: string): Promise<void>;
	/** Writes into a field of the open dialog, over what is there. */
	fill(label: string, text: string): Promise<void>;
	/** Chooses or ticks a line of the open dialog. */
	choose(line: string): Promise<void>;
	/** Sends the open dialog. */
	submit(button: string): Promise<void>;
	/** Runs the program on a resource. */
	run(name: string): Promise<void>;
	/** Takes the last step back. */
	undo(): Promise<void>;
	/** Goes to where the picture and its outline are. */
	look(): Promise<void>;
	/** Goes to where it says what happened. */
	lookBack(): Promise<void>;
}

/** The open dialog. */
export const dialog = (page: Page): Locator => page.locator('dialog[open]');

/** The line of the open dialog that begins with this text, and its box or button. */
export const lineOf = (page: Page, text: string): Locator =>
	dialog(page).locator('label.option, label.tick').filter({ hasText: text }).first();

/** The drawn place of the thing of that name, once it stays there for two frames: a picture glides to where it is. */
export async function placeOf(page: Page, name: string): Promise<{ x: number; y: number }> {
	const still = () =>
		page.evaluate(async (wanted) => {
			const { session, canvas } = Reflect.get(globalThis, 'keyless') as {
				session: { world: { resources: Record<string, { id: string; name: string }> } };
				canvas?: { positionOf(id: string): { x: number; y: number } | undefined };
			};
			const frame = () => new Promise(requestAnimationFrame);
			const find = () => {
				const resource = Object.values(session.world.resources).find(({ name }) => name === wanted);
				return resource && canvas?.positionOf(resource.id);
			};
			const before = find();
			await frame();
			await frame();
			const now = find();
			return before?.x === now?.x && before?.y === now?.y ? now : undefined;
		}, name);
	let place: { x: number; y: number } | undefined;
	await expect
		.poll(async () => (place = await still()), { message: `${name} is drawn` })
		.toBeDefined();
	return place ?? { x: 0, y: 0 };
}

/** Fails unless the outline has (or has not) an item that is spoken like this. */
export async function expectItem(learner: Learner, spoken: string | RegExp, there = true) {
	await learner.look();
	const item = learner.page.getByRole('treeitem', { name: spoken, exact: true });
	await item.first().waitFor({ state: there ? 'attached' : 'detached' });
}

/** Fails unless the activity says this. */
export async function expectTold(learner: Learner, text: string | RegExp) {
	await learner.lookBack();
	await learner.page.getByRole('log').getByText(text).first().waitFor();
}

/** Fails unless the program's last run ended like this. */
export async function expectVerdict(learner: Learner, verdict: 'allowed' | 'refused' | 'noToken') {
	await learner.page.locator(`[data-verdict="${verdict}"]`).waitFor();
}

/** Undoes until nothing is left to undo. */
export async function undoEverything(learner: Learner) {
	const nothing = learner.page.getByRole('button', { name: 'Nothing to undo' });
	for (let steps = 0; (await nothing.count()) === 0; steps++) {
		expect(steps, 'steps to undo').toBeLessThan(100);
		await learner.undo();
	}
}
