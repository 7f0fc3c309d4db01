import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { dialog, type Learner } from './learner';

/** Keys alone: the outline, menus and dialogs. The pointer is never touched. */
export function keyboardLearner(page: Page): Learner {
	const press = (key: string) => page.keyboard.press(key);
	/** The words of what has the focus: its label, or its own text. */
	const focused = () =>
		page.evaluate(() => {
			const element = document.activeElement;
			const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
			return (
				element?.getAttribute('aria-label') ??
				(labels.length > 0 ? labels.map((label) => label.innerText).join(' ') : undefined) ??
				(element instanceof HTMLElement ? element.innerText : '')
			).trim();
		});
	/** Presses a key until what has the focus begins with these words. */
	const pressUntil = async (key: string, words: string) => {
		const seen: string[] = [];
		for (let now = await focused(); !now.startsWith(words); now = await focused()) {
			seen.push(now);
			expect(seen.length, `${key} to reach "${words}": ${seen.join(' | ')}`).toBeLessThan(90);
			await press(key);
		}
	};
	const inTree = () =>
		page.evaluate(() => document.activeElement?.getAttribute('role') === 'treeitem');
	/** Goes to the outline, opens it if it is not, and finds an item by its name. */
	const goTo = async (name: string) => {
		if (!(await inTree())) {
			if ((await page.getByRole('button', { name: 'Close the outline' }).count()) === 0)
				await press('o');
			for (let tabs = 0; !(await inTree()); tabs++) {
				expect(tabs, 'tabs to the outline').toBeLessThan(90);
				await press('Tab');
			}
		}
		await press('Home');
		if (name !== 'Contoso shop') await page.keyboard.type(name);
		await expect.poll(focused).toMatch(new RegExp(`^${name},`));
	};
	const act = async (name: string, item: string) => {
		await goTo(name);
		await press('Enter');
		await page.getByRole('menu').waitFor();
		await pressUntil('ArrowDown', item);
		await press('Enter');
	};
	return {
		page,
		add: (kind) => act('Contoso shop', `New ${kind.toLowerCase()}…`),
		act,
		async fill(label, text) {
			await dialog(page).waitFor();
			await pressUntil('Tab', label);
			await press('ControlOrMeta+a');
			await page.keyboard.type(text);
		},
		async choose(line) {
			await dialog(page).waitFor();
			const kind = await dialog(page)
				.locator('label.option')
				.filter({ hasText: line })
				.first()
				.locator('input')
				.getAttribute('type');
			if (kind === 'checkbox') {
				await pressUntil('Tab', line);
				await press('Space');
				return;
			}
			const inGroup = () =>
				page.evaluate(() => document.activeElement?.getAttribute('type') === 'radio');
			for (let tabs = 0; !(await inGroup()); tabs++) {
				expect(tabs, 'tabs to the choices').toBeLessThan(30);
				await press('Tab');
			}
			await pressUntil('ArrowDown', line);
			await press('Space');
		},
		async submit(button) {
			await pressUntil('Tab', button);
			await press('Enter');
			await dialog(page).waitFor({ state: 'detached' });
		},
		async run(name) {
			await act(name, 'Run its program…');
			await expect.poll(focused).toMatch(/^Run/);
			await press('Enter');
		},
		undo: () => press('ControlOrMeta+z'),
		look: async () => undefined,
		lookBack: async () => undefined,
	};
}
