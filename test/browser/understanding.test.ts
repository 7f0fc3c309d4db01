// What one looks at to understand what happened: the details, the program's own requests, the clock and the activity.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { placeOf } from './learner';
import { mouseLearner } from './mouseLearner';
import { openPage, ready } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };
const SHOP = [
	'az group create -n rg-shop -l westeurope',
	'az vm create -g rg-shop -n vm-web --image Ubuntu2204 --assign-identity',
	'az keyvault create -g rg-shop -n kv-shop',
	'az role assignment create --assignee ada@contoso.onmicrosoft.com --role "Key Vault Secrets Officer" --scope $(az keyvault show -n kv-shop --query id -o tsv)',
	'az keyvault secret set --vault-name kv-shop -n db --value opensesame',
];
const GRANT =
	'az role assignment create --assignee-object-id $(az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv) --assignee-principal-type ServicePrincipal --role "Key Vault Secrets User" --scope $(az keyvault show -n kv-shop --query id -o tsv)';

/** What a line prints, without the line end. */
const printed = (page: Page, line: string): Promise<string> =>
	page.evaluate((text) => {
		const { session } = Reflect.get(globalThis, 'keyless');
		session.run(text);
		return session.transcript.at(-1).printed.stdout.trim();
	}, line);

/** How many lines of the picture are dashed or dotted. */
async function dotted(page: Page): Promise<number> {
	const saved = page.waitForEvent('download');
	await page.evaluate(() => Reflect.get(globalThis, 'keyless').canvas.save('svg'));
	const svg = await readFile(await (await saved).path(), 'utf8');
	return svg.match(/stroke-dasharray/g)?.length ?? 0;
}

