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

const COMMANDS = [
	'az vm list --query "[?location==\'westeurope\'].name" -o tsv',
	'az vm list',
	'az vm list -g rg-3 -o table',
	'az vm show -g rg-3 -n vm-2',
	'az resource list -o table',
	'az identity list -o table',
	'az role assignment list --all -o table',
	'az monitor activity-log list',
	'az vm create -g rg-3 -n vm-new --image Ubuntu2204',
	'az vm identity assign -g rg-3 -n vm-1',
	'az identity create -g rg-3 -n id-new',
	'az tag list',
	'az vm delete -g rg-3 -n vm-2 --yes',
	'az group delete -n rg-3 --yes',
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
	const row = (what: string, mine: number) => [
		what,
		`${mine.toFixed(2)} ms`,
		`${naive.toFixed(2)} ms`,
		`${(naive / mine).toFixed(1)} ×`,
	];
	const heads = ['what', 'Keyless', 'reading the world from JSON', 'ratio'];
	report('A keystroke, 1,000 resources', heads, [
		...LINES.map((line) =>
			row(
				line,
				best(() => complete(world, line, line.length, session)),
			),
		),
		row(
			'reading a line',
			best(() => parse(COMMANDS[0] ?? '')),
		),
	]);
	report(
		'A command, 1,000 resources',
		heads,
		COMMANDS.map((line) => {
			const { result } = runInWorld(world, line, session);
			if (result.exitCode !== 0) throw new Error(`${line}: ${result.stderr}`);
			return row(
				line,
				best(() => runInWorld(world, line, session)),
			);
		}),
	);
}
