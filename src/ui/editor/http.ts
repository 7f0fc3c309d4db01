import { HTTP } from './grammars';
import type { Monaco } from './monacoType';

/** Teaches the editor `.http` files. */
export function registerHttp({ languages }: Monaco): void {
	languages.register({ id: 'http', extensions: ['.http'] });
	languages.setLanguageConfiguration('http', { comments: { lineComment: '#' } });
	languages.setMonarchTokensProvider('http', HTTP as never);
}
