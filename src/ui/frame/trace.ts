import { programs, providerOf, type World } from '../../azure';
import type { Trace } from '../canvas/travel';
import type { Step } from '../../playground';
import type { Session } from '../session.svelte';
import { readRun } from '../workload/reading';

const HOST = /^\w+:\/\/([^./:]+)\.([\w.-]+)/;

/** What follows a name in the host that an option of `keyless run` leads to. */
const OPTIONS: Readonly<Record<string, string>> = {
	'read-secret': 'vault.azure.net',
	'read-blob': 'blob.core.windows.net',
	'list-blobs': 'blob.core.windows.net',
	...Object.fromEntries(
		programs.PLANE_PROGRAM_KINDS.map((kind) => {
			const { option, domain } = programs.planeProgram(kind);
			return [option, domain];
		}),
	),
};

/** The resource that answers for an address: the vault, or whatever else of that name holds data. */
function targetOf(world: World, url: string): string | undefined {
	const [, name, service = ''] = HOST.exec(url) ?? [];
	const isVault = service.startsWith('vault.');
	return Object.values(world.resources).find(
		(resource) =>
			resource.name.toLowerCase() === name?.toLowerCase() &&
			providerOf(resource.type)?.dataPlane !== undefined &&
			(resource.type.toLowerCase() === 'microsoft.keyvault/vaults') === isVault,
	)?.id;
}

/** Where a program wanted to go, also when it did not get so far. */
function addressOf({ cause }: Step): string | undefined {
	if (cause.kind === 'program') {
		const { program } = cause;
		if ('vaultUri' in program) return program.vaultUri;
		return 'endpoint' in program ? program.endpoint : program.blobEndpoint;
	}
	if (cause.kind !== 'run') return undefined;
	for (const [, option = '', name = ''] of cause.line.matchAll(/--([a-z-]+) ([^/\s]+)/g)) {
		const domain = OPTIONS[option];
		if (domain !== undefined) return `https://${name.toLowerCase()}.${domain}/`;
	}
	return undefined;
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
