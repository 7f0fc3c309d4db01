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
	let axe = new AxeBuilder({ page });
	// A part holds no frames: the quick way, without a page of its own to gather in.
	if (within !== undefined) axe = axe.include(within).setLegacyMode();
	// Where targets lie close together they must be 24 pixels wide: axe leaves that out unless it is asked.
	axe = only
		? axe.withRules(COLOURS)
		: axe.options({ rules: { 'target-size': { enabled: true } } });
	const { violations } = await axe.analyze();
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ''}`),
	);
}
