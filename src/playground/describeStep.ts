import type { World } from '../azure';
import { describeCredentials, describeGrants } from './describeAccess';
import { describeDeployments } from './describeDeployments';
import { describeResources } from './describeResources';
import { describeTraffic } from './describeTraffic';
import { principal } from './names';
import type { Cause, Step } from './step';
import type { StepEvent, StepSummary } from './stepEvents';

/** Virtual time that a cause lets pass. */
function timeIn(cause: Cause): number {
	if (cause.kind === 'advance') return cause.duration;
	const waits = cause.kind === 'send' ? (cause.waits ?? []) : [];
	return waits.reduce((sum, wait) => sum + wait, 0);
}

/**
 * What happened in a step, read off the worlds before and after it and off what was said in between. It knows no
 * resource type: a new one is told like the others.
 */
export function describeStep(step: Step, before: World): StepSummary {
	const { id: stepId, at, cause, exchanges } = step;
	const sides = { before, after: step.world };
	const waited = timeIn(cause);
	const own: StepEvent[] =
		cause.kind === 'advance' || waited > 0
			? [{ kind: 'passed', duration: waited }]
			: cause.kind === 'signIn'
				? [{ kind: 'signedIn', person: principal(step.world.signedInAs, sides) }]
				: cause.kind === 'timing'
					? [{ kind: 'timing', timing: cause.timing }]
					: [];
	const events =
		before === step.world
			? describeTraffic(exchanges, sides)
			: [
					...describeResources(sides),
					...describeGrants(sides),
					...describeCredentials(sides),
					...describeDeployments(sides),
					...describeTraffic(exchanges, sides),
				];
	return { stepId, at, events: [...own, ...events] };
}
