import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { VitePWA } from 'vite-plugin-pwa';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { cytoscape } from './scripts/cytoscapePlugin.mjs';
import { embed } from './scripts/embedPlugin.mjs';
import { lessons } from './scripts/lessonPlugin.mjs';
import { licencesFile } from './scripts/licencesPlugin.mjs';
import { room } from './scripts/roomPlugin.mjs';
import { sandbox } from './scripts/sandboxPlugin.mjs';
import { monaco } from './scripts/monacoPlugin.mjs';
import { firstPaint } from './scripts/shellPlugin.mjs';

/**
 * The only Trusted Types policies that may be made. Svelte makes the first for its templates;
 * ours is the second, for worker addresses that come out of our own build; the others are Monaco's.
 */
const TRUSTED_TYPES_POLICIES = ['svelte-trusted-html', 'keyless', 'keyless-editor', 'dompurify'];

/** `scripts` are the hashes of the page's own inline scripts. */
const contentPolicy = (scripts: readonly string[]): string =>
	[
		"default-src 'none'",
		["script-src 'self'", ...scripts].join(' '),
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data:",
		"font-src 'self'",
		"connect-src 'self'",
		"worker-src 'self'",
		// The empty frame in which learner's code runs. Its page has a policy of its own.
		"frame-src 'self'",
		"manifest-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		`trusted-types ${TRUSTED_TYPES_POLICIES.join(' ')}`,
	].join('; ');

/** Writes the content security policy into the built pages. In dev Vite needs more than it allows. */
function contentSecurityPolicy(): Plugin {
	return {
		name: 'keyless:content-security-policy',
		apply: 'build',
		transformIndexHtml: {
			order: 'post',
			handler(html) {
				const scripts = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(
					([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
				);
				return [
					{
						tag: 'meta',
						attrs: { 'http-equiv': 'Content-Security-Policy', content: contentPolicy(scripts) },
						injectTo: 'head-prepend',
					},
				];
			},
		},
	};
}

/** Gives the pages the one style rule that cytoscape would otherwise add by script. */
function cytoscapeStyle(): Plugin {
	return {
		name: 'keyless:cytoscape-style',
		transformIndexHtml: () => [
			{
				tag: 'style',
				attrs: { id: '__________cytoscape_stylesheet' },
				children: '.__________cytoscape_container { position: relative; }',
				injectTo: 'head',
			},
		],
	};
}

/**
 * What is kept for offline use: everything that the build makes, but for Monaco and Microsoft's packages, which are large and
 * kept once somebody has used them. The worker takes nothing over by itself: `src/ui/offline` asks first.
 */
const offline = () =>
	VitePWA({
		registerType: 'prompt',
		injectRegister: false,
		manifest: false,
		filename: 'sw.js',
		workbox: {
			globPatterns: ['**/*.{html,js,css,json,svg,png,woff2,webmanifest}'],
			globIgnores: [
				'**/monaco/**',
				'**/loader.js',
				'keyless-room.html',
				'sandbox/azure-*',
				'pictures/de/**',
			],
			ignoreURLParametersMatching: [/./],
			navigateFallback: null,
			inlineWorkboxRuntime: true,
			sourcemap: false,
			maximumFileSizeToCacheInBytes: 3_000_000,
			runtimeCaching: [
				{
					urlPattern: /\/monaco\//,
					handler: 'CacheFirst',
					options: { cacheName: 'keyless-monaco', expiration: { maxEntries: 60 } },
				},
				{
					urlPattern: /\/sandbox\/azure-/,
					handler: 'CacheFirst',
					options: { cacheName: 'keyless-packages', expiration: { maxEntries: 60 } },
				},
			],
		},
	});

/**
 * How the simulator is cut into files: what others stand on first. Each is evaluated in a turn of its own, so a slow phone
 * answers in between (`src/ui/boot/laterFiles`), and each may still grow.
 */
const rooms = [
	{ name: 'roles', test: /\/rbac\/builtInRoles/ },
	{ name: 'libraries', test: /\/node_modules\/(xstate|@noble|@scure|fflate)\// },
	{ name: 'query', test: /\/node_modules\/@jmespath-community\// },
	{ name: 'azureBase', test: /\/src\/azure\/(entra|rbac|lifecycles)\// },
	{ name: 'azureParts', test: /\/src\/azure\/(arm|data|workload)\// },
	{ name: 'azure', test: /\/src\/azure\// },
	{ name: 'cliParts', test: /\/src\/cli\/commands\// },
	{ name: 'cli', test: /\/src\/cli\// },
	{ name: 'iac', test: /\/src\/iac\// },
].map((group, index, { length }) => ({ ...group, priority: length - index }));

const pages = ['index.html', 'embed.html', 'configurator.html'].filter((page) =>
	existsSync(new URL(page, import.meta.url)),
);

export default defineConfig({
	// Relative addresses: the built pages work from any sub-path.
	base: './',
	plugins: [
		svelte({ configFile: false }),
		lessons(),
		cytoscape(),
		...firstPaint(),
		embed(),
		room(() => [
			svelte({ configFile: false }),
			lessons(),
			cytoscape(),
			...firstPaint().slice(0, 1),
			cytoscapeStyle(),
		]),
		sandbox(),
		monaco(),
		contentSecurityPolicy(),
		cytoscapeStyle(),
		licencesFile(),
		offline(),
	],
	build: {
		target: 'es2022',
		sourcemap: false,
		modulePreload: { polyfill: false },
		// Every asset is a file: font-src does not allow data: addresses.
		assetsInlineLimit: 0,
		rolldownOptions: { input: pages, output: { codeSplitting: { groups: rooms } } },
	},
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					// Loading the simulator anew for each file took longer than the tests. Its modules keep nothing but what they remember.
					isolate: false,
					// A busy machine is no failure: what hangs is still ended.
					testTimeout: 30_000,
					include: ['test/**/*.test.ts'],
					exclude: ['test/browser/**', '**/node_modules/**'],
					setupFiles: ['test/setup/pure.ts', 'test/setup/chance.ts'],
				},
			},
			{
				extends: true,
				test: {
					name: 'browser',
					environment: 'node',
					include: ['test/browser/**/*.test.ts'],
					globalSetup: ['test/browser/serveDist.ts'],
					fileParallelism: false,
					testTimeout: 120_000,
					hookTimeout: 60_000,
					// What is waited for may take its time on a busy machine: Vitest alone would give up after a second.
					expect: { poll: { timeout: 20_000 } },
				},
			},
		],
	},
});
