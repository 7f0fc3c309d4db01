import type { Goal, LoggedEvent } from './goal';

const eventNames = ({ by, identity, on }: LoggedEvent): (string | undefined)[] => [
	by,
	identity === 'system' ? undefined : identity,
	on,
];

/** The plain names that a goal speaks of. */
export function namesIn(goal: Goal): readonly string[] {
	const all = (): readonly (string | undefined)[] => {
		switch (goal.kind) {
			case 'exists':
			case 'absent':
				return [goal.name];
			case 'identity':
				return [goal.on, ['system', 'none'].includes(goal.identity) ? undefined : goal.identity];
			case 'assigned':
				return [goal.to === 'nobody' ? undefined : goal.to, goal.at];
			case 'access':
			case 'noAccess':
				return [goal.who, goal.on];
			case 'noBroaderThan':
				return [goal.who, goal.at];
			case 'happened':
				return eventNames(goal.event);
			case 'before':
				return [...eventNames(goal.first), ...eventNames(goal.then)];
			case 'never':
				return namesIn(goal.goal);
			case 'answered':
				return [];
		}
	};
	return all().filter((name) => name !== undefined);
}

/** The roles that a goal speaks of. */
export function rolesIn(goal: Goal): readonly string[] {
	if (goal.kind === 'assigned' || goal.kind === 'noBroaderThan') return [goal.role];
	return goal.kind === 'never' ? rolesIn(goal.goal) : [];
}

/** The predictions that a goal waits for. */
export function predictionsIn(goal: Goal): readonly string[] {
	if (goal.kind === 'answered') return [goal.prediction];
	return goal.kind === 'never' ? predictionsIn(goal.goal) : [];
}
