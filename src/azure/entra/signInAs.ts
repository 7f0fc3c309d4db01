import type { World } from '../world';
import type { PersonKey } from './people';

/** The world with another person at the keyboard (pure). What was done before stays theirs who did it. */
export function signInAs(world: World, person: PersonKey): World {
	const user = Object.values(world.users).find(({ key }) => key === person);
	return user && user.id !== world.signedInAs ? { ...world, signedInAs: user.id } : world;
}
