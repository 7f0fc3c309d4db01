// npm run test:mutation: changes the code that decides, line by line, and asks whether a test notices. What came of it: test/mutation.md.
import { targetOf } from './scripts/mutation.mjs';

const { mutate } = targetOf(process.env.KEYLESS_MUTATE);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate,
	testRunner: 'vitest',
	vitest: { configFile: 'stryker.vitest.config.mjs', related: false },
	plugins: ['@stryker-mutator/vitest-runner'],
	coverageAnalysis: 'perTest',
	concurrency: Number(process.env.KEYLESS_CONCURRENCY ?? 2),
	// What texts say is compared in the tests of errors and recorded traffic; here it would drown what decides.
	mutator: { excludedMutations: ['StringLiteral', 'Regex'] },
	// A module's constants are worked out once, before a mutant is switched on.
	ignoreStatic: true,
	timeoutMS: 20_000,
	reporters: ['clear-text', 'progress-append-only', 'json'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: `.cache/mutation/${process.env.KEYLESS_MUTATE}.json` },
	tempDirName: '.cache/stryker',
	ignorePatterns: ['dist', 'bench', 'public', '.github', 'src/ui', 'lessons', 'test/browser'],
};
