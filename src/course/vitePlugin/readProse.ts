import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { fencedBlock } from '../fencedBlock';
import type { Block, Inline } from '../prose';
import type { PlacedText } from '../sameBlocks';
import type { Faults } from '../fault';

const markdown = unified().use(remarkParse).use(remarkGfm);

/** A link to this leads into the glossary. */
const TERM = '#term/';

type Node = ReturnType<typeof markdown.parse>['children'][number];

/** Reads Markdown into a lesson's own tree. What has no place in it is a fault, never dropped. */
export function readProse(body: string, bodyLine: number, faults: Faults): PlacedText {
	const refuse = (node: Node, message: string): [] => {
		faults.add((node.position?.start.line ?? 1) + bodyLine - 1, message);
		return [];
	};

	const inline = (node: Node): readonly Inline[] => {
		switch (node.type) {
			case 'text':
				return [{ kind: 'text', text: node.value.replaceAll('\n', ' ') }];
			case 'inlineCode':
				return [{ kind: 'code', text: node.value }];
			case 'strong':
				return [{ kind: 'strong', children: node.children.flatMap(inline) }];
			case 'emphasis':
				return [{ kind: 'emphasis', children: node.children.flatMap(inline) }];
			case 'link':
				if (node.url.startsWith(TERM))
					return [
						{
							kind: 'term',
							term: node.url.slice(TERM.length),
							children: node.children.flatMap(inline),
						},
					];
				return /^(https:|#)/.test(node.url)
					? [{ kind: 'link', href: node.url, children: node.children.flatMap(inline) }]
					: refuse(node, `a link leads to https: or to #, not to ${node.url}`);
			default:
				return refuse(node, `${node.type} has no place in a lesson's text`);
		}
	};

	const block = (node: Node): readonly Block[] => {
		switch (node.type) {
			case 'paragraph':
				return [{ kind: 'paragraph', children: node.children.flatMap(inline) }];
			case 'heading':
				return [{ kind: 'heading', level: node.depth, children: node.children.flatMap(inline) }];
			case 'list': {
				const items = node.children.map(({ children }) => children.flatMap(block));
				return [{ kind: 'list', ordered: node.ordered === true, items }];
			}
			case 'blockquote':
				return [{ kind: 'quote', children: node.children.flatMap(block) }];
			case 'code':
				return [fencedBlock(`${node.lang ?? ''} ${node.meta ?? ''}`, node.value)];
			case 'table': {
				const [head = [], ...rows] = node.children.map((row) =>
					row.children.map((cell) => cell.children.flatMap(inline)),
				);
				return [{ kind: 'table', head, rows }];
			}
			default:
				return refuse(node, `${node.type} has no place in a lesson's text`);
		}
	};

	const placed = markdown.parse(body).children.flatMap((node) => {
		const line = (node.position?.start.line ?? 1) + bodyLine - 1;
		return block(node).map((made) => ({ made, line }));
	});
	return { prose: placed.map(({ made }) => made), lines: placed.map(({ line }) => line) };
}
