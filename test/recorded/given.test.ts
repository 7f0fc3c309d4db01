import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorld } from '../../src/azure';
import { presumedBy } from './presumed';
import { differsBecause } from './reasons';
import { readRecording, replay } from './runner';

/**
 * Any folder of recordings, named by KEYLESS_RECORDINGS: JSON Lines files, an exchange a line. Each exchange has Azure's
 * status, error code and kind of body, or the difference has its reason in {@link differsBecause}.
 */
const folder = process.env.KEYLESS_RECORDINGS;
const files =
	folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

/** What identities, roles and groups live on: nothing excuses a difference here. */
const OURS =
	/\/providers\/Microsoft\.(?:ManagedIdentity|Authorization)\/|\/resourcegroups\/[^/?]+(?:\?|$)/i;

const isCore = (difference: string): boolean => /^(?:status|error code|body):/.test(difference);

describe.skipIf(files.length === 0)('recordings that were given', () => {
	test.each(files)('%s', (file) => {
		const exchanges = readRecording(readFileSync(join(folder ?? '', file), 'utf8'));
		const world = createWorld({ timing: 'realistic' });
		const { verdicts } = replay(world, exchanges, presumedBy(world, exchanges));
		const differing = verdicts.filter(({ shape }) => shape.some(isCore));
		const whole = verdicts.filter(({ shape }) => shape.length === 0).length;
		console.info(
			`${file}: ${verdicts.length - differing.length} of ${verdicts.length} exchanges equal, ${whole} of them in every key`,
		);
		const unexplained = differing.filter(
			({ exchange }) => OURS.test(exchange.url) || !differsBecause(exchange.url),
		);
		expect(
			unexplained.map(
				({ exchange, shape }) => `${exchange.i} ${exchange.method} ${exchange.url}: ${shape[0]}`,
			),
		).toEqual([]);
	});
});

test('every reason speaks of a path of its own', () => {
	expect(
		differsBecause('https://management.azure.com/subscriptions/s/resourceGroups/g'),
	).toBeUndefined();
	expect(differsBecause('https://graph.microsoft.com/v1.0/users')).toMatch(/people/i);
});
