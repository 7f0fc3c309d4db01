import { linksIn } from './linkedFiles';

/** Files of a draft. */
interface Files {
	/** The main file. */
	readonly path: string;
	readonly files: Readonly<Record<string, string>>;
}

/** Where opened files came to stand. */
export interface Placed extends Files {
	/** The file to look at. */
	readonly shown: string;
	/** They were put beside what was there. */
	readonly isAdded: boolean;
}

/** The path that a file means when it names another one: `modules/who.bicep` from `app/main.bicep` is `app/modules/who.bicep`. */
export const beside = (from: string, path: string): string => {
	const folder = from.split('/').slice(0, -1);
	for (const part of path.split('/'))
		if (part === '..') folder.pop();
		else if (part !== '.' && part !== '') folder.push(part);
	return folder.join('/');
};

/** The files that Bicep files ask for as modules and ARM templates link to, as paths. */
const askedFor = (files: Readonly<Record<string, string>>): string[] =>
	Object.entries(files).flatMap(([path, text]) =>
		(/\.bicep$/i.test(path)
			? [...text.matchAll(/^\s*module\s+\w+\s+'([^'\n]+)'/gm)].map(([, named = '']) => named)
			: linksIn(text)
		).map((named) => beside(path, named)),
	);

const nameOf = (path: string): string => path.split('/').at(-1) ?? path;

/**
 * Where opened files belong: what the draft asks for, as modules or as linked templates, is put beside it, under the path that it gives; anything else is
 * a draft of its own, with the file as its main one that no other file asks for.
 */
export function placeFiles(
	now: Files | undefined,
	opened: Readonly<Record<string, string>>,
): Placed {
	const names = Object.keys(opened);
	const wanted = now ? askedFor(now.files) : [];
	const places = names.map((name) => wanted.find((path) => nameOf(path) === name));
	if (now && places.every((path) => path !== undefined)) {
		const files = { ...now.files };
		for (const [index, path] of places.entries()) files[path] = opened[names[index] ?? ''] ?? '';
		return { path: now.path, files, shown: places[0] ?? now.path, isAdded: true };
	}
	const asked = askedFor(opened);
	const main =
		names.find((name) => name === 'main.bicep') ??
		names.find((name) => !asked.some((path) => nameOf(path) === name)) ??
		names[0] ??
		'';
	const inMain = asked.filter((path) => !names.includes(path));
	const files = Object.fromEntries(
		names.map((name) => [inMain.find((path) => nameOf(path) === name) ?? name, opened[name] ?? '']),
	);
	return { path: main, files, shown: main, isAdded: false };
}
