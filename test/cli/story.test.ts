// The two halves of the product's story, told by az lines alone.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createWorld } from '../../src/azure';
import { parseScript, runScriptInWorld } from '../../src/cli';
import { Shell } from './support';

const script = readFileSync(new URL('story.azcli', import.meta.url), 'utf8');

/** What the step whose text holds all these words printed. */
function told(...holding: string[]) {
	const { result } = runScriptInWorld(createWorld(), script);
	const steps = parseScript(script);
	const at = steps.findIndex(({ text }) => holding.every((words) => text.includes(words)));
	const step = result.results[at];
	if (!step) throw new Error(`No step says ${holding.join(' … ')}`);
	return step;
}

describe('the story as one script', () => {
	test('every line of it succeeds', () => {
		const { result } = runScriptInWorld(createWorld(), script);
		expect(result.failed).toBeUndefined();
		expect(result.results).toHaveLength(parseScript(script).length);
	});

	test('the machine reads the secret with no password, once it has the role', () => {
		expect(told('--read-secret').value).toMatchObject({ status: 200, value: 'hunter2' });
	});

	test('the role assignment outlives the machine and shows nobody', () => {
		expect(told('role assignment list --scope').value).toMatchObject([
			{ roleDefinitionName: 'Key Vault Secrets User', principalName: '' },
		]);
	});

	test('one identity lets both apps read the blob', () => {
		for (const app of ['shop-web', 'shop-jobs'])
			expect(told('keyless run', app).value).toMatchObject({ value: '1 apple = 2 pears' });
	});

	test('the identity and its role are still there when both apps are gone', () => {
		expect(told('az identity show').value).toMatchObject({ name: 'id-shop' });
		const [, , row = ''] = told('role assignment list --assignee').stdout.split('\n');
		expect(row).toContain('Storage Blob Data Reader');
	});

	test('without the grant it stops at the line where the secret is refused', () => {
		const lines = script.split('\n');
		const at = lines.findIndex((line) => line.includes('az role assignment create'));
		const poorer = [...lines.slice(0, at), '', '', ...lines.slice(at + 2)].join('\n');
		const { result } = runScriptInWorld(createWorld(), poorer);
		expect(result.failed).toMatchObject({
			line: lines.findIndex((line) => line.startsWith('keyless')) + 1,
		});
		expect(result.failed?.message).toContain('ForbiddenByRbac');
	});
});

describe('a grant for an identity that Entra has not replicated yet', () => {
	const setUp = () => {
		const shell = new Shell({ timing: 'realistic' });
		shell.ok('az group create -n rg -l westeurope');
		shell.ok('ID=$(az identity create -g rg -n id-new --query principalId -o tsv)');
		return shell;
	};
	const grant =
		'az role assignment create --role Reader --scope /subscriptions/$SUB/resourceGroups/rg';

	test('fails by its client id or object id: the directory does not know it', () => {
		const shell = setUp();
		shell.ok(`SUB=${shell.subscription}`);
		const result = shell.run(`${grant} --assignee $ID`);
		expect(result.stderr).toMatch(
			/^ERROR: Cannot find user or service principal in graph database for '[0-9a-f-]{36}'\./,
		);
		expect(result.exitCode).toBe(1);
	});

	test('works with its object id when the line says what it is', () => {
		const shell = setUp();
		shell.ok(`SUB=${shell.subscription}`);
		shell.ok(`${grant} --assignee-object-id $ID --assignee-principal-type ServicePrincipal`);
	});

	test('--role and --scope of identity assign wait for nobody', () => {
		const shell = setUp();
		shell.ok('az vm create -g rg -n vm --image Ubuntu2204');
		const scope = `/subscriptions/${shell.subscription}/resourceGroups/rg`;
		const assigned = shell.json(`az vm identity assign -g rg -n vm --role Reader --scope ${scope}`);
		expect(assigned).toMatchObject({ role: 'Reader', scope });
	});
});
