import type * as MonacoTypes from 'monaco-editor/editor';
import type { LineRange } from '../../iac';
import { editorWords as words } from '../words/editor';
import type { Monaco } from './monacoType';
import type { Problem } from './problem';
import { afterTyping } from './afterTyping';
import { editorIn, OPTIONS } from './spare';

type Code = MonacoTypes.editor.IStandaloneCodeEditor;

/** What an editor shows. */
export interface EditorView {
	/** The file's address: the same address keeps its place, its folds and its undo. */
	readonly path: string;
	readonly language: string;
	readonly text: string;
	/** Lines of what is selected. */
	readonly lit: readonly LineRange[];
	/** Lines of what the last step changed. */
	readonly changed: readonly LineRange[];
}

/** What an editor tells its owner. */
export interface EditorOptions {
	readonly label: string;
	readonly readOnly: boolean;
	/** The cursor was put into a line by hand. */
	onLine?(line: number): void;
	/** What was written, and in which file; a moment later, or when the text is left. */
	onEdit?(text: string, path: string): void;
	/** What the language service finds wrong. */
	onProblems?(problems: readonly Problem[]): void;
	/** Tab leaves the text from now on, or no longer does. */
	onTabLeaves?(leaves: boolean): void;
}

/** Where somebody is in a text who writes in it before the editor is there. */
export interface FirstHand {
	/** Where the selection was begun, and where it has got to; both from 1. */
	readonly anchor: { readonly line: number; readonly column: number };
	readonly caret: { readonly line: number; readonly column: number };
	readonly scrollTop: number;
	readonly hasFocus: boolean;
	/** Tab leaves the text now; it always does. */
	readonly leaves: boolean;
	readonly forGood: boolean;
}

/** A running editor. */
export interface MountedEditor {
	update(view: EditorView): void;
	/** Takes over from the field that was there first. */
	takeOver(hand: FirstHand): void;
	/** Tells its owner at once what was written last. */
	flush(): void;
	label(label: string): void;
	mark(problems: readonly Problem[]): void;
	goTo(line: number, column?: number): void;
	focus(): void;
	destroy(): void;
}

/** A running comparison of two texts. */
export interface MountedDiff {
	update(before: string, after: string, language: string): void;
	destroy(): void;
}

/** A model's colours, which can be had ahead of the first frame; Monaco's types do not tell. */
type Tokenized = MonacoTypes.editor.ITextModel & {
	readonly tokenization: { forceTokenization(line: number): void };
};
/** The colours say what a word is; brackets have none of their own. */
const NO_BRACKETS: MonacoTypes.editor.ITextModelUpdateOptions = {
	bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
};
/** As many lines as a tall window shows. */
const FIRST_LINES = 80;

