import type { Monaco } from './load';

/** A little grammar for `.http` files: the method, the address, headers, comments, and JSON below. */
export function registerHttp({ languages }: Monaco): void {
	languages.register({ id: 'http', extensions: ['.http'] });
	languages.setLanguageConfiguration('http', { comments: { lineComment: '#' } });
	languages.setMonarchTokensProvider('http', {
		tokenizer: {
			root: [
				[/^#.*$/, 'comment'],
				[/^(GET|PUT|PATCH|POST|DELETE|HEAD)\b/, 'keyword'],
				[/https?:\/\/\S+/, 'string'],
				[/^[\w-]+(?=:)/, 'attribute.name'],
				[/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'string.key'],
				[/"(?:[^"\\]|\\.)*"/, 'string.value'],
				[/\b(true|false|null)\b/, 'keyword'],
				[/-?\b\d+(\.\d+)?\b/, 'number'],
			],
		},
	});
}
