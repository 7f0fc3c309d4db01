import { describe, expect, test } from 'vitest';
import { isObject, parseJson, type World } from '../../src/azure';
import { exportArm } from '../../src/iac';
import { deploy, emptyLike } from './deploy';
import { essence } from './sameWorld';
import { company, shop } from './worlds';

const again = (world: World): World => {
	const { files, secrets } = exportArm(world);
	const template = parseJson(files['main.json']);
	if (!isObject(template)) throw new Error('no template');
	return deploy(emptyLike(world), template, secrets);
};

describe('an ARM template of a world', () => {
	test.each([
		['a shop', shop],
		['a company', company],
	])('makes %s again in an empty subscription', (_, build) => {
		const world = build();
		expect(essence(again(world))).toEqual(essence(world));
	});
});
