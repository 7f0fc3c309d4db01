import { isObject, parseJson, type Json } from '../../azure';
import type { DraftLanguage } from './template';

/** A draft as it outlasts the page: what is one's own of it. */
export interface KeptDraft {
	readonly language: DraftLanguage;
	readonly written: Readonly<
		Partial<
			Record<
				DraftLanguage,
				{
					readonly path: string;
					readonly shown: string;
					readonly files: Readonly<Record<string, string>>;
				}
			>
		>
	>;
	/** Texts of parameters, but never of one that is to be kept secret. */
	readonly values: Readonly<Record<string, string>>;
	readonly group?: string;
}

/** A browser keeps little: a draft that is longer lasts as long as its page. */
const LONGEST = 1_000_000;

/** A draft as text; `undefined` when there is nothing of one's own in it, or too much. */
export function writeKept(draft: KeptDraft): string | undefined {
	if (Object.keys(draft.written).length === 0) return undefined;
	const text = JSON.stringify(draft);
	return text.length > LONGEST ? undefined : text;
}

const isText = (value: Json | undefined): value is string => typeof value === 'string';

function textsIn(value: Json | undefined): Record<string, string> {
	return isObject(value)
		? Object.fromEntries(
				Object.entries(value).flatMap(([name, text]) => (isText(text) ? [[name, text]] : [])),
			)
		: {};
}

/** Reads {@link writeKept}'s text back; `undefined` when it is none. */
export function readKept(text: string | undefined): KeptDraft | undefined {
	const kept = text === undefined ? undefined : parseJson(text);
	if (!isObject(kept) || !isObject(kept.written)) return undefined;
	const { written } = kept;
	const read = (['json', 'bicep'] as const).flatMap((language) => {
		const one = written[language];
		if (!isObject(one)) return [];
		const { path, shown } = one;
		const files = textsIn(one.files);
		return isText(path) &&
			isText(shown) &&
			Object.hasOwn(files, path) &&
			Object.hasOwn(files, shown)
			? [[language, { path, shown, files }] as const]
			: [];
	});
	if (read.length === 0) return undefined;
	return {
		language: kept.language === 'json' ? 'json' : 'bicep',
		written: Object.fromEntries(read),
		values: textsIn(kept.values),
		...(isText(kept.group) ? { group: kept.group } : {}),
	};
}
