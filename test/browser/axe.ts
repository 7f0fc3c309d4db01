import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The rules that another choice of colours can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds, in a form that reads well when there is something.
 *
 * @param within looks at this part alone
 * @param only `colours` leaves out the rules that no colours can break
 */
export async function faults(page: Page, within?: string, only?: 'colours'): Promise<string[]> {
	let axe = new AxeBuilder({ page }).options({
		// What is in order is not written up: that took longer than to look.
		resultTypes: ['violations'],
		// Where targets lie close together they must be 24 pixels wide: axe leaves that out unless it is asked.
		rules: { 'target-size': { enabled: true } },
	});
	// Without other frames the quick way sees the same, without a page of its own to gather in.
	if (page.frames().length === 1) axe = axe.setLegacyMode();
	if (within !== undefined) axe = axe.include(within);
	if (only) axe = axe.withRules(COLOURS);
	const { violations } = await axe.analyze();
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ''}`),
	);
}

/** The choices of colours. */
export const THEMES = ['light', 'dark', 'contrast'] as const;

/**
 * What axe finds in each choice of colours: all rules in the first, those about colours in the others.
 *
 * @param within looks at this part alone
 * @param only `colours` leaves out the rules that no colours can break, in the first as well
 */
export async function faultsIn(
	page: Page,
	themes: readonly (typeof THEMES)[number][],
	within?: string,
	only?: 'colours',
): Promise<string[]> {
	const found: string[] = [];
	await page.waitForFunction(() => Reflect.get(globalThis, 'keyless'));
	for (const theme of themes) {
		await page.evaluate(async (theme) => {
			Reflect.get(globalThis, 'keyless').theme.choose(theme);
			// A button on its way from one choice to the next has the colours of neither.
			const changes = document.getAnimations().filter((each) => each instanceof CSSTransition);
			await Promise.allSettled(changes.map(({ finished }) => finished));
		}, theme);
		const here = await faults(page, within, theme === themes[0] ? only : 'colours');
		found.push(...here.map((fault) => `${theme}: ${fault}`));
	}
	return found;
}
