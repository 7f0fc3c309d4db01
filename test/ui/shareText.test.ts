// A sitting as text for an issue: the world, what is not reached yet, what went wrong, and a diagram.
import { describe, expect, test } from 'vitest';
import { createPlayground } from '../../src/playground';
import { failureOf } from '../../src/ui/views/failures';
import { worldToMarkdown } from '../../src/ui/share/worldToMarkdown';

const LINES = [
	'az group create -n rg-shop -l westeurope',
	'az vm create -g rg-shop -n vm-web --image Ubuntu2204 --assign-identity',
	'az identity create -g rg-shop -n id-shop',
	'az vm identity assign -g rg-shop -n vm-web --identities id-shop',
	'az keyvault create -g rg-shop -n kv-shop',
	'az role assignment create --assignee-object-id $(az identity show -g rg-shop -n id-shop --query principalId -o tsv) --assignee-principal-type ServicePrincipal --role "Key Vault Secrets User" --scope $(az keyvault show -n kv-shop --query id -o tsv)',
];
const playground = createPlayground({ opening: LINES.map((line) => ({ kind: 'run', line })) });

describe('what is copied as text', () => {
	const refused = playground.run('keyless run --on vm-web --read-secret kv-shop/db-password');
	const failures = refused.exchanges.flatMap((exchange) => failureOf(exchange) ?? []);
	const text = worldToMarkdown({
		title: 'Read a secret',
		world: playground.world,
		lesson: 'A lesson',
		goals: [
			{
				id: 'a',
				state: 'met',
				met: true,
				keep: false,
				expected: 'There is vm-web.',
				saw: 'It is.',
			},
			{
				id: 'b',
				state: 'failing',
				met: false,
				keep: false,
				expected: 'vm-web reads the secret.',
				saw: 'It was refused.',
			},
		],
		failures,
		commands: ['az vm list'],
		link: 'https://example.org/#share=1.abc',
	});

	test('has the world in sentences and as a diagram', () => {
		expect(text).toContain('id-shop has Key Vault Secrets User on kv-shop.');
		expect(text).toContain('```mermaid\nflowchart LR\n');
		const [, identity] = /(n\d+)\(\["id-shop/.exec(text) ?? [];
		const [, vault] = /(n\d+)\["kv-shop/.exec(text) ?? [];
		const [, machine] = /(n\d+)\["vm-web/.exec(text) ?? [];
		expect(text).toContain(`${identity} -->|"Key Vault Secrets User"| ${vault}`);
		expect(text).toContain(`${machine} -.- ${identity}`);
	});

	test('names what is not reached, not what is', () => {
		expect(text).toContain('- vm-web reads the secret. (saw: It was refused.)');
		expect(text).not.toContain('There is vm-web.');
	});

	test('tells the last errors with their codes, the lesson, the person and the link', () => {
		expect(failures.length).toBeGreaterThan(0);
		expect(text).toMatch(/### Last errors\n\n- 40\d `\w+`: /);
		expect(text).toContain('Lesson: A lesson. Signed in as Ada.');
		expect(text).toContain('[Open it](https://example.org/#share=1.abc)');
	});
});

test('names cannot break out of the diagram or of a fence', () => {
	const { world } = createPlayground({
		opening: [{ kind: 'run', line: 'az group create -n rg-odd -l westeurope' }],
	});
	const [key = '', group] = Object.entries(world.resourceGroups)[0] ?? [];
	if (!group) throw new Error('There is no group.');
	const odd = { ...group, name: 'a"] --> x["`<b>' };
	const text = worldToMarkdown({
		title: 'Two\nlines',
		world: { ...world, resourceGroups: { [key]: odd } },
		commands: ['echo ```'],
	});
	expect(text).toContain('## Two lines\n');
	expect(text).not.toContain('a"] --> x[');
	expect(text).toContain('````sh\necho ```\n````');
});
