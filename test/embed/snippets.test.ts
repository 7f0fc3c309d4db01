// What the configurator hands out: it says what was chosen, and a docs build takes it.
import { describe, expect, test } from 'vitest';
import { renderBlock, readOptions } from '../../plugins/block';
import { createPlayground, encodeShare } from '../../src/playground';
import { readParams } from '../../src/ui/widget/params';
import {
	elementSnippet,
	frameAddress,
	frameSnippet,
	linesOfSitting,
	markdownSnippet,
	type EmbedChoice,
} from '../../src/ui/widget/snippets';

const BASE = 'https://keyless.example/some/path/';
const CHOICE: EmbedChoice = {
	lesson: 'share-one-identity',
	title: 'One "identity" & two apps',
	step: 3,
	view: 'canvas',
	theme: 'dark',
	lang: 'de',
	loading: 'click',
	height: 520,
};

/** The body of a fenced block, and its options, as a Markdown processor hands them on. */
function blockOf(markdown: string) {
	const [, meta = '', lines = ''] = /^```keyless (.*)\n([^]*?)\n?```$/.exec(markdown) ?? [];
	return { options: readOptions(meta), lines };
}

describe('a lesson', () => {
	test('the frame asks for what was chosen', () => {
		const address = new URL(frameAddress(CHOICE, BASE));
		expect(readParams(address.search)).toMatchObject({
			lesson: 'share-one-identity',
			step: 3,
			view: 'canvas',
			theme: 'dark',
		});
		expect(address.searchParams.get('lang')).toBe('de');
		const html = frameSnippet(CHOICE, BASE);
		expect(html).toContain('title="One &quot;identity&quot; &amp; two apps"');
		expect(html).toContain('height="520"');
	});

	test('what goes without saying is not said', () => {
		const plain: EmbedChoice = {
			...CHOICE,
			title: 'A',
			step: 0,
			view: 'lesson',
			theme: 'auto',
			lang: 'en',
			loading: 'lazy',
		};
		expect(elementSnippet(plain, BASE)).toBe(
			`<script src="${BASE}keyless-embed.js" defer></script>\n<keyless-playground lesson="share-one-identity" title="A" height="520"></keyless-playground>`,
		);
	});

	test('a docs build takes the block', () => {
		const { options, lines } = blockOf(markdownSnippet(CHOICE, ''));
		const { html, faults } = renderBlock(lines, options);
		expect(faults).toEqual([]);
		expect(html).toMatch(/lesson="share-one-identity" step="3"/);
	});
});

describe('a world of one\u2019s own', () => {
	const playground = createPlayground();
	for (const line of [
		'az group create -n rg-docs -l westeurope',
		'az vm create -g rg-docs -n vm-docs --image Ubuntu2204 --assign-identity',
		'az keyvault create -g rg-docs -n kv-docs',
		'az group delete -n rg-none --yes',
		'az group list',
	])
		playground.run(line);
	playground.signInAs('ben');
	playground.run('az identity create -g rg-docs -n id-docs');
	const { sitting } = playground;
	const choice: EmbedChoice = {
		...CHOICE,
		lesson: undefined,
		world: encodeShare({ title: 'Docs', sitting }),
	};

	test('its lines leave out what failed and what only looked, and say what is there', () => {
		const lines = linesOfSitting(sitting);
		expect(lines).toContain('# as: ben\naz identity create');
		expect(lines).not.toMatch(/rg-none|group list/);
		expect(lines).toContain('# expect { kind: exists, name: "vm-docs" }');
	});

	test('a docs build takes the block, and fails once it is no longer true', () => {
		const { options, lines } = blockOf(markdownSnippet(choice, linesOfSitting(sitting)));
		expect(renderBlock(lines, options).faults).toEqual([]);
		expect(renderBlock(lines.replace('-n vm-docs', '-n vm-other'), options).faults).not.toEqual([]);
	});

	test('the element and the frame hold the whole world', () => {
		expect(elementSnippet(choice, BASE)).toContain(`world="${choice.world}"`);
		expect(frameAddress(choice, BASE)).toContain(`#share=${choice.world}`);
	});
});
