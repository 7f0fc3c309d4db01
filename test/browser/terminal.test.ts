// The terminal as people meet it: by keyboard, by touch, pasted scripts, and the picture beside it.
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from './axe';
import { openPage, type Visit } from './support';

const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	hasTouch: true,
	isMobile: true,
};

interface Terminal extends Visit {
	field: Locator;
	log: Locator;
	/** Runs a line as it is typed. */
	run: (line: string) => Promise<void>;
}

/** A sitting with three groups of things, at its terminal. */
async function atTerminal(options: BrowserContextOptions = DESK): Promise<Terminal> {
	const visit = await openPage('#/example/hub', options);
	const { page } = visit;
	if (options.isMobile) await page.getByRole('button', { name: 'Activity' }).tap();
	await page.getByRole('tab', { name: 'Terminal' }).click();
	const field = page.getByRole('combobox', { name: /^Command line/ });
	await field.waitFor();
	await page.waitForFunction(() => Reflect.get(globalThis, 'keyless') !== undefined);
	return {
		...visit,
		field,
		log: page.getByRole('log', { name: 'What was run, and what it printed' }),
		run: async (line) => {
			await field.fill(line);
			await field.press('Enter');
		},
	};
}

const paste = (field: Locator, text: string) =>
	field.evaluate((element, pasted) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', pasted);
		element.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
		);
	}, text);

test('by keyboard: a line is completed word by word, explained, run, and found again', async () => {
	const { page, field, log, run, expectQuiet } = await atTerminal();
	const value = () => field.inputValue();
	await field.pressSequentially('az iden');
	await field.press('Tab');
	expect(await value()).toBe('az identity ');
	await field.pressSequentially('cr');
	await field.press('Tab');
	await field.pressSequentially('--res');
	await field.press('Tab');
	expect(await value()).toBe('az identity create --resource-group ');
	await field.pressSequentially('rg-');
	await page.getByText('--resource-group/-g').waitFor();
	await field.press('Tab');
	await page.getByRole('option', { name: 'rg-sales westeurope' }).waitFor();
	await field.press('ArrowDown');
	await field.press('Enter');
	expect(await value()).toBe('az identity create --resource-group rg-sales ');
	await field.pressSequentially('-n id-new');
	await field.press('Enter');
	await log.getByText('"name": "id-new"').waitFor();
	// The picture and the details show what is new.
	await page.getByRole('heading', { name: 'id-new' }).waitFor();
	// Roles and scopes.
	await field.fill('az role assignment create --role "Key Vault Sec');
	await field.press('Tab');
	await page.getByRole('option', { name: /Key Vault Secrets User/ }).click();
	expect(await value()).toContain('Key Vault Secrets User');
	await field.pressSequentially(' --scope /subscriptions/');
	await field.press('Tab');
	await page.getByRole('option', { name: /kv-hub$/ }).waitFor();
	await field.press('Escape');
	await field.press('Control+c');
	expect(await value()).toBe('');
	// History, and searching in it.
	await run('az group list -o tsv');
	await run('echo hello');
	await field.press('ArrowUp');
	await field.press('ArrowUp');
	expect(await value()).toBe('az group list -o tsv');
	await field.press('ArrowDown');
	expect(await value()).toBe('echo hello');
	await field.press('Control+r');
	await page.getByLabel('Search in history').fill('identity cre');
	await page.getByRole('status').getByText('az identity create').waitFor();
	await page.keyboard.press('Enter');
	expect(await value()).toBe('az identity create --resource-group rg-sales -n id-new');
	// Escape and Tab leave.
	await field.press('Escape');
	await field.press('Tab');
	expect(await field.evaluate((element) => element === document.activeElement)).toBe(false);
	expectQuiet();
});

