import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isObject, parseRelaxedJson } from '../../src/azure';
import { deployWhole } from './templates';

const folder = process.env.KEYLESS_TEMPLATES;
const files =
	folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.json'));

describe.skipIf(files.length === 0)('templates that were given', () => {
	const all: string[] = [];
	test.each(files)('%s', (file) => {
		const template = parseRelaxedJson(readFileSync(join(folder ?? '', file), 'utf8'));
		if (!isObject(template)) throw new Error(`${file} is no template`);
		const verdict = deployWhole(template);
		all.push(verdict.state);
		if (verdict.state !== 'Succeeded')
			console.info(`${file}: ${verdict.state}\n\t${verdict.reasons.join('\n\t')}`);
		expect(verdict.unsound).toEqual([]);
	});
	test('score', () => {
		const done = all.filter((state) => state === 'Succeeded').length;
		console.info(`${done} of ${files.length} succeeded`);
		expect(all.length).toBe(files.length);
	});
});
