import { KeylessExpectationError, readOptions, renderBlock, type BlockElement } from './block';

/** As much of a Markdown tree as the plugin looks at. */
interface Node {
	type: string;
	name?: string;
	lang?: string | null;
	meta?: string | null;
	value?: string;
	attributes?: { type: 'mdxJsxAttribute'; name: string; value: string }[];
	children?: Node[];
	position?: { start: { line: number } } | undefined;
}

/** How the plugin is used. */
export interface RemarkOptions {
	/** The text becomes MDX, as Docusaurus makes it: elements in the place of HTML. */
	readonly mdx?: boolean | undefined;
}

const jsx = (name: string, values: object, children: Node[] = []): Node => ({
	type: 'mdxJsxFlowElement',
	name,
	attributes: Object.entries(values).map(([key, value]) => ({
		type: 'mdxJsxAttribute',
		name: key,
		value: String(value),
	})),
	children,
});

const elementNode = ({ attributes, picture }: BlockElement): Node =>
	jsx('keyless-playground', attributes, [jsx('img', picture)]);

/**
 * The remark plugin: fenced blocks in `keyless` become the picture and the widget. Throws a
 * {@link KeylessExpectationError} when an expectation no longer holds, so that the build fails.
 */
export default function remarkKeyless({ mdx = false }: RemarkOptions = {}) {
	return (tree: Node, file: { readonly path?: string | undefined }): void => {
		const made = (node: Node): Node => {
			if (node.type !== 'code' || node.lang !== 'keyless') {
				if (node.children) node.children = node.children.map(made);
				return node;
			}
			const { html, element, faults } = renderBlock(node.value ?? '', readOptions(node.meta ?? ''));
			const line = node.position?.start.line ?? 1;
			if (faults.length > 0 || !element)
				throw new KeylessExpectationError(file.path ?? 'text', line, faults);
			return mdx ? elementNode(element) : { type: 'html', value: html };
		};
		made(tree);
	};
}
