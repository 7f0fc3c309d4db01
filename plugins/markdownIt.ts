import { KeylessExpectationError, readOptions, renderBlock } from './block';

/** As much of a markdown-it token as the plugin looks at. */
interface Token {
	readonly info: string;
	readonly content: string;
	readonly map: readonly [number, number] | null;
}
type Rule = (tokens: readonly Token[], index: number, ...rest: readonly unknown[]) => string;

/** As much of markdown-it as the plugin needs; VitePress hands its own to `markdown.config`. */
export interface MarkdownIt {
	readonly renderer: { readonly rules: { fence?: Rule | undefined } };
}

/**
 * The markdown-it plugin: fenced blocks in `keyless` become the picture and the widget. Throws a
 * {@link KeylessExpectationError} when an expectation no longer holds, so that the build fails.
 */
export default function markdownItKeyless({ renderer: { rules } }: MarkdownIt): void {
	const { fence } = rules;
	rules.fence = (tokens, index, ...rest) => {
		const token = tokens[index];
		const [, meta] = /^keyless(?:\s+(.*))?$/.exec(token?.info.trim() ?? '') ?? [
			undefined,
			undefined,
		];
		if (!token || !/^keyless\b/.test(token.info.trim()))
			return fence?.(tokens, index, ...rest) ?? '';
		const { html, faults } = renderBlock(token.content, readOptions(meta ?? ''));
		if (faults.length > 0)
			throw new KeylessExpectationError('text', (token.map?.[0] ?? 0) + 1, faults);
		return `${html}\n`;
	};
}
