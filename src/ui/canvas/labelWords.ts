import { pictureWords } from '../words/picture';
import type { RoleLabel } from './labels';
import type { RoleArrow } from './picture';

const { picture: says } = pictureWords;

/** What is written at a role assignment's arrow. */
export function labelOf(arrow: RoleArrow): RoleLabel {
	const { role, reach, within = '', state, remaining, foretold } = arrow;
	const notes = [
		foretold ? says.foretold[foretold] : '',
		!foretold && state === 'propagating' ? says.propagating(remaining) : '',
		!foretold && state === 'revoking' ? says.revoking(remaining) : '',
		says.reach[reach](within),
	];
	return { role, note: notes.filter((note) => note !== '').join(', ') };
}
