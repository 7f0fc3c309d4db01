// Fenced blocks in documentation: a picture and a widget, and a build that fails when they no longer tell the truth.
import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import markdownItKeyless, { type MarkdownIt } from '../../plugins/markdownIt';
import remarkKeyless from '../../plugins/remark';
import { decodeShare, openShare, replay } from '../../src/playground';

const LINES = `az group create -n rg-docs -l westeurope
az keyvault create -g rg-docs -n kv-docs
az vm create -g rg-docs -n vm-docs --image Ubuntu2204 --assign-identity
# expect { kind: identity, identity: system, on: vm-docs }
# expect { kind: exists, name: kv-docs }`;
const page = (lines: string) =>
	`# Docs\n\n\`\`\`keyless title="A vault" height=300\n${lines}\n\`\`\`\n`;
const markdown = unified()
	.use(remarkParse)
	.use(remarkKeyless)
	.use(remarkRehype, { allowDangerousHtml: true })
	.use(rehypeStringify, { allowDangerousHtml: true });

describe('remark', () => {
	test('a block becomes the picture and the widget, with the world in it', async () => {
		const html = String(await markdown.process(page(LINES)));
		expect(html).toContain(
			'<keyless-playground title="A vault" view="canvas" height="300" world="1.',
		);
		expect(html).toMatch(
			/<img alt="A vault\. rg-docs holds [^"]*vm-docs[^"]*" src="data:image\/svg\+xml,/,
		);
		const shared = decodeShare(/ world="([^"]+)"/.exec(html)?.[1] ?? '');
		if ('unshared' in shared) throw new Error(shared.unshared);
		const sitting = openShare(shared);
		if ('unshared' in sitting) throw new Error(sitting.unshared);
		const { world } = replay(sitting).steps.at(-1) ?? {};
		expect(Object.values(world?.resources ?? {}).map(({ name }) => name)).toContain('kv-docs');
	});

	test.each([
		['a goal that does not hold', `${LINES}\n# expect { kind: absent, name: vm-docs }`, /line 6: /],
		[
			'a line that Azure refuses',
			`${LINES}\naz vm delete -g rg-none -n vm --yes`,
			/ResourceGroupNotFound|not be found/,
		],
		[
			'an error that does not come',
			`# expect: AuthorizationFailed\n${LINES}`,
			/expected AuthorizationFailed/,
		],
		[
			'an expectation that cannot be read',
			`${LINES}\n# expect {kind: wonders}`,
			/line 6: an expectation is/,
		],
	])('%s fails the build', async (_, lines, why) => {
		await expect(markdown.process(page(lines))).rejects.toThrow(why);
	});

	test('a block may name a lesson or an example, and has no lines then', async () => {
		const block = (meta: string, lines = '') => `\`\`\`keyless ${meta}\n${lines}\n\`\`\`\n`;
		const lesson = String(await markdown.process(block('lesson=share-one-identity step=2')));
		expect(lesson).toMatch(/ view="lesson" .* lesson="share-one-identity" step="2"/);
		expect(lesson).toMatch(/<img alt="Share one identity\. [^"]*id-photos[^"]*"/);
		const example = String(await markdown.process(block('example=hub theme=dark')));
		expect(example).toMatch(/ example="hub"/);
		await expect(markdown.process(block('lesson=no-such'))).rejects.toThrow("no lesson 'no-such'");
		await expect(markdown.process(block('example=no-such'))).rejects.toThrow('no example');
		await expect(markdown.process(block('lesson=keep-it', 'az group list'))).rejects.toThrow(
			'has no lines',
		);
	});

	test('other blocks stay as they are', async () => {
		expect(String(await markdown.process('```sh\naz group list\n```'))).toContain(
			'<code class="language-sh">',
		);
	});
});

test('markdown-it: the same by its fence rule, and others go on to the rule before', () => {
	const renderer: MarkdownIt['renderer'] = { rules: { fence: () => 'before' } };
	markdownItKeyless({ renderer });
	const render = (info: string, content: string) =>
		renderer.rules.fence?.([{ info, content, map: [4, 9] }], 0);
	expect(render('keyless title="A vault"', LINES)).toContain('<keyless-playground title="A vault"');
	expect(render('sh', 'ls')).toBe('before');
	expect(() => render('keyless', 'az group delete -n rg-none --yes')).toThrow(
		'text:5 no longer holds',
	);
});
