import type { TestProject } from 'vitest/node';
import { existsSync } from 'node:fs';
import { findChromium } from '../../scripts/chromium.mjs';
import { root } from '../../scripts/install.mjs';
import { serve } from '../../scripts/serve.mjs';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Where the built page is served, with a slash at the end. */
		address: string;
		/** The path of the Chromium to drive. */
		chromium: string;
	}
}

/** Serves the built page for all browser tests, under a sub-path as GitHub Pages does. */
export default async function serveDist(project: TestProject) {
	if (!existsSync(`${root}dist/index.html`))
		throw new Error('There is no built page to test: run "npm run build" first.');
	project.provide('chromium', await findChromium());
	const server = await serve({ port: 0, base: '/some/sub/path/' });
	project.provide('address', server.address);
	return server.close;
}
