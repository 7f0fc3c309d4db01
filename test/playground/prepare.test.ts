import { expect, test } from 'vitest';
import { createPlayground, prepare } from '../../src/playground';
import { bytes, SHOP, shop } from './support';

test('an opening that is done beforehand, a line at a time, leaves the same world, and can be begun again', () => {
	const steps = prepare({ opening: SHOP.map((line) => ({ kind: 'run', line })) });
	let pauses = 0;
	let step = steps.next();
	for (; !step.done; step = steps.next()) pauses++;
	expect(pauses).toBe(SHOP.length);

	const playground = createPlayground(step.value);
	expect(bytes(playground.world)).toBe(bytes(shop().world));
	expect(playground.canUndo).toBe(false);
	expect(playground.session).toEqual(shop().session);
	playground.run('az group delete --name rg-shop --yes');
	playground.reset();
	expect(bytes(playground.world)).toBe(bytes(shop().world));
});
