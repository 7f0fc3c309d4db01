// Which tests a mutant meets: those that are about it, as `npm test` runs them.
import { defineConfig } from 'vitest/config';
import { targetOf } from './scripts/mutation.mjs';

export default defineConfig({
	test: {
		environment: 'node',
		// Unlike in `npm test`: what a mutant has spoilt in a module that remembers must not meet the next one.
		isolate: true,
		// Filling a world with thousands of assignments takes long where much else runs.
		testTimeout: 60_000,
		include: targetOf(process.env.KEYLESS_MUTATE).tests.map((name) => `test/azure/${name}.test.ts`),
		setupFiles: ['test/setup/pure.ts', 'test/setup/chance.ts'],
	},
});
