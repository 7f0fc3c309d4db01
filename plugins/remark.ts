import { KeylessExpectationError, readOptions, renderBlock } from './block';

/** As much of a Markdown tree as the plugin looks at. */
interface Node {
	type: string;
	lang?: string | null;
	meta?: string | null;
	value?: string;
	children?: Node[];
	position?: { start: { line: number } } | undefined;
}

/**
 * The remark plugin: fenced blocks in `keyless` become the picture and the widget. Throws a
 * {@link KeylessExpectationError} when an expectation no longer holds, so that the build fails.
 */
export default function remarkKeyless() {
	return (tree: Node, file: { readonly path?: string | undefined }): void => {
		const visit = (node: Node): void => {
			node.children?.forEach(visit);
			if (node.type !== 'code' || node.lang !== 'keyless') return;
			const { html, faults } = renderBlock(node.value ?? '', readOptions(node.meta ?? ''));
			const line = node.position?.start.line ?? 1;
			if (faults.length > 0) throw new KeylessExpectationError(file.path ?? 'text', line, faults);
			node.type = 'html';
			node.value = html;
			delete node.lang;
			delete node.meta;
		};
		visit(tree);
	};
}
