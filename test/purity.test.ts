// What test/setup/pure.ts promises: the pure rooms have no clock and no chance of their own.
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('purity', () => {
	test.each(['Math.random()', 'Date.now()', 'new Date()', 'Date()'])(
		'a pure room may not call %s',
		(call) => {
			const inRoom = (file: string) => runInThisContext(`() => ${call}`, { filename: root + file });
			for (const room of ['azure', 'cli', 'iac', 'course'])
				expect(inRoom(`src/${room}/deep/made-up.ts`)).toThrow(`src/${room}/deep/made-up.ts`);
			expect(inRoom('src/ui/made-up.ts')).not.toThrow();
			expect(inRoom('node_modules/@azure/src/azure/made-up.js')).not.toThrow();
		},
	);

	test('a pure room may make a date out of a given time', () => {
		const make = runInThisContext('() => new Date(0)', { filename: `${root}src/azure/x.ts` });
		expect(make().toISOString()).toBe('1970-01-01T00:00:00.000Z');
		expect(make()).toBeInstanceOf(Date);
	});
});