/** Puts a text into a model by the least change, so that the cursor and the view stay where they are. */
function write(monaco: Monaco, model: MonacoTypes.editor.ITextModel, text: string): void {
	const old = model.getValue();
	if (old === text) return;
	let from = 0;
	const most = Math.min(old.length, text.length);
	while (from < most && old[from] === text[from]) from++;
	let tail = 0;
	while (tail < most - from && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
	const range = monaco.Range.fromPositions(
		model.getPositionAt(from),
		model.getPositionAt(old.length - tail),
	);
	model.pushEditOperations([], [{ range, text: text.slice(from, text.length - tail) }], () => null);
}

/**
 * Escape lets the next Tab leave the text, where Escape has nothing else to do; Ctrl+M (Ctrl+Shift+M on a Mac) turns that on
 * and off for good. What is given back sets both.
 */
function letTabLeave(
	monaco: Monaco,
	editor: Code,
	onTabLeaves: ((leaves: boolean) => void) | undefined,
): (leaves: boolean, always: boolean) => void {
	const { tabFocusMode } = monaco.editor.EditorOption;
	// However it came about, by Escape or by Ctrl+M.
	editor.onDidChangeConfiguration((changed) => {
		if (changed.hasChanged(tabFocusMode)) onTabLeaves?.(editor.getOption(tabFocusMode));
	});
	const set = (leaves: boolean): void => editor.updateOptions({ tabFocusMode: leaves });
	const BUSY =
		'!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !markersNavigationVisible && !editorHoverVisible && !inSnippetMode && !editorHasSelection';
	editor.addAction({
		id: 'keyless.leave',
		label: words.letTabLeave,
		keybindings: [monaco.KeyCode.Escape],
		keybindingContext: BUSY,
		run: () => set(true),
	});
	let forGood = false;
	editor.addAction({
		id: 'keyless.leaveForGood',
		label: words.tabLeavesForGood,
		// Monaco's own command of these keys says so and leaves the text's Tab as it is.
		keybindings: [
			/Mac/.test(navigator.platform)
				? monaco.KeyMod.WinCtrl | monaco.KeyMod.Shift | monaco.KeyCode.KeyM
				: monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyM,
		],
		run() {
			forGood = !forGood;
			set(forGood);
		},
	});
	// Whoever comes back means to write, but for those who turned it on for good.
	editor.onDidBlurEditorText(() => set(forGood));
	return (leaves, always) => {
		forGood = always;
		set(leaves);
	};
}

/** Puts an editor into an element, which must have a size. */
export function mountEditor(
	monaco: Monaco,
	host: HTMLElement,
	{ label, readOnly, ...tell }: EditorOptions,
): MountedEditor {
	const { editor, destroy } = editorIn(monaco, host, label, readOnly);
	let labelled = label;
	const models: MonacoTypes.editor.ITextModel[] = [];
	const decorations = editor.createDecorationsCollection();
	let lit: readonly LineRange[] = [];
	let writing = false;
	let told: readonly Problem[] = [];
	const setTab = readOnly ? undefined : letTabLeave(monaco, editor, tell.onTabLeaves);

	editor.onDidChangeCursorPosition(({ reason, source, position }) => {
		if (writing || source === 'keyless') return;
		if (
			reason === monaco.editor.CursorChangeReason.Explicit ||
			source === 'mouse' ||
			source === 'keyboard'
		)
			tell.onLine?.(position.lineNumber);
	});
	/** The text as its owner knows it. */
	let known: string | undefined;
	const tellText = afterTyping(() => {
		const model = editor.getModel();
		if (!model) return;
		known = model.getValue();
		tell.onEdit?.(known, model.uri.path);
	});
	editor.onDidChangeModelContent(() => {
		if (!writing && tell.onEdit) tellText.soon();
	});
	// Whoever leaves the text is about to use it.
	editor.onDidBlurEditorText(tellText.now);
	const markers = monaco.editor.onDidChangeMarkers((changed) => {
		const model = editor.getModel();
		if (
			!model ||
			!tell.onProblems ||
			!changed.some((uri) => uri.toString() === model.uri.toString())
		)
			return;
		const found = monaco.editor
			.getModelMarkers({ resource: model.uri })
			.filter(({ owner }) => owner !== 'keyless')
			.map(({ startLineNumber, startColumn, severity, message }): Problem => ({
				line: startLineNumber,
				column: startColumn,
				severity: severity === monaco.MarkerSeverity.Error ? 'error' : 'warning',
				message,
			}));
		// Our own marks make it happen too: nothing is told twice.
		if (JSON.stringify(found) === JSON.stringify(told)) return;
		told = found;
		tell.onProblems(found);
	});

	const whole = (range: LineRange, options: MonacoTypes.editor.IModelDecorationOptions) => ({
		range: new monaco.Range(range.from, 1, range.to, 1),
		options: { isWholeLine: true, ...options },
	});
	return {
		update(view) {
			const uri = monaco.Uri.from({ scheme: 'keyless', path: view.path });
			let model = monaco.editor.getModel(uri);
			if (!model) {
				model = monaco.editor.createModel(view.text, view.language, uri);
				model.updateOptions(NO_BRACKETS);
				// What is seen first is drawn once, in its colours, instead of plain before.
				(model as Tokenized).tokenization.forceTokenization(
					Math.min(FIRST_LINES, model.getLineCount()),
				);
			}
			// A file that was given another name keeps its undo, whatever it is written in now.
			if (model.getLanguageId() !== view.language)
				monaco.editor.setModelLanguage(model, view.language);
			if (!models.includes(model)) models.push(model);
			const isShown = editor.getModel() === model;
			if (!isShown) tellText.now();
			// What was told is not told back: meanwhile more may have been written.
			if (!isShown || view.text !== known) {
				writing = true;
				write(monaco, model, view.text);
				if (!isShown) editor.setModel(model);
				writing = false;
				known = view.text;
			}
			decorations.set([
				...view.lit.map((range) =>
					whole(range, {
						className: 'code-lit',
						linesDecorationsClassName: 'code-lit-edge',
						overviewRuler: { color: { id: 'focusBorder' }, position: 1 },
					}),
				),
				...view.changed.map((range) =>
					whole(range, {
						marginClassName: 'code-changed',
						overviewRuler: { color: { id: 'editorWarning.foreground' }, position: 4 },
					}),
				),
			]);
			const [first] = view.lit;
			if (first && JSON.stringify(view.lit) !== JSON.stringify(lit) && !editor.hasTextFocus())
				editor.revealLinesInCenterIfOutsideViewport(
					first.from,
					Math.min(first.to, first.from + 20),
				);
			lit = view.lit;
		},
		label(ariaLabel) {
			// All options are worked out anew with it.
			if (ariaLabel !== labelled) editor.updateOptions({ ariaLabel });
			labelled = ariaLabel;
		},
		mark(problems) {
			const model = editor.getModel();
			if (!model) return;
			monaco.editor.setModelMarkers(
				model,
				'keyless',
				problems.map(({ line, column, end, severity, message }) => ({
					startLineNumber: line,
					startColumn: column,
					endLineNumber: line,
					endColumn: end ?? model.getLineMaxColumn(Math.min(line, model.getLineCount())),
					severity:
						severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
					message,
				})),
			);
		},
		takeOver({ anchor, caret, scrollTop, hasFocus, leaves, forGood }) {
			editor.setSelection(
				new monaco.Selection(anchor.line, anchor.column, caret.line, caret.column),
				'keyless',
			);
			editor.setScrollTop(scrollTop);
			if (hasFocus) editor.focus();
			// The field has lost the focus by now, and what Escape had promised with it.
			setTab?.(leaves, forGood);
		},
		flush: tellText.now,
		goTo(line, column = 1) {
			editor.setPosition({ lineNumber: line, column }, 'keyless');
			editor.revealLineInCenter(line);
			editor.focus();
		},
		focus: () => editor.focus(),
		destroy() {
			tellText.now();
			markers.dispose();
			destroy();
			for (const model of models) model.dispose();
		},
	};
}

/** Puts a comparison of two texts into an element, which must have a size. */
export function mountDiff(
	monaco: Monaco,
	host: HTMLElement,
	labels: { before: string; after: string },
): MountedDiff {
	const editor = monaco.editor.createDiffEditor(host, {
		...OPTIONS,
		readOnly: true,
		originalEditable: false,
		originalAriaLabel: labels.before,
		modifiedAriaLabel: labels.after,
		useInlineViewWhenSpaceIsLimited: true,
		renderSideBySideInlineBreakpoint: 760,
		hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 4 },
		renderOverviewRuler: false,
		tabFocusMode: true,
	});
	// Monaco names the two only where it says how to walk through the changes.
	editor.getOriginalEditor().updateOptions({ ariaLabel: labels.before });
	editor.getModifiedEditor().updateOptions({ ariaLabel: labels.after });
	let models: readonly MonacoTypes.editor.ITextModel[] = [];
	const dispose = (): void => {
		for (const model of models) model.dispose();
	};
	return {
		update(before, after, language) {
			// New texts, as of ones that were changed it would remember which lines had been folded away.
			const [original, modified] = [before, after].map((text) => {
				const model = monaco.editor.createModel(text, language);
				model.updateOptions(NO_BRACKETS);
				return model;
			});
			if (!original || !modified) return;
			editor.setModel({ original, modified });
			dispose();
			models = [original, modified];
		},
		destroy() {
			editor.dispose();
			dispose();
		},
	};
}
