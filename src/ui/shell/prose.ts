import type { Block, Inline } from '../../course';
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

/** A lesson's text as HTML, as far as it can be read before anything runs: what is for doing stays out. */
export const proseHtml = (blocks: readonly Block[]): string =>
	blocks
		.map((block) => {
			if (block.kind === 'paragraph') return `<p>${inline(block.children)}</p>`;
			if (block.kind === 'heading') return `<h2>${inline(block.children)}</h2>`;
			if (block.kind === 'command') return `<pre>${escapeHtml(block.lines.trim())}</pre>`;
			if (block.kind === 'code') return `<pre>${escapeHtml(block.text)}</pre>`;
			if (block.kind !== 'list') return '';
			const name = block.ordered ? 'ol' : 'ul';
			return `<${name}>${block.items.map((item) => `<li>${proseHtml(item)}</li>`).join('')}</${name}>`;
		})
		.join('');
