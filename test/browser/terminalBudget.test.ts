// What opening the terminal adds to a page that runs already, in bytes as they travel.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { root } from '../../scripts/install.mjs';

const assets = `${root}dist/assets/`;
const loadedLater = readdirSync(assets).filter((name) => /^Terminal-.*\.(js|css)$/.test(name));

test('the terminal comes when it is opened, and adds at most 45 kB', () => {
	expect(loadedLater.filter((name) => name.endsWith('.js'))).toHaveLength(1);
	const bytes = loadedLater.map(
		(name) => gzipSync(readFileSync(assets + name), { level: 9 }).length,
	);
	expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(45_000);
	const page = readFileSync(`${root}dist/index.html`, 'utf8');
	for (const name of loadedLater) expect(page).not.toContain(name);
});
