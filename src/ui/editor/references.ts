import { linkedFile } from './linkedFiles';
import { beside } from './placeFiles';

type Files = Readonly<Record<string, string>>;

/** Files after one of them got another name. */
export interface Renamed {
	readonly files: Files;
	/** The files whose texts say the new name now, by their new paths. */
	readonly rewritten: readonly string[];
}

const folderOf = (path: string): readonly string[] => path.split('/').slice(0, -1);

/** How a file names another one: the way from its folder. */
function wayTo(from: string, to: string): string {
	const [here, there] = [folderOf(from), to.split('/')];
	let shared = 0;
	while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared])
		shared++;
	return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}

/** Where Bicep names files: modules, parameters files, imports, and files whose text is taken in. */
const IN_BICEP =
	/(^[ \t]*module[ \t]+\w+[ \t]+'|^[ \t]*using[ \t]+'|^[ \t]*import[ \t][^'\n]*[ \t]from[ \t]+'|\bload(?:Text|Json|Yaml)Content\(\s*'|\bloadFileAsBase64\(\s*')([^'\n]+)(?=')/gm;
/** Where ARM templates link to others. */
const IN_JSON = /("(relativePath|uri)"\s*:\s*")((?:[^"\\]|\\.)*)(?=")/g;

/** The text of a file, old path and new, when files are called otherwise. */
function rewrite(
	[path, newPath]: readonly [string, string],
	text: string,
	files: Files,
	nameOf: (path: string) => string,
): string {
	const isMoved = folderOf(path).join('/') !== folderOf(newPath).join('/');
	/** What is said of a file that is found from the folder of the one that names it. */
	const way = (said: string, target: string): string =>
		isMoved || nameOf(target) !== target
			? (said.startsWith('./') ? './' : '') + wayTo(newPath, nameOf(target))
			: said;
	if (/\.bicep(param)?$/i.test(path))
		return text.replace(IN_BICEP, (all, before: string, said: string) => {
			const target = beside(path, said);
			return Object.hasOwn(files, target) ? before + way(said, target) : all;
		});
	return text.replace(
		IN_JSON,
		(all, before: string, kind: 'relativePath' | 'uri', said: string) => {
			const target = linkedFile(kind, said, path, files);
			if (target === undefined) return all;
			if (!said.startsWith('[') && !/^https?:/i.test(said) && beside(path, said) === target)
				return before + way(said, target);
			// An address or an expression names it by its last parts, whatever stands before them.
			const at = said.lastIndexOf(target);
			return at < 0 || nameOf(target) === target
				? all
				: before + said.slice(0, at) + nameOf(target) + said.slice(at + target.length);
		},
	);
}

/**
 * Gives a file of a draft another name, and says the new name wherever another file asks for it (pure). A file that goes to
 * another folder still finds what it asks for itself.
 */
export function renameFile(files: Files, from: string, to: string): Renamed {
	const nameOf = (path: string): string => (path === from ? to : path);
	const all = Object.entries(files).map(([path, text]) => ({
		path: nameOf(path),
		before: text,
		text: rewrite([path, nameOf(path)], text, files, nameOf),
	}));
	return {
		files: Object.fromEntries(all.map(({ path, text }) => [path, text])),
		rewritten: all.filter(({ before, text }) => before !== text).map(({ path }) => path),
	};
}
