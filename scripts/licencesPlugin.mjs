// The Vite plugin that puts `licences.txt` beside the built page: minifying takes the notices out of the code, and the
// licences of nearly everything that is built in ask that theirs comes with each copy.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const NOTICE = /^(licen[cs]e|copying|notice|third-?party-?notices)/i;
/** What the service worker is made of; everything else that is built in is a dependency. */
const ALSO =
	/^node_modules\/workbox-(core|precaching|routing|strategies|expiration|cacheable-response)$/;

/**
 * Every package that can be in the page, with the notices that it brings itself.
 *
 * @returns {{ name: string, version: string, licence: string, notices: string[] }[]}
 */
function packages() {
	const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));
	/** @type {[string, { version: string, license?: string, dev?: boolean, optional?: boolean }][]} */
	const all = Object.entries(lock.packages);
	return all
		.filter(([path, { dev, optional }]) => path && (ALSO.test(path) || (!dev && !optional)))
		.map(([path, { version, license = '' }]) => ({
			name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
			version,
			licence: license,
			notices: readdirSync(root + path)
				.filter((file) => NOTICE.test(file))
				.map((file) => readFileSync(`${root}${path}/${file}`, 'utf8').trim()),
		}));
}

/** One text of them all: what many share stands once, below all their names. */
export function licences() {
	/** @type {Map<string, string[]>} */
	const byNotice = new Map();
	for (const { name, version, licence, notices } of packages()) {
		const text = notices.join('\n\n') || `Licence: ${licence}`;
		byNotice.set(text, [...(byNotice.get(text) ?? []), `${name} ${version}`]);
	}
	const parts = [...byNotice].map(([text, names]) => `${names.join(', ')}\n\n${text}\n`);
	return [readFileSync(`${root}LICENSE`, 'utf8'), ...parts].join(`\n${'-'.repeat(72)}\n\n`);
}

/** @returns {import('vite').Plugin} */
export function licencesFile() {
	return {
		name: 'keyless:licences',
		apply: 'build',
		generateBundle() {
			this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licences() });
		},
	};
}
