// A lesson's files: what is read from them, and that each fault is told with its file and line.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chapters, loadCheck, loadLesson, readActions } from '../../src/course';
import {
	compileLesson,
	faultText,
	moduleOf,
	readCheck,
	readGlossary,
	type LessonFiles,
} from '../../src/course/vitePlugin';
import { checks, ids, lessons, root } from './course';

const LESSON = `---
title: A title
summary: A summary.
minutes: 3
covers: [user-provisioning]
goals:
  - id: there
    kind: exists
    name: id-shop
hints:
  - id: make-it
    goal: there
    text: Make it.
sources:
  - title: A page
    url: https://learn.microsoft.com/azure/
---

Run **this** \`now\`:

\`\`\`az
az group list
\`\`\`

- one
- [two](https://learn.microsoft.com/)
`;

const files = (text: string, more: LessonFiles = {}): LessonFiles => ({
	'lesson.md': text,
	'start.azcli': 'az group list',
	'solution.azcli': 'az group list',
	...more,
});

const compile = (text: string, more?: LessonFiles) =>
	compileLesson('01-first/02-share-it', files(text, more));

const faults = (text: string, more?: LessonFiles): string[] => {
	const compiled = compile(text, more);
	return 'faults' in compiled ? compiled.faults.map(faultText) : [];
};

const at = (line: number, message: string) => `01-first/02-share-it/lesson.md:${line}: ${message}`;

describe('a lesson is read', () => {
	test('from front matter, text and scripts', () => {
		const compiled = compile(LESSON, {
			'solution-2.azcli': 'az account show',
			'mistakes/wrong.azcli': '# fails: there',
		});
		expect(compiled).toMatchObject({
			value: {
				slug: 'share-it',
				chapter: 'first',
				timing: 'instant',
				as: 'ada',
				goals: [{ id: 'there', goal: { kind: 'exists', name: 'id-shop' }, needs: [], keep: false }],
				hints: [{ id: 'make-it', attempts: 1 }],
				solutions: [{ name: 'solution.azcli' }, { name: 'solution-2.azcli' }],
				mistakes: [{ name: 'mistakes/wrong.azcli' }],
			},
		});
	});

	test('its text is a tree without a single tag', () => {
		const compiled = compile(LESSON);
		expect('value' in compiled && compiled.value.prose).toEqual([
			{
				kind: 'paragraph',
				children: [
					{ kind: 'text', text: 'Run ' },
					{ kind: 'strong', children: [{ kind: 'text', text: 'this' }] },
					{ kind: 'text', text: ' ' },
					{ kind: 'code', text: 'now' },
					{ kind: 'text', text: ':' },
				],
			},
			{ kind: 'command', lines: 'az group list' },
			{
				kind: 'list',
				ordered: false,
				items: [
					[{ kind: 'paragraph', children: [{ kind: 'text', text: 'one' }] }],
					[
						{
							kind: 'paragraph',
							children: [
								{
									kind: 'link',
									href: 'https://learn.microsoft.com/',
									children: [{ kind: 'text', text: 'two' }],
								},
							],
						},
					],
				],
			},
		]);
	});

	test('a link to #term is a word of the glossary', () => {
		const compiled = compile(`${LESSON}\nA [role](#term/role-definition).\n`);
		expect('value' in compiled && compiled.value.prose.at(-1)).toMatchObject({
			children: [{}, { kind: 'term', term: 'role-definition' }, {}],
		});
	});

	test('someone else signs in, and time passes, before a command', () => {
		const text = '# as: ben\n# wait: 2m\naz group list\n# observe\naz account show\n';
		expect(readActions(text).map(({ action, observe }) => [action, observe])).toEqual([
			[{ kind: 'signIn', as: 'ben' }, false],
			[{ kind: 'advance', duration: 120_000 }, false],
			[{ kind: 'run', line: 'az group list' }, false],
			[{ kind: 'run', line: 'az account show' }, true],
		]);
	});

	test('a hint for one particular mistake waits for no try; a guard is kept from the start', () => {
		const compiled = compile(
			LESSON.replace(
				'    text: Make it.',
				'    error: AuthorizationFailed\n    text: Make it.',
			).replace(
				'hints:',
				'  - id: small\n    kind: noBroaderThan\n    who: id-shop\n    role: Reader\n    at: rg\nhints:',
			),
		);
		expect(compiled).toMatchObject({
			value: { hints: [{ attempts: 0 }], goals: [{ keep: false }, { id: 'small', keep: true }] },
		});
	});
});