test('a pasted script runs step by step, stops where it fails, and can be dropped', async () => {
	const { page, field, log, expectQuiet } = await atTerminal();
	await paste(
		field,
		'# a group\naz group create -n rg-s -l westeurope\naz identity create \\\n  -g rg-s -n id-s\naz identity show -g rg-s -n nope\naz group list\n',
	);
	const script = page.getByRole('group', { name: 'Pasted script' });
	await script.getByText('0 of 4 steps run').waitFor();
	await script.getByRole('button', { name: 'Run next' }).click();
	await script.getByText('1 of 4 steps run').waitFor();
	await script.getByText('-g rg-s -n id-s').waitFor();
	await script.getByRole('button', { name: 'Run all' }).click();
	await script.getByText('Stopped: the last step failed. 3 of 4 steps run').waitFor();
	await log.getByText('ERROR: (ResourceNotFound)').waitFor();
	await script.getByRole('button', { name: 'Drop the rest' }).click();
	await script.waitFor({ state: 'detached' });
	await page.getByRole('treeitem', { name: /^id-s/ }).first().waitFor({ state: 'attached' });
	// A command that carries a file waits above the line, and is folded wherever it is told.
	await paste(field, `cat > main.json <<'EOF'\n${'{\n\n\n\n\n\n\n\n}'}\nEOF`);
	await script.getByRole('button', { name: '… 9 more lines' }).waitFor();
	await field.press('Enter');
	await script.waitFor({ state: 'detached' });
	const file = log.getByRole('button', { name: '… 9 more lines' });
	await file.focus();
	await page.keyboard.press('Enter');
	const fold = log.getByRole('button', { name: 'Fold 9 lines', expanded: true });
	expect(await fold.evaluate((button) => button === document.activeElement)).toBe(true);
	await field.press('ArrowUp');
	await script.getByText('cat > main.json').waitFor();
	expect(await field.inputValue()).toBe('');
	expectQuiet();
});

test('what is done elsewhere appears as its command; lines are copied, explained and cleared', async () => {
	const { page, field, log, run, expectQuiet } = await atTerminal({
		...DESK,
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	await page.keyboard.press('Control+K');
	await page.getByRole('combobox', { name: 'Search everything' }).fill('event hubs');
	await page.getByRole('option', { name: /^Create: Event Hubs namespace/ }).waitFor();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Create: Event Hubs namespace' });
	await dialog.waitFor();
	await page.keyboard.press('Enter');
	await dialog.waitFor({ state: 'detached' });
	const done = log.getByText(/^# az eventhubs namespace create /).first();
	await done.waitFor();
	await log.getByRole('button', { name: /^Copy the line az eventhubs namespace create/ }).click();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
		/^az eventhubs namespace create -g rg-\S+ -n \S+ -l westeurope/,
	);
	await run('explain az group list -o none');
	await log.getByText('1. GET https://management.azure.com/subscriptions/').first().waitFor();
	await log.getByText('→ 200').waitFor();
	await log.getByRole('button', { name: 'Put explain az group list -o none' }).click();
	expect(await field.inputValue()).toBe('explain az group list -o none');
	await page.getByRole('button', { name: 'Clear', exact: true }).click();
	await done.waitFor({ state: 'detached' });
	await run('az group exists -n rg-hub');
	await log.getByText('true').waitFor();
	await field.press('Control+l');
	await log.getByText('true').waitFor({ state: 'detached' });
	expectQuiet();
});

test('on a machine the prompt says so, and exit comes back', async () => {
	const { page, field, log, run, expectQuiet } = await atTerminal();
	await run('az webapp ssh -g rg-sales -n app-sales');
	await page.getByRole('combobox', { name: 'Command line, app-sales:~$' }).waitFor();
	await run('az login --identity --allow-no-subscriptions -o none');
	await run('az account get-access-token --resource https://vault.azure.net --query tokenType');
	await log.getByText('"Bearer"').waitFor();
	await run('exit');
	await page.getByRole('combobox', { name: 'Command line, ada:~$' }).waitFor();
	expect(await field.inputValue()).toBe('');
	expectQuiet();
});

test.each(['light', 'dark'] as const)(
	'by touch on a phone, %s: keys that it lacks are buttons',
	async (colorScheme) => {
		const { page, field, log, expectQuiet } = await atTerminal({ ...PHONE, colorScheme });
		await field.tap();
		await page.keyboard.type('az identity ');
		await page.getByRole('button', { name: 'Complete' }).tap();
		const list = page.getByRole('listbox', { name: 'Completions' });
		await list.getByRole('option', { name: /^create/ }).waitFor();
		const box = await list.boundingBox();
		expect(box && box.x >= 0 && box.x + box.width <= 390 && box.y >= 0).toBe(true);
		expect(await faults(page, '.terminal')).toEqual([]);
		await list.getByRole('option', { name: /^list Lists each/ }).tap();
		expect(await field.inputValue()).toBe('az identity list ');
		await page.getByRole('button', { name: 'Run', exact: true }).tap();
		await log.getByText('[]').waitFor();
		await page.getByRole('button', { name: 'Earlier line' }).tap();
		expect(await field.inputValue()).toBe('az identity list ');
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			390,
		);
		expect(await faults(page, '.terminal')).toEqual([]);
		expectQuiet();
	},
);
