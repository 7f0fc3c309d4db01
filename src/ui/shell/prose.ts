import type { Block, Inline } from '../../course';
import { words } from '../words';
import { de } from '../words/de';
import { escapeHtml } from './html';

const inline = (nodes: readonly Inline[]): string =>
	nodes
		.map((node) => {
			if (node.kind === 'text') return escapeHtml(node.text);
			if (node.kind === 'code') return `<code class="chip">${escapeHtml(node.text)}</code>`;
			if (node.kind === 'strong') return `<strong>${inline(node.children)}</strong>`;
			if (node.kind === 'emphasis') return `<em>${inline(node.children)}</em>`;
			return inline(node.children);
		})
		.join('');

/** The longest part of a line that is never broken, as in `lesson/Line.svelte`. */
const LONGEST = 30;

const line = (text: string): string =>
	text
		.split(/(\s+)/)
		.map((part) =>
			part.trim() !== '' && part.length <= LONGEST
				? `<span>${escapeHtml(part)}</span>`
				: escapeHtml(part),
		)
		.join('');

/** Lines of a terminal, with as much room beside them as their button takes: what follows stays where it is. */
function command(lines: string): string {
	const shown = lines.split(/(?<!\\)\n/).filter((each) => each.trim() !== '');
	const run = (language: string, text: string): string =>
		`<span class="in-${language}">${escapeHtml(text)}</span>`;
	const room = run('en', words.lesson.run) + run('de', de.lesson.run);
	return `<div class="command"><div>${shown.map((each) => `<code>${line(each)}</code>`).join('')}</div><span class="room" aria-hidden="true">${room}</span></div>`;
}

/** A lesson's text as HTML, as far as it can be read before anything runs: what is for doing stays out. */
export const proseHtml = (blocks: readonly Block[]): string =>
	blocks
		.map((block) => {
			if (block.kind === 'paragraph') return `<p>${inline(block.children)}</p>`;
			if (block.kind === 'heading') return `<h2>${inline(block.children)}</h2>`;
			if (block.kind === 'command') return command(block.lines);
			if (block.kind === 'code') return `<pre>${escapeHtml(block.text)}</pre>`;
			if (block.kind !== 'list') return '';
			const name = block.ordered ? 'ol' : 'ul';
			return `<${name}>${block.items.map((item) => `<li>${proseHtml(item)}</li>`).join('')}</${name}>`;
		})
		.join('');
