import type { World } from '../../src/azure';
import { runScriptInWorld, startSession } from '../../src/cli';
import { exportAz } from '../../src/iac';
import { emptyLike } from './deploy';

/** Runs the script of a world in an empty subscription, with its secrets set as a person would set them. */
export const again = (world: World): World => {
	const { files, secrets } = exportAz(world);
	const empty = emptyLike(world);
	const session = { ...startSession(empty), variables: secrets };
	const { result, world: after } = runScriptInWorld(empty, files['main.azcli'] ?? '', session);
	if (result.failed) throw new Error(`${result.failed.message}\n${result.failed.text}`);
	return after;
};
