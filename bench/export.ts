// What it costs to write a world of a thousand resources as code, beside writing it as JSON.
import { exportArm, exportAz, exportBicep, exportTerraform, readBicep } from '../src/iac';
import { report } from './report';
import { thousandResources } from './requests';

/** The best of some runs, in milliseconds: what else the machine does only ever adds. */
function best(work: () => unknown, runs = 9): number {
	let least = Number.POSITIVE_INFINITY;
	for (let run = 0; run < runs; run++) {
		const start = performance.now();
		work();
		least = Math.min(least, performance.now() - start);
	}
	return least;
}

/** Measures and prints. */
export function measure(): void {
	const { world } = thousandResources();
	const json = best(() => JSON.stringify(world));
	const { files } = exportBicep(world);
	const rows = [
		['JSON.stringify', json],
		['ARM', best(() => exportArm(world))],
		['Bicep', best(() => exportBicep(world))],
		['Terraform', best(() => exportTerraform(world))],
		['az', best(() => exportAz(world))],
		['Bicep, read back', best(() => readBicep(files))],
	] as const;
	report(
		`${Object.keys(world.resources).length} resources and ${Object.keys(world.roleAssignments).length} role assignments as code`,
		['what', 'ms', 'times JSON.stringify of the world'],
		rows.map(([what, ms]) => [what, ms.toFixed(1), (ms / json).toFixed(1)]),
	);
}
