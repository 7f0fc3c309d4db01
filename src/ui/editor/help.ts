import type * as MonacoTypes from 'monaco-editor/editor';
import { aboutWord, callAt, offersAt, type Offer } from './assist';
import { TEMPLATE_FOLDER } from './jsonService';
import type { Monaco } from './monacoType';
import type { DraftLanguage } from './template';

type Model = MonacoTypes.editor.ITextModel;
const isDraft = (model: Model): boolean => model.uri.path.startsWith(TEMPLATE_FOLDER);

/** The word at a place as templates have words: types with their slashes and versions, functions by their names. */
function wordAt(model: Model, { lineNumber, column }: MonacoTypes.IPosition) {
	const line = model.getLineContent(lineNumber);
	for (const match of line.matchAll(/[\w.]+(?:\/[\w.]+)+(?:@[\w-]+)?|\w+/g)) {
		const from = match.index + 1;
		if (from <= column && column <= from + match[0].length)
			return { word: match[0], from, to: from + match[0].length };
	}
	return undefined;
}

/** Completion, hover and signatures of what only templates have: expressions in JSON, and all of Bicep. */
export function registerHelp({ languages, Range }: Monaco): void {
	const { CompletionItemKind: kinds, CompletionItemInsertTextRule: rules } = languages;
	const KINDS: Readonly<Record<Offer['kind'], MonacoTypes.languages.CompletionItemKind>> = {
		function: kinds.Function,
		name: kinds.Variable,
		type: kinds.Class,
		property: kinds.Property,
		value: kinds.EnumMember,
		keyword: kinds.Keyword,
	};
	for (const language of ['json', 'bicep'] as const satisfies readonly DraftLanguage[]) {
		languages.registerCompletionItemProvider(language, {
			triggerCharacters: ["'", '[', '(', ',', ' ', '/', '.'],
			provideCompletionItems(model, position) {
				if (!isDraft(model)) return undefined;
				const { lineNumber, column } = position;
				const before = model.getLineContent(lineNumber).slice(0, column - 1);
				const offers = offersAt(language, model.getValue(), lineNumber, column);
				return {
					suggestions: offers.map(({ label, kind, insert, snippet, detail }) => {
						const begun = (kind === 'type' ? /[\w./@-]*$/ : /\w*$/).exec(before)?.[0] ?? '';
						return {
							label,
							kind: KINDS[kind],
							insertText: insert,
							detail,
							range: new Range(lineNumber, column - begun.length, lineNumber, column),
							...(snippet ? { insertTextRules: rules.InsertAsSnippet } : {}),
						};
					}),
				};
			},
		});
		languages.registerHoverProvider(language, {
			provideHover(model, position) {
				const word = isDraft(model) ? wordAt(model, position) : undefined;
				const value = word && aboutWord(word.word);
				if (!word || value === undefined) return undefined;
				const { lineNumber } = position;
				return {
					range: new Range(lineNumber, word.from, lineNumber, word.to),
					contents: [{ value }],
				};
			},
		});
		languages.registerSignatureHelpProvider(language, {
			signatureHelpTriggerCharacters: ['(', ','],
			provideSignatureHelp(model, { lineNumber, column }) {
				const call = isDraft(model)
					? callAt(language, model.getValue(), lineNumber, column)
					: undefined;
				if (!call) return undefined;
				return {
					value: {
						signatures: [
							{
								label: `${call.name}(${call.parameters.join(', ')})`,
								documentation: call.sense,
								parameters: call.parameters.map((label) => ({ label })),
							},
						],
						activeSignature: 0,
						activeParameter: call.argument,
					},
					dispose: () => undefined,
				};
			},
		});
	}
}
