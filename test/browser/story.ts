import {
	dialog,
	expectItem,
	expectTold,
	expectVerdict,
	undoEverything,
	type Learner,
} from './learner';

/** Makes a resource with the name that is suggested for it. */
async function create(learner: Learner, kind: string, name: string) {
	await learner.add(kind);
	await learner.fill('Name', name);
	await learner.submit('Create');
	await expectItem(learner, `${name}, ${kind.toLowerCase()}`);
}

/** The first half: a machine reads a secret with an identity of its own, and what is left when it goes. */
export async function readASecretWithoutAPassword(learner: Learner) {
	const { page } = learner;
	await create(learner, 'Virtual machine', 'vm-web');
	await create(learner, 'Key vault', 'kv-shop');
	await learner.act('kv-shop', 'Add a secret…');
	await learner.fill('Name', 'db');
	await learner.submit('Add secret');
	await create(learner, 'Storage account', 'stshop');
	await learner.act('stshop', 'Add a blob…');
	await learner.submit('Add blob');
	await expectItem(learner, 'db, secret');
	await expectItem(learner, 'cat.txt, blob');

	await learner.act('vm-web', 'Turn on system-assigned identity');
	await expectItem(learner, 'System-assigned identity of vm-web');
	await learner.run('vm-web');
	await expectVerdict(learner, 'refused');
	await page.getByText('Refused, 403').waitFor();
	await page.locator('.reasons').getByText('It has no role at all.').waitFor();

	await learner.act('kv-shop', 'Grant a role here…');
	await learner.choose('Key Vault Secrets User');
	await learner.submit('Grant');
	await expectItem(learner, 'vm-web can read secrets in kv-shop, through Key Vault Secrets User');
	await learner.run('vm-web');
	await expectVerdict(learner, 'allowed');
	await page.locator('.run').getByText('correct horse battery staple', { exact: true }).waitFor();

	await learner.act('vm-web', 'Delete…');
	await dialog(page).getByText('Its system-assigned identity, for good').waitFor();
	await dialog(page).getByText('1 role assignment that will point at nobody').waitFor();
	await learner.submit('Delete');
	await expectItem(learner, 'vm-web, virtual machine', false);
	await expectItem(learner, 'System-assigned identity of vm-web', false);
	await expectItem(learner, 'Identity not found has Key Vault Secrets User here');
	await expectTold(learner, '1 role assignment now points at nobody.');

	await undoEverything(learner);
	await expectItem(learner, 'rg-shop, resource group', false);
	await expectItem(learner, 'Contoso shop, subscription');
}

/** The second half: two apps share an identity that outlives them both. */
export async function shareOneIdentity(learner: Learner) {
	await create(learner, 'Web app', 'web-shop');
	await create(learner, 'Function app', 'func-orders');
	await create(learner, 'Storage account', 'stshop');
	await learner.act('stshop', 'Add a blob…');
	await learner.submit('Add blob');
	await create(learner, 'User-assigned identity', 'id-shop');

	await learner.act('id-shop', 'Assign to…');
	await learner.choose('web-shop');
	await learner.choose('func-orders');
	await learner.submit('Assign');
	await expectItem(learner, 'id-shop is assigned to web-shop');
	await expectItem(learner, 'id-shop is assigned to func-orders');
	await learner.act('stshop', 'Grant a role here…');
	await learner.choose('Storage Blob Data Reader');
	await learner.submit('Grant');

	for (const app of ['web-shop', 'func-orders']) {
		await learner.run(app);
		await learner.page.getByText(`The program on ${app}`).waitFor();
		await expectVerdict(learner, 'allowed');
		await expectTold(learner, new RegExp(`${app} read`));
	}
	for (const app of ['web-shop', 'func-orders']) {
		await learner.act(app, 'Delete…');
		await dialog(learner.page).getByText('The user-assigned identity id-shop').waitFor();
		await learner.submit('Delete');
	}
	await expectItem(learner, 'web-shop, web app', false);
	await expectItem(learner, 'func-orders, function app', false);
	await expectItem(learner, 'id-shop, user-assigned identity');
	await expectItem(learner, 'id-shop can read blobs in stshop, through Storage Blob Data Reader');

	await undoEverything(learner);
	await expectItem(learner, 'rg-shop, resource group', false);
}
