// Real documentation generators with the widget in them: npm run test:hosts installs them in test/hosts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildPlugins } from '../../scripts/buildPlugins.mjs';
import { root } from '../../scripts/install.mjs';
import { serve } from '../../scripts/serve.mjs';
import { address, launch } from './support';

const hosts = `${root}test/hosts`;
const installed = existsSync(`${hosts}/node_modules/vitepress`);

const HOSTS = {
	VitePress: (out: string) => [
		`${hosts}/node_modules/vitepress/bin/vitepress.js`,
		['build', `${hosts}/vitepress`],
		{ KEYLESS_OUT: out },
	],
	Docusaurus: (out: string) => [
		`${hosts}/node_modules/@docusaurus/core/bin/docusaurus.mjs`,
		['build', `${hosts}/docusaurus`, '--out-dir', out],
		{ NO_UPDATE_NOTIFIER: '1' },
	],
} satisfies Record<string, (out: string) => [string, string[], Record<string, string>]>;

if (!installed)
	console.log(
		'VitePress and Docusaurus are not installed: "npm run test:hosts" does it and tests them.',
	);

describe.skipIf(!installed)('in a real host', () => {
	const folder = mkdtempSync(join(tmpdir(), 'keyless-hosts-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	beforeAll(() => buildPlugins(`${root}dist-plugins`), 120_000);

	describe('the built plugin', () => {
		const page = (name: string) =>
			`\`\`\`keyless title="A vault"\naz group create -n rg-docs -l westeurope\n# expect { kind: exists, name: ${name} }\n\`\`\`\n`;

		test('of remark breaks the build of a page whose expectation no longer holds', async () => {
			const { default: remarkKeyless } = await import(`${root}dist-plugins/remark.mjs`);
			const docs = unified()
				.use(remarkParse)
				.use(remarkKeyless)
				.use(remarkRehype, { allowDangerousHtml: true })
				.use(rehypeStringify, { allowDangerousHtml: true });
			expect(String(await docs.process(page('rg-docs')))).toContain('<keyless-playground');
			await expect(docs.process(page('kv-docs'))).rejects.toThrow(/line 2: /);
		});

		test('of markdown-it does too', async () => {
			const { default: markdownItKeyless } = await import(`${root}dist-plugins/markdown-it.mjs`);
			type Fence = (
				tokens: { info: string; content: string; map: number[] }[],
				at: number,
			) => string;
			const renderer: { rules: { fence?: Fence } } = { rules: {} };
			markdownItKeyless({ renderer });
			const render = (name: string) => {
				const [, content = ''] = /^[^\n]*\n([^`]*)/.exec(page(name)) ?? [];
				return renderer.rules.fence?.([{ info: 'keyless', content, map: [0, 3] }], 0);
			};
			expect(render('rg-docs')).toContain('<keyless-playground');
			expect(() => render('kv-docs')).toThrow('no longer holds');
		});
	});

	describe.each(Object.keys(HOSTS) as (keyof typeof HOSTS)[])('%s', (name) => {
		const out = join(folder, name);
		beforeAll(() => {
			const [program, args, env] = HOSTS[name](out);
			const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
				cwd: hosts,
				env: { ...process.env, ...env, KEYLESS_ADDRESS: address, NODE_ENV: 'production' },
				encoding: 'utf8',
			});
			if (status !== 0) throw new Error(`${name} was not built:\n${stdout}\n${stderr}`);
		}, 400_000);

		test.each(['light', 'dark'] as const)(
			'the picture is there, the widget comes alive, %s as the page',
			async (colorScheme) => {
				const server = await serve({ port: 0, folder: out });
				onTestFinished(() => server.close());
				const context = await (
					await launch()
				).newContext({ colorScheme, viewport: { width: 1100, height: 900 } });
				onTestFinished(() => context.close());
				const page = await context.newPage();
				const errors: string[] = [];
				page.on('pageerror', ({ message }) => errors.push(message));
				// As a stranger: the page is at another origin than the widget.
				await page.goto(server.address.replace('127.0.0.1', 'localhost'));
				const first = page.locator('keyless-playground').first();
				expect(await first.locator('img').getAttribute('alt')).toMatch(/^A vault\. .*vm-docs/);
				await page.locator('keyless-playground[live]').first().waitFor({ timeout: 40_000 });
				const frame = page.frames().find((each) => each.url().includes('embed.html'));
				expect(new URL(frame?.url() ?? '').searchParams.get('theme')).toBe(colorScheme);
				await frame
					?.getByRole('treeitem', { name: /^kv-docs/ })
					.waitFor({ state: 'attached', timeout: 30_000 });
				const second = page.locator('keyless-playground').nth(1);
				await second.getByRole('button', { name: /Start/ }).click();
				await page.locator('keyless-playground[lesson][live]').waitFor({ timeout: 40_000 });
				expect(errors).toEqual([]);
			},
			90_000,
		);
	});
});
