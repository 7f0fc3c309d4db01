import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, handle, isObject, parseJson, signInAs, type World } from '../../src/azure';
import { runScriptInWorld, startSession } from '../../src/cli';
import { exportArm, exportAz, exportBicep, readBicep } from '../../src/iac';
import { furnish, requestFor, type Input } from '../azure/arbitraries';
import { runs } from '../setup/runs';
import { deploy, emptyLike } from './deploy';
import { essence } from './sameWorld';

/** A world after some sensible requests that build on each other. */
const start = signInAs(furnish('instant'), 'ada');
const inputs = fc.array(
	fc.record({
		kind: fc.constant('sensible' as const),
		what: fc.nat(200),
		numbers: fc.array(fc.nat(999), { minLength: 3, maxLength: 9 }),
	}),
	{ minLength: 1, maxLength: 25 },
);
const played = (steps: readonly Input[]): World => {
	let world = start;
	for (const step of steps) {
		const request = requestFor(world, step);
		if (request) [world] = handle(world, request);
	}
	return signInAs(advance(world, 1_000_000), 'ada');
};

/** Whether a setting of an app names the app's own principal, which no one declaration can: it exists only afterwards. */
const namesItself = (world: World) =>
	Object.values(world.resources).some(
		({ identity, properties }) =>
			identity?.system && JSON.stringify(properties).includes(identity.system.principalId),
	);
const numRuns = runs(25, 300);

const byArm = (world: World) => {
	const { files, secrets } = exportArm(world);
	const template = parseJson(files['main.json']);
	if (!isObject(template)) throw new Error('no template');
	return deploy(emptyLike(world), template, secrets);
};
const byBicep = (world: World) => {
	const { files, secrets } = exportBicep(world);
	const read = readBicep(files);
	if (!read.ok) throw new Error(read.message);
	return deploy(emptyLike(world), read.template, secrets);
};
const byAz = (world: World) => {
	const { files, secrets } = exportAz(world);
	const empty = emptyLike(world);
	const session = { ...startSession(empty), variables: secrets };
	const { result, world: after } = runScriptInWorld(empty, files['main.azcli'] ?? '', session);
	if (result.failed) throw new Error(`${result.failed.message}\n${result.failed.text}`);
	return after;
};

describe('a random world, exported and made again in an empty subscription, is the same', () => {
	test.each([
		['ARM', byArm],
		['Bicep', byBicep],
		['az', byAz],
	])(
		'by %s',
		(_, again) => {
			fc.assert(
				fc.property(inputs, (steps) => {
					const world = played(steps);
					fc.pre(!namesItself(world));
					expect(essence(again(world))).toEqual(essence(world));
				}),
				{ numRuns },
			);
		},
		runs(120_000, 1_800_000),
	);
});
