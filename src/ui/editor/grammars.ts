const PLAIN_JSON = [
	[/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'string.key'],
	[/"(?:[^"\\]|\\.)*"/, 'string.value'],
	[/\b(true|false|null)\b/, 'keyword'],
	[/-?\b\d+(\.\d+)?\b/, 'number'],
	[/[{}[\],:]/, 'delimiter'],
] as const;

/** JSON by its looks alone: enough where it is only read. */
export const JSON_TEXT = { defaultToken: '', tokenizer: { root: [...PLAIN_JSON] } };

/** A little grammar for `.http` files: the method, the address, headers, comments, and JSON below. */
export const HTTP = {
	defaultToken: '',
	tokenizer: {
		root: [
			[/^#.*$/, 'comment'],
			[/^(GET|PUT|PATCH|POST|DELETE|HEAD)\b/, 'keyword'],
			[/https?:\/\/\S+/, 'string'],
			[/^[\w-]+(?=:)/, 'attribute.name'],
			...PLAIN_JSON,
		],
	},
};
