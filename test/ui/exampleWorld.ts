import { expect } from 'vitest';
import { createWorld, type World } from '../../src/azure';
import { runScriptInWorld, startSession } from '../../src/cli';
import { loadExample, type ExampleSlug } from '../../src/ui/examples/catalog';

/** The world that an example of the gallery builds. */
export async function exampleWorld(slug: ExampleSlug): Promise<World> {
	const world = createWorld();
	const { world: built, result } = runScriptInWorld(
		world,
		await loadExample(slug),
		startSession(world),
	);
	expect(result.failed).toBeUndefined();
	return built;
}
