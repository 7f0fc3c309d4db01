import type { Page } from 'playwright-core';
import { dialog, lineOf, placeOf, type Learner } from './learner';

/** How many cards a phone's picture shows at once; what is further down is tapped in the outline below it. */
const IN_VIEW = 5;

/** Taps on a phone: one pane at a time. */
export function touchLearner(page: Page): Learner {
	const pane = (name: string) =>
		page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name }).tap();
	const act = async (name: string, item: string) => {
		await pane('Canvas');
		const cards = await page.evaluate(() => {
			const { session } = Reflect.get(globalThis, 'keyless') as {
				session: { world: { resources: object } };
			};
			return Object.keys(session.world.resources).length;
		});
		if (cards > IN_VIEW)
			await page
				.getByRole('treeitem', { name: new RegExp(`^${name}\\b`) })
				.first()
				// Its own line: what lies in it follows below.
				.tap({ position: { x: 120, y: 20 } });
		else {
			const { x, y } = await placeOf(page, name);
			await page.touchscreen.tap(x, y);
		}
		await pane('Details');
		await page.getByRole('button', { name: `What to do with ${name}` }).tap();
		await page.getByRole('menu').getByRole('menuitem', { name: item }).tap();
	};
	return {
		page,
		async add(kind) {
			await pane('Add');
			await page
				.getByRole('region', { name: 'Free play' })
				.getByRole('button', { name: kind })
				.tap();
		},
		act,
		async fill(label, text) {
			const field = dialog(page).getByLabel(label, { exact: true });
			await field.tap();
			await field.fill(text);
		},
		choose: (line) => lineOf(page, line).tap(),
		async submit(button) {
			await dialog(page).getByRole('button', { name: button, exact: true }).tap();
			await dialog(page).waitFor({ state: 'detached' });
		},
		async run(name) {
			await act(name, 'Run its program…');
			await page
				.getByRole('region', { name: 'Program' })
				.getByRole('button', { name: /^Run/ })
				.first()
				.tap();
		},
		undo: () => page.getByRole('button', { name: /^Undo: / }).tap(),
		look: () => pane('Canvas'),
		async lookBack() {
			await pane('Activity');
			await page.getByRole('tab', { name: 'What happened' }).tap();
		},
	};
}
