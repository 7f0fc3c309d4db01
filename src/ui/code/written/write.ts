import { csharp } from './csharp';
import { go } from './go';
import { java } from './java';
import { javascript } from './javascript';
import { python } from './python';
import type { Access, Language, Target, Written } from './target';

const WRITERS: Readonly<Record<Language, (target: Target, access: Access) => Written>> = {
	javascript,
	python,
	csharp,
	java,
	go,
};

/** Writes a program (pure): the same target in any language, as an identity or with a key. */
export const write = (language: Language, target: Target, access: Access): Written =>
	WRITERS[language](target, access);
