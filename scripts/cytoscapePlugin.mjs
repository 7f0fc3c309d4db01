// The Vite plugin for Cytoscape: the page is built without what Keyless never asks of it, a fifth of its bytes, as the live
// canvas waits for all that is left. Development and unit tests have the whole of it; the browser's tests do not.

const CYTOSCAPE = /[\\/]cytoscape[\\/]dist[\\/]cytoscape\.esm\.mjs$/;

/**
 * What goes out of its text, and what comes instead. What only these used is then dropped by the bundler.
 *
 * @type {readonly (readonly [what: string, pattern: RegExp, instead: string])[]}
 */
const CUTS = [
	['graph algorithms', /^\[[^\]]*\btarjanStronglyConnected\$1\]/m, '[]'],
	['their short names', /^elesfn\$\w+\.(bfs|dfs|dc|dcn|cc|ccn|bc) = .*;\n/gm, ''],
	// Every card has its place from us.
	['layouts', /^var layout = \[[^]*?^\}\];/m, "var layout = [{ name: 'null', impl: NullLayout }];"],
	['what layouts do', /^(?!Null)\w+Layout\.prototype\.\w+ = function [^]*?^\};\n/gm, ''],
	['drawing by WebGL', /^CRp\$\w+\.initWebgl = function [^]*?^\};\n/m, ''],
];

/** Fails the build where a new version of Cytoscape is written otherwise. @returns {import('vite').Plugin} */
export function cytoscape() {
	return {
		name: 'keyless:cytoscape',
		apply: 'build',
		transform: {
			filter: { id: CYTOSCAPE },
			handler(code) {
				let rest = code;
				for (const [what, pattern, instead] of CUTS) {
					const before = rest.length;
					rest = rest.replace(pattern, instead);
					if (rest.length === before) this.error(`Cytoscape: ${what} could not be left out.`);
				}
				return { code: rest, map: null };
			},
		},
	};
}