async function openShop(...lines: readonly string[]) {
	const visit = await openPage('#/play', {
		...DESK,
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	const { page } = visit;
	await ready(page);
	for (const line of [...SHOP, ...lines]) await printed(page, line);
	const learner = mouseLearner(page);
	const details = page.getByRole('complementary', { name: 'Details' });
	return {
		...visit,
		learner,
		details,
		async select(name: string) {
			const { x, y } = await placeOf(page, name);
			await page.mouse.click(x, y);
			await details.getByRole('heading', { name, exact: true }).waitFor();
		},
		tab: (name: string) => details.getByRole('tab', { name, exact: true }).click(),
	};
}

test('the details say in words, as a state chart and as Azure’s JSON what a machine is', async () => {
	const { page, details, select, tab, learner, expectQuiet } = await openShop(GRANT);
	await select('vm-web');
	await tab('Overview');
	await details.getByText('Its code signs in with its own identity, without a password.').waitFor();

	await tab('Access');
	await details.getByText('Can read secrets in kv-shop').waitFor();
	await select('kv-shop');
	await tab('Access');
	await details.getByText('vm-web can read secrets').waitFor();
	// Ada has one role at the vault itself, and another at the subscription.
	const people = details.locator('details');
	await people.getByText('through Key Vault Secrets Officer, granted here').waitFor();
	await people.getByText('through Owner, inherited from Contoso shop').first().waitFor();

	// The identity's own life, from its machine: what it is, what can come, what was.
	await select('vm-web');
	await tab('Lifecycle');
	const chart = details.getByRole('img', { name: /^States creating, / });
	await chart.waitFor();
	expect(await chart.locator('.state.current').allTextContents()).toEqual(['succeeded']);
	expect(await chart.getAttribute('aria-label')).toMatch(/Now: succeeded\. From here: .*delete/);

	await tab('JSON');
	await details
		.getByText(/principalId/)
		.first()
		.waitFor();
	await details.getByRole('button', { name: 'Copy', exact: true }).first().click();
	const copied = () => page.evaluate(() => navigator.clipboard.readText());
	await expect.poll(copied).not.toBe('');
	expect(JSON.parse(await copied()).identity).toEqual({
		type: 'SystemAssigned',
		principalId: await printed(
			page,
			'az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv',
		),
		tenantId: await printed(page, 'az account show --query tenantId -o tsv'),
	});

	await learner.act('vm-web', 'Delete…');
	await learner.submit('Delete');
	await details
		.getByRole('heading', { name: 'vm-web', exact: true })
		.waitFor({ state: 'detached' });
	expectQuiet();
});

test('the program shows each request with its answer, the token claim by claim, and why it was refused', async () => {
	const { page, learner, expectQuiet } = await openShop(
		'az role assignment create --assignee-object-id $(az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv) --assignee-principal-type ServicePrincipal --role "Key Vault Contributor" --scope $(az keyvault show -n kv-shop --query id -o tsv)',
	);
	await learner.run('vm-web');
	const program = page.getByRole('region', { name: 'Program' });
	await program.getByText('Refused, 403').waitFor();
	await program.getByText('Microsoft.KeyVault/vaults/secrets/getSecret/action').first().waitFor();
	// The role that it has was looked at, and the one that it lacks is named.
	await program.getByText('Key Vault Contributor').first().waitFor();
	await program.getByRole('button', { name: /^Grant Key Vault Secrets User/ }).waitFor();

	await program.getByText('Ask the vault for the secret, with the token').waitFor();
	const request = program.locator('details').filter({ hasText: 'kv-shop.vault.azure.net' }).last();
	await request.locator('summary').first().click();
	await request.getByText('ForbiddenByRbac').first().waitFor();
	await request
		.getByText(/Authorization: Bearer/i)
		.first()
		.waitFor();

	const token = program.locator('details').filter({ hasText: 'What the token says' });
	await token.locator('summary').first().click();
	const principalId = await printed(
		page,
		'az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv',
	);
	await token.getByText(principalId).first().waitFor();
	await token.getByText('https://vault.azure.net').first().waitFor();
	await token.getByText('the identity’s object id: roles are granted to this').waitFor();
	expectQuiet();
});

test('with Azure’s own timing a role is on its way: the clock lists it, the picture dots it, and the next event brings it', async () => {
	const { page, learner, details, select, tab, expectQuiet } = await openShop();
	const clock = page.getByRole('button', { name: /Let time pass$/ });
	await clock.click();
	await page
		.getByRole('menuitemradio', { name: 'Everything takes the time that it takes in Azure' })
		.click();
	const before = await dotted(page);
	await learner.act('kv-shop', 'Grant a role here…');
	await learner.choose('Key Vault Secrets User');
	await learner.submit('Grant');
	const arrow = page.getByRole('treeitem', { name: /^vm-web can read secrets in kv-shop/ });
	await page
		.getByRole('treeitem', { name: /through Key Vault Secrets User, propagating/ })
		.first()
		.waitFor({ state: 'attached' });
	await select('vm-web');
	await tab('Access');
	await details.getByText(/^Propagating: works in \d+ minutes\.$/).waitFor();
	expect(await dotted(page)).toBe(before + 1);
	await learner.run('vm-web');
	await page.getByText('Refused, 403').waitFor();

	await clock.click();
	await page.getByRole('menuitem', { name: 'All that is waiting…' }).click();
	const list = page.getByRole('dialog');
	await list.getByText('Key Vault Secrets User on kv-shop takes effect for vm-web').waitFor();
	await page.keyboard.press('Escape');
	await clock.click();
	await page.getByRole('menuitem', { name: /^To the next event: / }).click();
	await page
		.getByRole('treeitem', {
			name: 'vm-web can read secrets in kv-shop, through Key Vault Secrets User',
			exact: true,
		})
		.waitFor({ state: 'attached' });
	expect(await arrow.count()).toBe(1);
	expect(await dotted(page)).toBe(before);
	await learner.run('vm-web');
	await page.locator('[data-verdict="allowed"]').waitFor();
	expectQuiet();
});

test('a line of what happened opens to its command, its request and what changed, and leads back to that moment', async () => {
	const { page, learner, expectQuiet } = await openShop();
	await learner.act('vm-web', 'Turn off system-assigned identity');
	const feed = page.getByRole('log');
	const line = feed.getByRole('listitem').filter({ hasText: 'identity of vm-web is gone' });
	await line.locator('summary').click();
	await line.getByText('az vm identity remove').first().waitFor();
	await line
		.getByText(/PATCH|PUT/)
		.first()
		.waitFor();
	await line.getByText('identity.type').waitFor();
	const made = feed.getByRole('listitem').filter({ hasText: 'kv-shop was created' });
	await made.locator('summary').first().click();
	await made.getByRole('button', { name: 'Go back to this moment' }).click();
	await page
		.getByRole('treeitem', { name: 'System-assigned identity of vm-web' })
		.waitFor({ state: 'attached' });
	await feed.getByText('undone').first().waitFor();
	expectQuiet();
});
