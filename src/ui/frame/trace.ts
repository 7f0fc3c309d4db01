import type { World } from '../../azure';
import type { Trace } from '../canvas/travel';
import type { Step } from '../../playground';
import type { Session } from '../session.svelte';
import { readRun } from '../workload/reading';

const HOST = /^https:\/\/([^./]+)\.(vault\.azure\.net|blob\.core\.windows\.net)/;

/** The vault or account that answers for an address. */
function targetOf(world: World, url: string): string | undefined {
	const [, name, service] = HOST.exec(url) ?? [];
	const type = service?.startsWith('vault')
		? 'microsoft.keyvault/vaults'
		: 'microsoft.storage/storageaccounts';
	return Object.values(world.resources).find(
		(resource) => resource.type.toLowerCase() === type && resource.name.toLowerCase() === name,
	)?.id;
}

/** Where a program wanted to go, also when it did not get so far. */
function addressOf({ cause }: Step): string | undefined {
	if (cause.kind === 'program')
		return 'vaultUri' in cause.program ? cause.program.vaultUri : cause.program.blobEndpoint;
	if (cause.kind !== 'run') return undefined;
	const [, what, name] = /--(read-secret|read-blob|list-blobs) ([^/\s]+)/.exec(cause.line) ?? [];
	if (what === undefined) return undefined;
	return what === 'read-secret'
		? `https://${name}.vault.azure.net/`
		: `https://${name}.blob.core.windows.net/`;
}

/** What the canvas shows of the last run of a program: the way of its request and where it was decided. */
export function traceOf(session: Session): Trace | undefined {
	const step = session.trace?.step;
	const from = step?.exchanges.find(({ request }) => request.from !== undefined)?.request.from;
	if (!step || from === undefined) return undefined;
	const run = readRun(step, session.before(step), from);
	if (!run) return undefined;
	const last = run.exchanges.at(-1);
	const targetId = targetOf(step.world, addressOf(step) ?? last?.request.url ?? '');
	if (targetId === undefined) return undefined;
	const path = (last?.request.url ?? '').replace(/^https?:\/\/[^/]+\/|\?.*$/g, '');
	return {
		key: step.id,
		resourceId: from,
		targetId,
		verdict: run.verdict === 'allowed' ? 'allowed' : 'refused',
		decidedAt: run.verdict === 'noToken' ? 'tokenEndpoint' : 'target',
		label: run.verdict === 'noToken' ? '' : `${last?.request.method ?? ''} ${path}`,
	};
}
