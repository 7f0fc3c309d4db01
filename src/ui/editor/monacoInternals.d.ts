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
