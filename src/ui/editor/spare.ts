import type * as MonacoTypes from 'monaco-editor/editor';
import { editorWords as words } from '../words/editor';
import type { Monaco } from './monacoType';

type Code = MonacoTypes.editor.IStandaloneCodeEditor;
type Options = MonacoTypes.editor.IEditorOptions & MonacoTypes.editor.IGlobalEditorOptions;

/** How every editor here is. */
export const OPTIONS: Options = {
	automaticLayout: true,
	fontFamily: "'IBM Plex Mono', ui-monospace, monospace",
	fontSize: 12.5,
	lineHeight: 19,
	minimap: { enabled: false },
	scrollBeyondLastLine: false,
	renderLineHighlight: 'line',
	folding: true,
	lineNumbersMinChars: 3,
	overviewRulerLanes: 2,
	wordWrap: 'on',
	wrappingIndent: 'indent',
	padding: { top: 8, bottom: 8 },
	fixedOverflowWidgets: true,
	stickyScroll: { enabled: false },
	// Of every text the same, so that no text has to be looked through for it.
	detectIndentation: false,
	tabSize: 2,
	insertSpaces: true,
	unicodeHighlight: { ambiguousCharacters: false },
	occurrencesHighlight: 'singleFile',
	quickSuggestions: { strings: true, other: true, comments: false },
	scrollbar: {
		alwaysConsumeMouseWheel: false,
		horizontalScrollbarSize: 10,
		verticalScrollbarSize: 10,
	},
};

/** What differs from one editor to another. */
const own = (label: string, readOnly: boolean): Options => ({
	ariaLabel: label,
	readOnly,
	domReadOnly: readOnly,
	readOnlyMessage: { value: words.readOnly },
	// A text that cannot be changed needs no Tab.
	tabFocusMode: readOnly,
});

/** A little of what is read most: all that draws it and colours it has run once. */
const WARMING = '{\n  "resources": [\n    { "name": "[parameters(\'name\')]" }\n  ]\n}\n';

let spare: { readonly editor: Code; readonly box: HTMLElement } | undefined;

function make(monaco: Monaco, box: HTMLElement, label: string, readOnly: boolean): Code {
	return monaco.editor.create(box, { ...OPTIONS, ...own(label, readOnly), model: null });
}

function boxIn(host: HTMLElement): HTMLElement {
	const box = host.appendChild(document.createElement('div'));
	// Its menus hang beside the editor, in the box: here they find its colours.
	box.className = 'monaco-component';
	box.style.cssText = 'position: absolute; inset: 0';
	return box;
}

/**
 * Makes an editor ahead, out of sight. Half of what a click on "Code" would wait for, once Monaco is there, is making its first
 * editor: that is to be done while nobody waits.
 */
export function makeSpare(monaco: Monaco): void {
	if (spare) return;
	const box = boxIn(document.body);
	box.style.cssText =
		'position: fixed; left: -4000px; top: 0; width: 560px; height: 420px; visibility: hidden; contain: strict';
	box.inert = true;
	box.setAttribute('aria-hidden', 'true');
	const editor = make(monaco, box, '', true);
	const model = monaco.editor.createModel(WARMING, 'json');
	editor.setModel(model);
	editor.render(true);
	// Once it was drawn; who takes it before then gives it a text of its own.
	setTimeout(() => {
		if (editor.getModel() === model) editor.setModel(null);
		model.dispose();
	}, 200);
	spare = { editor, box };
}

/** An editor without a text in an element that has a size: the one that was made ahead, or a new one. */
export function editorIn(
	monaco: Monaco,
	host: HTMLElement,
	label: string,
	readOnly: boolean,
): { readonly editor: Code; destroy(): void } {
	const ready = spare;
	spare = undefined;
	const box = ready?.box ?? boxIn(host);
	const editor = ready?.editor ?? make(monaco, box, label, readOnly);
	if (ready) {
		editor.setModel(null);
		editor.updateOptions(own(label, readOnly));
		box.style.cssText = 'position: absolute; inset: 0';
		box.inert = false;
		box.removeAttribute('aria-hidden');
		host.append(box);
		editor.layout();
	}
	return {
		editor,
		destroy() {
			editor.dispose();
			box.remove();
		},
	};
}
