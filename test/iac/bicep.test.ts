import { describe, expect, test } from 'vitest';
import type { JsonObject, World } from '../../src/azure';
import { exportBicep, readBicep } from '../../src/iac';
import { deploy, emptyLike } from './deploy';
import { essence } from './sameWorld';
import { company, shop } from './worlds';

const compiled = (files: Readonly<Record<string, string>>): JsonObject => {
	const result = readBicep(files);
	if (!result.ok) throw new Error(result.message);
	return result.template;
};

const again = (world: World): World => {
	const { files, secrets } = exportBicep(world);
	return deploy(emptyLike(world), compiled(files), secrets);
};

describe('a Bicep program of a world', () => {
	test.each([
		['a shop', shop],
		['a company', company],
	])('is read back and makes %s again in an empty subscription', (_, build) => {
		const world = build();
		expect(essence(again(world))).toEqual(essence(world));
	});
});
