import type { World } from '../../azure';
import { exportArm, exportAz, exportBicep, exportTerraform, type Exported } from '../../iac';
import type { CodeTab } from './codeChoice.svelte';
import { requestsText, type NamedStep } from './requestsText';

/** The tabs that are written from the world. */
export type WrittenTab = Exclude<CodeTab, 'deploy'>;

/** The language of a file as the editor knows it. */
export const languageOf = (path: string): string =>
	({ json: 'json', bicep: 'bicep', tf: 'hcl', tfvars: 'hcl', azcli: 'azcli', http: 'http' })[
		path.split('.').at(-1) ?? ''
	] ?? 'plaintext';

/** A world, or a group or resource of it, as what a tab shows. */
export function exportedAs(
	tab: WrittenTab,
	world: World,
	scope: string | undefined,
	steps: () => readonly NamedStep[],
): Exported {
	switch (tab) {
		case 'arm':
			return exportArm(world, scope);
		case 'bicep':
			return exportBicep(world, scope);
		case 'terraform':
			return exportTerraform(world, scope);
		case 'az':
			return exportAz(world, scope);
		case 'requests':
			return requestsText(steps(), scope);
	}
}
