import type { Core } from 'cytoscape';
import type { Shape } from './place';
import type { Stage } from './stage';
import { tidySteps } from './tidy';
import { inTurns, turn } from './turns';

/**
 * Places everything on a stage anew, in good order, a little at a time. Comes to what puts it all back where it was, or to
 * nothing when the picture changed meanwhile.
 */
export async function tidyUp(
	stage: Stage,
	cy: Core,
	shape: Shape,
): Promise<(() => void) | undefined> {
	const before = stage.placement.positions;
	const asked = stage.picture;
	const isOver = (): boolean => stage.picture !== asked || cy.destroyed();
	const positions = await inTurns(tidySteps(asked, shape));
	await turn();
	if (isOver()) return undefined;
	stage.settle(positions);
	await turn();
	if (isOver()) return undefined;
	stage.show();
	await turn();
	return () => stage.put(before);
}
