// What a keystroke and a line cost in a world of a thousand resources. Beside it: what a full reading of the world as text costs.
import { complete, parse, runInWorld, startSession } from '../src/cli';
import { report } from './report';
import { thousandResources } from './requests';

const LINES = [
	'az vm identity ass',
	'az vm show -g rg-1 -n ',
	'az role assignment create --role "Key Vault',
	'az role assignment create --assignee ',
	'az role assignment create --scope vm-',
	'az vm show --ids ',
];

/** The best of some runs, in milliseconds. */
function best(work: () => unknown, runs = 50): number {
	let least = Number.POSITIVE_INFINITY;
	for (let run = 0; run < runs; run++) {
		const start = performance.now();
		work();
		least = Math.min(least, performance.now() - start);
	}
	return least;
}

/** Prints the table. */
export function measure(): void {
	const { world } = thousandResources();
	const session = startSession(world);
	const text = JSON.stringify(world);
	// The plain way to know what names there are: read the saved world and look at each of its things.
	const naive = best(() =>
		Object.values((JSON.parse(text) as typeof world).resources).filter(({ name }) =>
			name.startsWith('vm-'),
		),
	);
	const rows = LINES.map((line) => [
		`complete: ${line}`,
		`${best(() => complete(world, line, line.length, session)).toFixed(2)} ms`,
		`${naive.toFixed(2)} ms`,
	]);
	const line = 'az vm list --query "[?location==\'westeurope\'].name" -o tsv';
	report(
		'A keystroke and a line, 1,000 resources',
		['what', 'Keyless', 'reading the world from JSON'],
		[
			...rows,
			['parse a line', `${best(() => parse(line)).toFixed(2)} ms`, ''],
			[`run: ${line}`, `${best(() => runInWorld(world, line, session)).toFixed(2)} ms`, ''],
		],
	);
}
