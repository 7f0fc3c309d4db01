import type { World } from '../../azure';
import type { Trace } from '../canvas/travel';
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

/** What the canvas shows of the last run of a program: the way of its request and where it was decided. */
export function traceOf(session: Session): Trace | undefined {
	const step = session.trace?.step;
	const from = step?.exchanges.find(({ request }) => request.from !== undefined)?.request.from;
	if (!step || from === undefined) return undefined;
	const run = readRun(step, session.before(step), from);
	if (!run) return undefined;
	const last = run.exchanges.at(-1);
	const wanted =
		step.cause.kind === 'program' && 'vaultUri' in step.cause.program
			? step.cause.program.vaultUri
			: step.cause.kind === 'program' && 'blobEndpoint' in step.cause.program
				? step.cause.program.blobEndpoint
				: (last?.request.url ?? '');
	const targetId = targetOf(step.world, wanted);
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