describe('a fault is told with its line', () => {
	test.each<[string, string, RegExp]>([
		['no front matter', 'Just text.', /^01-first\/02-share-it\/lesson\.md:1: begins with/],
		['a key that is no key', LESSON.replace('minutes', 'minuets'), /:4: minuets: /],
		['a key left out', LESSON.replace('title: A title\n', ''), /title: .*Expected "title"/],
		['too long a lesson', LESSON.replace('minutes: 3', 'minutes: 45'), /:4: minutes: /],
		[
			'a kind that there is not',
			LESSON.replace('kind: exists', 'kind: exist'),
			/:8: goals\.0\.kind: /,
		],
		[
			'a goal with a key of another kind',
			LESSON.replace('    name: id-shop', '    name: id-shop\n    role: Reader'),
			/:10: goals\.0\.role: /,
		],
		[
			'an address that is not https',
			LESSON.replace('https://learn.microsoft.com/azure/', 'http://learn.microsoft.com/'),
			/:16: sources\.0\.url: /,
		],
		['front matter that is no YAML', LESSON.replace('covers: [user', 'covers: [[user'), /:\d+: /],
		[
			'a span of time that is none',
			LESSON.replace(
				'kind: exists\n    name: id-shop',
				'kind: happened\n    event: { log: data, outcome: refused, after: soon }',
			),
			/:9: goals\.0\.event\.after: /,
		],
		[
			'an id with a blank',
			LESSON.replace('id: make-it', 'id: make it'),
			/:11: hints\.0\.id: .*small letters/,
		],
	])('%s', (_what, text, fault) => {
		expect(faults(text).join('\n')).toMatch(fault);
	});

	test.each([
		['HTML', '<b>bold</b>', "html has no place in a lesson's text"],
		['a script', '<script>alert(1)</script>', "html has no place in a lesson's text"],
		[
			'a picture',
			'![a](https://learn.microsoft.com/a.png)',
			"image has no place in a lesson's text",
		],
		[
			'a link to a script',
			'[a](javascript:alert(1))',
			'a link leads to https: or to #, not to javascript:alert(1)',
		],
	])('%s in the text', (_what, markdown, message) => {
		expect(faults(`${LESSON}\n${markdown}\n`)).toContain(at(28, message));
	});

	test('a file missing, and one too many', () => {
		expect(faults(LESSON, { 'notes.txt': '' })).toEqual([
			at(1, 'notes.txt is no file of a lesson'),
		]);
		const { 'start.azcli': _, ...rest } = files(LESSON);
		const compiled = compileLesson('01-first/02-share-it', rest);
		expect('faults' in compiled && compiled.faults.map(faultText)).toEqual([
			at(1, 'start.azcli is missing'),
		]);
	});
});

describe('the page gets the same lessons', () => {
	test('chapters come with headings, each lesson when it is asked for', async () => {
		expect(chapters.flatMap((each) => each.lessons.map(({ slug }) => slug))).toEqual(ids.lessons);
		for (const expected of lessons) expect(await loadLesson(expected.slug)).toEqual(expected);
		expect(await loadLesson('no-such-lesson')).toBeUndefined();
	});

	test('the course map is small: 110 bytes a lesson, zipped', () => {
		const map = gzipSync(JSON.stringify(chapters)).length;
		expect(map).toBeLessThan(110 * ids.lessons.length);
	});

	test('a chapter’s check and the glossary come when asked for', async () => {
		expect(await loadCheck('user-assigned')).toEqual(
			checks.find(({ chapter }) => chapter === 'user-assigned'),
		);
		expect(await loadCheck('no-such-chapter')).toBeUndefined();
		const made = moduleOf(`${root}/03-user-assigned/check.yaml`);
		expect(made?.files).toEqual([`${root}/03-user-assigned/check.yaml`]);
	});

	test('a fault in a file of YAML is told with its line', () => {
		const folder = mkdtempSync(join(tmpdir(), 'keyless-'));
		mkdirSync(join(folder, '01-first'));
		const text = readFileSync(`${root}/03-user-assigned/check.yaml`, 'utf8');
		writeFileSync(join(folder, '01-first/check.yaml'), text.replace('question:', 'qestion:'));
		writeFileSync(join(folder, 'glossary.yaml'), 'terms:\n  a:\n    term: A\n    text: B\n');
		const told = [readCheck(folder, '01-first'), readGlossary(folder)].map((read) =>
			'faults' in read ? read.faults.map(faultText).join(' ') : '',
		);
		rmSync(folder, { recursive: true });
		expect(told[0]).toMatch(/^01-first\/check\.yaml:\d+: questions\.0\.question: /);
		expect(told[0]).toMatch(/check\.yaml:3: questions\.0\.qestion: /);
		expect(told[1]).toMatch(/^glossary\.yaml:3: terms\.a\.url: /);
	});

	test('a chapter’s module names what it was made from and holds no lesson’s text', () => {
		const made = moduleOf(`${root}/03-user-assigned/chapter.md`);
		expect(made && 'code' in made && made.code).not.toContain('keyless run');
		expect(made?.files.some((file) => file.endsWith('/01-share-one-identity/lesson.md'))).toBe(
			true,
		);
		expect(moduleOf(`${root}/README.md`)).toBeUndefined();
	});

	test('the guide to writing lessons names every key', () => {
		const guide = readFileSync(`${root}/README.md`, 'utf8');
		const [lesson] = lessons;
		const made = ['slug', 'chapter', 'language', 'prose', 'start', 'solutions', 'mistakes'];
		for (const key of Object.keys(lesson ?? {}).filter((each) => !made.includes(each)))
			expect([key, guide.includes(`\`${key}\``)]).toEqual([key, true]);
	});
});
