import type { DraftLanguage } from './template';

/** The text of a draft at one moment. */
export interface DraftText {
	readonly language: DraftLanguage;
	readonly now:
		| {
				readonly files: Readonly<Record<string, string>>;
				readonly path: string;
				readonly shown: string;
				readonly edition: number;
		  }
		| undefined;
}

/** Whether from one moment to another nothing was done but writing in the file that is shown. */
export function isTyped(before: DraftText | undefined, after: DraftText): boolean {
	const [was, is] = [before?.now, after.now];
	if (!was || !is || before?.language !== after.language) return false;
	if (was.edition !== is.edition || was.path !== is.path || was.shown !== is.shown) return false;
	const names = Object.keys(is.files);
	return (
		names.length === Object.keys(was.files).length &&
		names.every((name) =>
			name === is.shown ? Object.hasOwn(was.files, name) : was.files[name] === is.files[name],
		)
	);
}
