import type { Cause } from '../../playground';
import { parseScript } from '../../cli';
import { isExample, loadExample } from './catalog';

/** What builds an example, as the opening of a sitting; `undefined` when there is none of that name. */
export async function openingOfExample(slug: string): Promise<Cause[] | undefined> {
	if (!isExample(slug)) return undefined;
	const steps = parseScript(await loadExample(slug));
	return steps.map(({ text }) => ({ kind: 'run', line: text }));
}
