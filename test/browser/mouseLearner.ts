import type { Page } from 'playwright-core';
import { dialog, lineOf, placeOf, type Learner } from './learner';

/** Clicks: palette, right clicks on the picture, dialogs. No key is pressed but to write. */
export function mouseLearner(page: Page): Learner {
	return {
		page,
		add: (kind) =>
			page.getByRole('region', { name: 'Free play' }).getByRole('button', { name: kind }).click(),
		async act(name, item) {
			const { x, y } = await placeOf(page, name);
			await page.mouse.click(x, y, { button: 'right' });
			await page.getByRole('menu').getByRole('menuitem', { name: item }).click();
		},
		fill: (label, text) => dialog(page).getByLabel(label, { exact: true }).fill(text),
		choose: (line) => lineOf(page, line).click(),
		async submit(button) {
			await dialog(page).getByRole('button', { name: button, exact: true }).click();
			await dialog(page).waitFor({ state: 'detached' });
		},
		async run(name) {
			const { x, y } = await placeOf(page, name);
			await page.mouse.click(x, y);
			await page.getByRole('heading', { name: `The program on ${name}` }).waitFor();
			await page
				.getByRole('region', { name: 'Program' })
				.getByRole('button', { name: /^Run/ })
				.first()
				.click();
		},
		undo: () => page.getByRole('button', { name: /^Undo: / }).click(),
		look: async () => undefined,
		lookBack: async () => undefined,
	};
}
