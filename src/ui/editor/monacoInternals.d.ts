/** What is used of Monaco's own modules that come without types: its adapters between language servers and the editor. */
declare module 'monaco-editor/languages/features/common/lspLanguageFeatures' {
	import type { IEvent, languages, Uri } from 'monaco-editor/editor';
	type Service = (...uris: Uri[]) => Promise<unknown>;
	export class CompletionAdapter implements languages.CompletionItemProvider {
		constructor(service: Service, triggerCharacters: readonly string[]);
		provideCompletionItems: languages.CompletionItemProvider['provideCompletionItems'];
	}
	export class HoverAdapter implements languages.HoverProvider {
		constructor(service: Service);
		provideHover: languages.HoverProvider['provideHover'];
	}
	export class FoldingRangeAdapter implements languages.FoldingRangeProvider {
		constructor(service: Service);
		provideFoldingRanges: languages.FoldingRangeProvider['provideFoldingRanges'];
	}
	export class DocumentFormattingEditProvider implements languages.DocumentFormattingEditProvider {
		constructor(service: Service);
		provideDocumentFormattingEdits: languages.DocumentFormattingEditProvider['provideDocumentFormattingEdits'];
	}
	export class DiagnosticsAdapter {
		constructor(language: string, service: Service, changes: IEvent<unknown>);
	}
}

declare module 'monaco-editor/languages/features/json/tokenization' {
	import type { languages } from 'monaco-editor/editor';
	export function createTokenizationSupport(comments: boolean): languages.TokensProvider;
}

declare module 'monaco-editor/languages/definitions/azcli/azcli' {
	export const language: object;
}
declare module 'monaco-editor/languages/definitions/bicep/bicep' {
	export const language: object;
}
declare module 'monaco-editor/languages/definitions/hcl/hcl' {
	export const language: object;
}

declare module 'monaco-editor/editor/standalone/common/monarch/monarchCompile' {
	/** A grammar, checked and ready. */
	export function compile(languageId: string, grammar: object): object;
}

declare module 'monaco-editor/editor/standalone/common/monarch/monarchLexer' {
	/** What a line ends in. */
	export interface LineState {
		equals(other: LineState): boolean;
	}
	export class MonarchTokenizer {
		constructor(
			languages: undefined,
			theme: undefined,
			languageId: string,
			lexer: object,
			configuration: object,
		);
		getInitialState(): LineState;
		tokenize(
			line: string,
			hasEnd: boolean,
			state: LineState,
		): {
			readonly tokens: readonly { readonly offset: number; readonly type: string }[];
			readonly endState: LineState;
		};
	}
}
