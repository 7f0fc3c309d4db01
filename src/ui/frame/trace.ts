import { header, programs, providerOf, type World } from '../../azure';
import type { Trace } from '../canvas/travel';
import type { Step } from '../../playground';
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

/** How a token is shown: to Cosmos DB in a form of its own, encoded, and to everybody else as a bearer. */
const TOKEN = /^(Bearer |type(=|%3D)aad\b)/i;

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

/** What the canvas shows of a step in which a program asked: the way of its request and where it was decided (pure). */
export function traceOf(step: Step, before: World): Trace | undefined {
	const from = step.exchanges.find(({ request }) => request.from !== undefined)?.request.from;
	if (from === undefined) return undefined;
	const run = readRun(step, before, from);
	const last = run?.exchanges.at(-1)?.request;
	if (!run || !last) return undefined;
	const targetId = targetOf(step.world, addressOf(step) ?? last.url);
	if (targetId === undefined) return undefined;
	const stopped = run.verdict === 'noToken';
	const path = last.url.replace(/^https?:\/\/[^/]+\/|\?.*$/g, '');
	return {
		key: step.id,
		resourceId: from,
		targetId,
		verdict: run.verdict === 'allowed' ? 'allowed' : 'refused',
		decidedAt: stopped ? 'tokenEndpoint' : 'target',
		// A token of an earlier step counts as well; an account key, a signed address and nothing at all do not.
		withToken: TOKEN.test(header(last, 'authorization') ?? ''),
		label: stopped ? '' : `${last.method} ${path}`,
	};
}
