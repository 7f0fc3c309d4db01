// The story for someone who does not see the page: keys alone, and what a screen reader says.
import { expect, test } from 'vitest';
import { keyboardLearner } from './keyboardLearner';
import { listen } from './screenReader';
import { openPage, ready } from './support';

const DESK = { viewport: { width: 1280, height: 800 } };

test('a blind learner hears a machine read a secret, and what is left when it goes', async () => {
	const visit = await openPage('#/play', DESK);
	await ready(visit.page);
	const ears = await listen(visit.page);
	const learner = keyboardLearner(visit.page);

	await learner.add('Virtual machine');
	await ears.hears(/^dialog, New virtual machine, Its code asks for tokens at 169\.254\.169\.254/);
	await learner.fill('Name', 'vm-web');
	await learner.submit('Create');
	const created = await ears.hears('polite: rg-shop was created. vm-web was created.');
	expect(created.join('\n')).toContain('textbox, Name of the new resource group, rg-shop');
	await learner.add('Key vault');
	await learner.fill('Name', 'kv-shop');
	await learner.submit('Create');
	await ears.hears('polite: kv-shop was created.');
	await learner.act('kv-shop', 'Add a secret…');
	await ears.hears(/^dialog, Add a secret to kv-shop, Written through Resource Manager/);
	await learner.fill('Name', 'db');
	await learner.submit('Add secret');
	await ears.hears('polite: Ada wrote db in kv-shop.');

	await learner.act('vm-web', 'Turn on system-assigned identity');
	const turnedOn = await ears.hears('polite: vm-web now has a system-assigned identity.');
	expect(turnedOn.some((said) => /^treeitem, vm-web, virtual machine, .*level 3/.test(said))).toBe(
		true,
	);
	await learner.run('vm-web');
	await ears.hears(
		'polite: vm-web got a token for Key Vault. vm-web was refused db in kv-shop (403). It has no role at all.',
	);

	await learner.act('kv-shop', 'Grant a role here…');
	await learner.choose('Key Vault Secrets User');
	const chosen = await ears.hears(
		/^radio, Key Vault Secrets User Reads the values of the secrets in a vault\., (not )?checked/,
	);
	expect(chosen.join('\n')).toContain('dialog, Grant a role');
	await learner.submit('Grant');
	await ears.hears('polite: Granted Key Vault Secrets User to vm-web on kv-shop.');
	await learner.run('vm-web');
	await ears.hears(
		'polite: vm-web got a token for Key Vault, the one it had. vm-web read db in kv-shop. No password was used.',
	);

	await learner.act('vm-web', 'Delete…');
	const [asked = ''] = (await ears.hears(/^dialog, Delete vm-web\?/)).filter((said) =>
		said.startsWith('dialog'),
	);
	expect(asked).toContain('Goes with it Its system-assigned identity, for good');
	expect(asked).toContain('Stays behind 1 role assignment that will point at nobody');
	await learner.submit('Delete');
	await ears.hears(
		'polite: vm-web was deleted. Its system-assigned identity went with it. 1 role assignment now points at nobody.',
	);
	// The keys stay where they were: on the outline.
	const focused = () =>
		visit.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
	await expect.poll(focused).toBe('kv-shop, key vault');
	const below = await ears.readsTo(/^end of tree, Outline of the subscription/);
	expect(below.join('\n')).toMatch(/treeitem, Identity not found has Key Vault Secrets User here/);

	await learner.undo();
	await ears.hears('polite: Undone: delete vm-web.');
	visit.expectQuiet();
});

test('in a lesson one hears which goal was reached, a hint, and that it is done', async () => {
	const visit = await openPage('#/lesson/read-a-secret-without-a-password', DESK);
	await ready(visit.page);
	const { page } = visit;
	const ears = await listen(page);
	const lesson = page.getByRole('region', { name: 'Lesson' });
	await lesson.getByRole('button', { name: 'Hint' }).press('Enter');
	await ears.hears(/^polite: \S/);
	await lesson.getByText('Show the solution').press('Enter');
	const next = lesson.getByRole('button', { name: 'Play the next step' });
	while (await next.isEnabled()) await next.press('Enter');
	const told = await ears.hears(/^polite: .*Done\. Every goal is reached\.$/);
	expect(told.join('\n')).toMatch(/Goal reached: /);
	visit.expectQuiet();
});

test('a solution played at once is heard as how many steps it was, and the last line', async () => {
	const visit = await openPage('#/lesson/read-a-secret-without-a-password', DESK);
	await ready(visit.page);
	const { page } = visit;
	const lesson = page.getByRole('region', { name: 'Lesson' });
	await lesson.getByText('Show the solution').press('Enter');
	const ears = await listen(page);
	await lesson.getByRole('button', { name: 'Play it all' }).press('Enter');
	const told = await ears.hears(
		/^polite: \d+ steps were done\. Goal reached: .*\. Done\. Every goal is reached\.$/,
	);
	const [said = ''] = told.filter((line) => line.startsWith('polite: '));
	const steps = await page.evaluate(
		() => Reflect.get(globalThis, 'keyless').session.transcript.length,
	);
	expect(said).toContain(`: ${steps} steps were done.`);
	expect(said).not.toContain('now has a system-assigned identity');
	visit.expectQuiet();
});

test('Tab leaves the outline, and comes back to the item that it left', async () => {
	const visit = await openPage('#/example/hub', DESK);
	await ready(visit.page);
	const { page } = visit;
	const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
	await page.keyboard.press('/');
	await page.keyboard.type('app-stock');
	await page.keyboard.press('Enter');
	await expect.poll(focused).toMatch(/^app-stock,/);
	await page.keyboard.press('ArrowDown');
	const left = await focused();
	await page.keyboard.press('Shift+Tab');
	expect(await focused()).toBe('Find by name');
	await page.keyboard.press('Tab');
	expect(await focused()).toBe(left);
	visit.expectQuiet();
});
