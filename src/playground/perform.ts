import { advance, converseWith, handle, programs, signInAs } from '../azure';
import { runInWorld, startSession } from '../cli';
import type { Cause, Moment, Outcome } from './step';

/** Does what a cause says (pure). The requests of one action are all sent, in order, whatever is answered. */
export function perform({ world, session }: Moment, cause: Cause): Outcome {
	switch (cause.kind) {
		case 'send': {
			let current = world;
			const exchanges = cause.requests.map((request) => {
				const [next, response] = handle(current, request);
				current = next;
				return { request, response };
			});
			return { world: current, session, exchanges };
		}
		case 'run': {
			const ran = runInWorld(world, cause.line, session);
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
