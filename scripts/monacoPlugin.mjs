// The Vite plugin for Monaco: everything of it is built into a folder of its own, which is fetched when the code is first
// opened and kept for offline use by itself.

/** @param {string | null | undefined} id */
const isMonaco = (id) => /[\\/]monaco-editor[\\/]|[\\/]ui[\\/]editor[\\/]monaco\.ts/.test(id ?? '');

const NAMES = {
	chunkFileNames: (/** @type {{ moduleIds: string[] }} */ { moduleIds }) =>
		moduleIds.some(isMonaco) ? 'assets/monaco/[name]-[hash].js' : 'assets/[name]-[hash].js',
	assetFileNames: (/** @type {{ names: string[], originalFileNames: string[] }} */ asset) =>
		[...asset.names, ...asset.originalFileNames].some(
			(name) => isMonaco(name) || /^(monaco|codicon)\b/.test(name),
		)
			? 'assets/monaco/[name]-[hash][extname]'
			: 'assets/[name]-[hash][extname]',
};

/** @returns {import('vite').Plugin} */
export function monaco() {
	return {
		name: 'keyless:monaco',
		config: () => ({
			build: { rolldownOptions: { output: NAMES } },
			worker: {
				format: /** @type {const} */ ('es'),
				rolldownOptions: {
					output: {
						entryFileNames: (
							/** @type {{ facadeModuleId: string | null }} */ { facadeModuleId },
						) =>
							isMonaco(facadeModuleId)
								? 'assets/monaco/[name]-[hash].js'
								: 'assets/[name]-[hash].js',
					},
				},
			},
		}),
		transform: {
			filter: {
				id: /monaco-editor.*(editorWorkerService|contextkey[\\/]common[\\/]contextkey)\.js/,
			},
			handler: (code) =>
				code
					// The page names its workers itself; this address would put another, unbuilt one beside them.
					.replace(/new URL\('[^']*editorWebWorkerMain\.js', import\.meta\.url\)/, "''")
					// It is only ever thrown to be told from others. As an error it asks where it was made, and where developer tools
					// or a bench are attached, three megabytes of script are read once more for the answer.
					.replace('this._parseError = new Error();', 'this._parseError = {};'),
		},
		// What can be fetched ahead, before anybody opens the code.
		generateBundle(_, bundle) {
			const files = Object.keys(bundle).filter((file) => file.startsWith('assets/monaco/'));
			this.emitFile({ type: 'asset', fileName: 'monaco.json', source: JSON.stringify(files) });
		},
	};
}
