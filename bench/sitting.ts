// What a sitting costs: undo, saving and loading, doing everything again. Beside each the plain way to have the same.
import { currentSubscription, requests, type HttpRequest, type World } from '../src/azure';
import { createPlayground, decodeSitting, encodeSitting, replay } from '../src/playground';
import { report } from './report';
import { thousandResources } from './requests';

const VM = 'Microsoft.Compute/virtualMachines';
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

/** The best of some runs, in milliseconds: what else the machine does only ever adds. */
function best(work: () => unknown, runs = 15): number {
	let least = Number.POSITIVE_INFINITY;
	for (let run = 0; run < runs; run++) {
		const start = performance.now();
		work();
		least = Math.min(least, performance.now() - start);
	}
	return least;
}

/** A world of a thousand resources, filled up to four thousand role assignments. */
function full(): World {
	const { world, id } = thousandResources();
	const roleAssignments = { ...world.roleAssignments };
	for (let n = Object.keys(roleAssignments).length; n < 4000; n++) {
		const name = `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`;
		const scope = id(n % 10, VM, `vm-${n % 60}`);
		const at = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
		roleAssignments[at.toLowerCase()] = {
			id: at,
			name,
			scope,
			roleDefinitionName: READER,
			principalId: name,
			principalType: 'ServicePrincipal',
			createdAt: world.now,
			createdBy: world.signedInAs,
			lifecycle: { state: 'effective', since: world.now },
		};
	}
	return { ...world, roleAssignments };
}

/** A thousand inputs over thirty machines: made, given identities, tagged, changed, deleted, made again. */
function thousandInputs() {
	const playground = createPlayground();
	const subscription = currentSubscription(playground.world);
	playground.send(requests.putResourceGroup(subscription, 'rg', 'westeurope'));
	const id = (n: number) =>
		`/subscriptions/${subscription}/resourceGroups/rg/providers/${VM}/vm-${n % 30}`;
	const kinds: readonly ((n: number) => HttpRequest)[] = [
		(n) => requests.putResource(id(n), { location: 'westeurope' }),
		(n) => requests.patchIdentity(id(n), { type: 'SystemAssigned' }),
		(n) => requests.patchResource(id(n), { tags: { round: String(n) } }),
		(n) => requests.patchIdentity(id(n), { type: 'None' }),
		(n) => requests.get(id(n)),
		(n) => requests.del(id(n)),
	];
	for (let n = 1; n < 1000; n++)
		playground.send((kinds[Math.floor(n / 30) % kinds.length] as (n: number) => HttpRequest)(n));
	return playground;
}

/** Prints the table. */
export function measure(): void {
	const world = full();
	const text = JSON.stringify(world);
	const saved = best(() => JSON.parse(JSON.stringify(world)) as unknown);
	const cloned = best(() => structuredClone(world));

	const playground = thousandInputs();
	const undone = best(() => {
		playground.undo();
		playground.redo();
	}, 200);
	const snapshot = best(() => structuredClone(playground.world), 50);

	const kept = encodeSitting(playground.sitting);
	const again = () => {
		const sitting = decodeSitting(kept);
		if ('unreadable' in sitting) throw new Error(sitting.why);
		return replay(sitting);
	};
	const last = JSON.stringify(again().steps.at(-1)?.world);
	if (last !== JSON.stringify(playground.transcript.at(-1)?.world))
		throw new Error('the worlds differ after doing it all again');
	const replayed = best(again, 10);
	const snapshots = best(() => {
		for (const step of playground.transcript) JSON.parse(JSON.stringify(step.world));
	}, 1);
	const bytes = playground.transcript.reduce(
		(sum, step) => sum + JSON.stringify(step.world).length,
		0,
	);

	const ms = (time: number) => `${time.toFixed(time < 1 ? 3 : 1)} ms`;
	const row = (what: string, mine: number, peer: string, theirs: number) => [
		what,
		ms(mine),
		`${peer}: ${ms(theirs)}`,
		`${(theirs / mine).toFixed(1)} ×`,
	];
	report(
		'A sitting',
		['what', 'Keyless', 'the plain way', 'ratio'],
		[
			row(
				'undo and redo, 1,000 steps, 30 resources',
				undone,
				'structuredClone of the world',
				snapshot,
			),
			row(
				`save and load 1,000 resources, 4,000 assignments (${(text.length / 1e6).toFixed(1)} MB)`,
				saved,
				'structuredClone',
				cloned,
			),
			row(
				'do 1,000 inputs again, bit for bit',
				replayed,
				'a copy of the world each step',
				snapshots,
			),
			[
				'what is kept of 1,000 inputs',
				`${(kept.length / 1e6).toFixed(2)} MB`,
				`a copy of the world each step: ${(bytes / 1e6).toFixed(0)} MB`,
				`${(bytes / kept.length).toFixed(0)} ×`,
			],
		],
	);
}
