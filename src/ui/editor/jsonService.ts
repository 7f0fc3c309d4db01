import type * as Monaco from 'monaco-editor/editor';
import { startWorker } from './environment';
import type * as Loaded from './monaco';
import { TEMPLATE_SCHEMA } from './templateSchema';

/** The models of this folder are templates; others are any JSON. */
export const TEMPLATE_FOLDER = '/template/';

/**
 * JSON for Monaco: its own language service in its own worker. Monaco's ready-made binding would bring every feature of the
 * editor along, used or not.
 */
export function registerJson({
	monaco,
	CompletionAdapter,
	DiagnosticsAdapter,
	DocumentFormattingEditProvider,
	FoldingRangeAdapter,
	HoverAdapter,
	createTokenizationSupport,
}: typeof Loaded): void {
	const { languages } = monaco;
	languages.register({ id: 'json', extensions: ['.json'], aliases: ['JSON'] });
	languages.setTokensProvider('json', createTokenizationSupport(true));
	languages.setLanguageConfiguration('json', {
		wordPattern: /(-?\d*\.\d\w*)|([^[{\]}:",\s]+)/g,
		comments: { lineComment: '//', blockComment: ['/*', '*/'] },
		brackets: [
			['{', '}'],
			['[', ']'],
		],
		autoClosingPairs: [
			{ open: '{', close: '}', notIn: ['string'] },
			{ open: '[', close: ']' },
			{ open: '"', close: '"', notIn: ['string'] },
			{ open: '(', close: ')' },
			{ open: "'", close: "'" },
		],
	});

	let client: Monaco.editor.MonacoWebWorker<unknown> | undefined;
	const start = (): Monaco.editor.MonacoWebWorker<unknown> => {
		const worker = startWorker('json');
		// Its two first messages: which kind it is, and how it is to check.
		worker.postMessage('ignore');
		worker.postMessage({
			languageId: 'json',
			languageSettings: {
				validate: true,
				allowComments: true,
				comments: 'ignore',
				trailingCommas: 'warning',
				schemaValidation: 'warning',
				schemas: [
					{
						uri: 'keyless://template',
						fileMatch: [`*${TEMPLATE_FOLDER}*`],
						schema: TEMPLATE_SCHEMA,
					},
				],
			},
		});
		return monaco.editor.createWebWorker({ worker: Promise.resolve(worker) });
	};
	const service = (...uris: Monaco.Uri[]): Promise<unknown> => {
		client ??= start();
		return client.withSyncedResources(uris);
	};
	const isTemplate = (model: Monaco.editor.ITextModel): boolean =>
		model.uri.path.startsWith(TEMPLATE_FOLDER);
	const completion = new CompletionAdapter(service, [' ', ':', '"']);
	languages.registerCompletionItemProvider('json', {
		triggerCharacters: [' ', ':', '"'],
		provideCompletionItems: (model, ...more) =>
			isTemplate(model) ? completion.provideCompletionItems(model, ...more) : undefined,
	});
	const hover = new HoverAdapter(service);
	languages.registerHoverProvider('json', {
		provideHover: (model, ...more) =>
			isTemplate(model) ? hover.provideHover(model, ...more) : undefined,
	});
	// What is only read folds by its indents: for that no worker has to start.
	const folding = new FoldingRangeAdapter(service);
	languages.registerFoldingRangeProvider('json', {
		provideFoldingRanges: (model, ...more) =>
			isTemplate(model) ? folding.provideFoldingRanges(model, ...more) : undefined,
	});
	languages.registerDocumentFormattingEditProvider(
		'json',
		new DocumentFormattingEditProvider(service),
	);
	// Only what can be edited is checked: for the rest no worker has to start.
	const never = new monaco.Emitter<unknown>().event;
	const unchecked = { doValidation: () => Promise.resolve([]) };
	const checking = (...uris: Monaco.Uri[]): Promise<unknown> =>
		uris.every(({ path }) => path.startsWith(TEMPLATE_FOLDER))
			? service(...uris)
			: Promise.resolve(unchecked);
	new DiagnosticsAdapter('json', checking, never);
}
