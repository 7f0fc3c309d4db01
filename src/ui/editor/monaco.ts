/**
 * Monaco, of which only what is used here is taken in. This file and what it imports is a chunk of its own, fetched when code
 * is first shown.
 */
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/gotoLine/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/quickHelp/register';
import 'monaco-editor/features/readOnlyMessage/register';
import 'monaco-editor/features/snippet/register';
// Of suggestions the feature brings only those in the line.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/azcli/register';
import 'monaco-editor/languages/definitions/bicep/register';
import 'monaco-editor/languages/definitions/hcl/register';

export * as monaco from 'monaco-editor/editor';
export {
	CompletionAdapter,
	DiagnosticsAdapter,
	DocumentFormattingEditProvider,
	FoldingRangeAdapter,
	HoverAdapter,
} from 'monaco-editor/languages/features/common/lspLanguageFeatures';
export { createTokenizationSupport } from 'monaco-editor/languages/features/json/tokenization';
export { default as editorWorker } from 'monaco-editor/editor/editor.worker?worker&url';
export { default as jsonWorker } from 'monaco-editor/languages/features/json/json.worker?worker&url';
