import {
	idKey,
	MACHINES,
	sameId,
	type Lifecycle,
	type RecordKind,
	type RecordRef,
	type World,
} from '../../azure';
import { principalOf, type Thing } from '../views/things';

/** A record with a lifecycle, as the inspector draws it. */
export interface DrawnLifecycle {
	readonly ref: RecordRef;
	readonly lifecycle: Lifecycle;
	readonly states: readonly string[];
	readonly transitions: readonly DrawnTransition[];
	/** Which one it is, where a thing has several of a kind: the service that a token is for. */
	readonly name?: string;
}

/** An arrow of the drawing. `wait`: it happens by itself, after that named delay. */
export interface DrawnTransition {
	readonly from: string;
	readonly to: string;
	readonly event: string | undefined;
	readonly wait: string | undefined;
}

/** What is read of an XState machine: the same objects that drive the simulation. */
interface MachineConfig {
	readonly states?: Readonly<Record<string, StateConfig>>;
}
interface StateConfig {
	readonly on?: Readonly<Record<string, unknown>>;
	readonly after?: Readonly<Record<string, unknown>>;
}

const targetOf = (target: unknown): string | undefined =>
	typeof target === 'string'
		? target
		: typeof target === 'object' && target !== null && 'target' in target
			? String(target.target)
			: undefined;

/** States and arrows, read off the machine itself. */
export function drawMachine(kind: RecordKind): Pick<DrawnLifecycle, 'states' | 'transitions'> {
	const { states = {} } = MACHINES[kind].config as MachineConfig;
	const transitions = Object.entries(states).flatMap(([from, { on = {}, after = {} }]) => {
		const arrows = (given: Readonly<Record<string, unknown>>, by: 'event' | 'wait') =>
			Object.entries(given).flatMap(([name, target]): DrawnTransition[] => {
				const to = targetOf(target);
				return to === undefined || to === from
					? []
					: [{ from, to, event: undefined, wait: undefined, [by]: name }];
			});
		return [...arrows(after, 'wait'), ...arrows(on, 'event')];
	});
	return { states: Object.keys(states), transitions };
}

const drawn = (ref: RecordRef, lifecycle: Lifecycle): DrawnLifecycle => ({
	ref,
	lifecycle,
	...drawMachine(ref.kind),
});

function ofPrincipal(world: World, id: string): DrawnLifecycle[] {
	const principal = world.servicePrincipals[id];
	if (!principal) return [];
	const certificate = principal.keyCredentials.at(-1);
	return [
		drawn({ kind: 'servicePrincipal', key: id }, principal.lifecycle),
		...(certificate
			? [drawn({ kind: 'keyCredential', key: `${id}/${certificate.keyId}` }, certificate.lifecycle)]
			: []),
	];
}

/** The tokens that the identity endpoint keeps for the code on a resource. */
const ofTokens = (world: World, resourceId: string): DrawnLifecycle[] =>
	Object.entries(world.tokens)
		.filter(([, { from }]) => sameId(from, resourceId))
		.map(([key, { audience, lifecycle }]) => ({
			...drawn({ kind: 'accessToken', key }, lifecycle),
			name: audience,
		}));

/** Where a record stands in a world, if it is there. */
export function lifecycleAt(world: World, { kind, key }: RecordRef): Lifecycle | undefined {
	switch (kind) {
		case 'resource':
			return world.resources[key]?.lifecycle;
		case 'resourceGroup':
			return world.resourceGroups[key]?.lifecycle;
		case 'servicePrincipal':
			return world.servicePrincipals[key]?.lifecycle;
		case 'roleAssignment':
			return world.roleAssignments[key]?.lifecycle;
		case 'keyCredential': {
			const [principalId = '', keyId] = key.split('/');
			return world.servicePrincipals[principalId]?.keyCredentials.find(
				(credential) => credential.keyId === keyId,
			)?.lifecycle;
		}
		case 'accessToken':
			return world.tokens[key]?.lifecycle;
		case 'deployment':
			return world.deployments[key]?.lifecycle;
	}
}

/** A moment at which a record came into a state. */
export interface PastState {
	readonly state: string;
	readonly at: number;
	/** How many steps had been done by then. */
	readonly position: number;
}

/** The states that a record was in at the end of each step, the latest first. */
export function pastStates(
	start: World,
	steps: readonly { readonly world: World }[],
	ref: RecordRef,
): PastState[] {
	const past: PastState[] = [];
	[start, ...steps.map(({ world }) => world)].forEach((world, position) => {
		const now = lifecycleAt(world, ref);
		const last = past.at(-1);
		if (now && (now.state !== last?.state || now.since !== last.at))
			past.push({ state: now.state, at: now.since, position });
	});
	return past.reverse();
}

/** The lifecycles of a thing: its own, and that of the principal that it is. */
export function lifecyclesOf(world: World, thing: Thing): DrawnLifecycle[] {
	const key = idKey(thing.id);
	switch (thing.of) {
		case 'group':
			return [drawn({ kind: 'resourceGroup', key }, thing.group.lifecycle)];
		case 'assignment':
			return [drawn({ kind: 'roleAssignment', key }, thing.assignment.lifecycle)];
		case 'principal':
			return ofPrincipal(world, thing.id);
		case 'resource': {
			const own = drawn({ kind: 'resource', key }, thing.resource.lifecycle);
			if (thing.kind !== 'userIdentity') return [own, ...ofTokens(world, thing.id)];
			const principal = principalOf(world, thing.id);
			return [...(principal ? ofPrincipal(world, principal.id) : []), own];
		}
		default:
			return [];
	}
}
