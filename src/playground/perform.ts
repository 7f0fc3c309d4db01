import { advance, converseWith, handle, programs, signInAs } from '../azure';
import { runInWorld, startSession } from '../cli';
import { iacPorts } from './iacPorts';
import type { Cause, Moment, Outcome } from './step';

/** Does what a cause says (pure). The requests of one action are all sent, in order, whatever is answered. */
export function perform({ world, session }: Moment, cause: Cause): Outcome {
	switch (cause.kind) {
		case 'send': {
			const { requests, waits = [] } = cause;
			let current = world;
			const wait = (index: number): void => {
				const duration = waits[index] ?? 0;
				if (duration > 0) current = advance(current, duration);
			};
			const exchanges = requests.map((request, index) => {
				wait(index);
				const [next, response] = handle(current, request);
				current = next;
				return { request, response };
			});
			wait(requests.length);
			return { world: current, session, exchanges };
		}
		case 'run': {
			const ran = runInWorld(world, cause.line, session, iacPorts);
			const { session: next, ...printed } = ran.result;
			return { world: ran.world, session: next, exchanges: ran.exchanges, printed };
		}
		case 'program': {
			const { program, resourceId } = cause;
			const ran = converseWith(handle, world, programs.programFor(world, resourceId, program));
			return { world: ran.world, session, exchanges: ran.exchanges, programResult: ran.result };
		}
		case 'signIn': {
			const next = signInAs(world, cause.as);
			return {
				world: next,
				session: next === world ? session : startSession(next),
				exchanges: [],
			};
		}
		case 'timing':
			return {
				world: world.timing === cause.timing ? world : { ...world, timing: cause.timing },
				session,
				exchanges: [],
			};
		case 'advance':
			return { world: advance(world, cause.duration), session, exchanges: [] };
	}
}
