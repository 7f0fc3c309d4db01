import { describe, expect, test } from 'vitest';
import { requests } from '../../src/azure';
import { exportAz } from '../../src/iac';
import { Azure, VAULT } from '../azure/support';
import { again } from './again';
import { essence } from './sameWorld';
import { company, shop } from './worlds';

describe('an az script of a world', () => {
	test.each([
		['a shop', shop],
		['a company', company],
	])('makes %s again in an empty subscription', (_, build) => {
		const world = build();
		expect(essence(again(world))).toEqual(essence(world));
	});
});

test('a secret that begins with another one is a secret of its own', () => {
	const azure = new Azure();
	azure.group();
	azure.put(VAULT, 'kv-dev');
	const vault = azure.id(VAULT, 'kv-dev');
	azure.send(requests.putSecretThroughArm(vault, 'one', 'geheim'));
	azure.send(requests.putSecretThroughArm(vault, 'two', 'geheim-too'));
	const { files, secrets } = exportAz(azure.world);
	expect(secrets).toEqual({ oneValue: 'geheim', twoValue: 'geheim-too' });
	expect(files['main.azcli']).not.toContain('-too');
});
