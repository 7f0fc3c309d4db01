// A lesson in another language: it says the same as the English one, and each fault is told with its file and line.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultText } from '../../src/course';
import { compileSpoken, translations } from '../../src/course/vitePlugin';

const ENGLISH = `---
title: Ask a vault
summary: One question.
minutes: 3
covers: [user-provisioning]
goals:
  - { id: there, kind: exists, name: id-shop }
hints:
  - { id: make-it, goal: there, text: Make it., command: az group list }
predict:
  - id: outcome
    question: What happens?
    choices:
      - { id: yes-it-does, text: It works. }
      - { id: no-token, text: There is no token. }
    answer: no-token
    why: Nobody is asking.
notes: [Say it twice.]
sources:
  - { title: A page, url: https://learn.microsoft.com/azure/ }
---

Ask for a [token](#term/access-token) on \`vm-web\`:

\`\`\`az
az group list
\`\`\`

## And now

\`\`\`notes 90s
Wait.
\`\`\`

- one
- [two](https://learn.microsoft.com/)

\`\`\`predict
outcome
\`\`\`
`;

const GERMAN = `---
title: Einen Tresor fragen
summary: Eine Frage.
hints:
  make-it: Lege sie an.
predict:
  outcome:
    question: Was geschieht?
    choices:
      yes-it-does: Es klappt.
      no-token: Es gibt kein Token.
    why: Niemand fragt.
notes: [Sag es zweimal.]
---

Auf \`vm-web\` liegt das Programm.

Es fragt nach einem [Token](#term/access-token):

\`\`\`az
az group list
\`\`\`

## Und jetzt

\`\`\`notes 90s
Warte.
\`\`\`

- eins
- [zwei](https://learn.microsoft.com/)

\`\`\`predict
outcome
\`\`\`
`;

const FOLDER = '01-first/02-ask';
const SCRIPTS = { 'start.azcli': 'az group list', 'solution.azcli': 'az group list' };
const compile = (german: string) =>
	compileSpoken(FOLDER, { 'lesson.md': ENGLISH, 'lesson.de.md': german, ...SCRIPTS }, 'de');
const faults = (german: string): string[] => {
	const compiled = compile(german);
	return 'faults' in compiled ? compiled.faults.map(faultText) : [];
};
const lineOf = (text: string, part: string): number =>
	text.slice(0, text.indexOf(part)).split('\n').length;

describe('a lesson in another language', () => {
	test('says title, hints, bets, notes and text; all else is the English lesson’s', () => {
		expect(compile(GERMAN)).toMatchObject({
			value: {
				language: 'de',
				slug: 'ask',
				title: 'Einen Tresor fragen',
				minutes: 3,
				goals: [{ id: 'there' }],
				hints: [{ id: 'make-it', goal: 'there', text: 'Lege sie an.', command: 'az group list' }],
				predict: [
					{
						question: 'Was geschieht?',
						answer: 'no-token',
						choices: [
							{ id: 'yes-it-does', text: 'Es klappt.' },
							{ id: 'no-token', text: 'Es gibt kein Token.' },
						],
					},
				],
				notes: ['Sag es zweimal.'],
				sources: [{ title: 'A page' }],
				prose: [
					{ kind: 'paragraph' },
					{ kind: 'paragraph' },
					{ kind: 'command', lines: 'az group list' },
					{ kind: 'heading', children: [{ text: 'Und jetzt' }] },
					{ kind: 'notes', text: 'Warte.', time: '90s' },
					{ kind: 'list' },
					{ kind: 'predict', prediction: 'outcome' },
				],
			},
		});
	});

	test('that nobody wrote is in English', () => {
		const compiled = compileSpoken(FOLDER, { 'lesson.md': ENGLISH, ...SCRIPTS }, 'de');
		expect(compiled).toMatchObject({ value: { language: 'en', title: 'Ask a vault' } });
	});

	test.each<[string, string, string, string, RegExp]>([
		[
			'a hint left out',
			'make-it: Lege',
			'made-it: Lege',
			'hints:',
			/hints has no 'make-it': add it/,
		],
		['a hint too many', '  make-it', '  other: Nein.\n  make-it', '  other', /has no 'other'/],
		['a choice left out', '      no-token: Es gibt kein Token.\n', '', '', /has no 'no-token'/],
		['a note left out', 'notes: [Sag es zweimal.]\n', '', '', /notes are 0 here and 1/],
		['a key of the English file', 'notes:', 'minutes: 3\nnotes:', 'minutes', /minutes: /],
		['another command', 'az group list\n', 'az group lisd\n', '```az', /“az group lisd”/],
		['a heading of another level', '## Und', '### Und', '### Und', /level 3, and .* level 2/],
		['a heading left out', '## Und jetzt\n\n', '', '```notes', /here stands a notes block of 90s/],
		['another time', 'notes 90s', 'notes 60s', '```notes 60s', /of 60s, and .* of 90s/],
		['a row left out', '- eins\n', '', '- [zwei', /list of 1 item, and .* list of 2 items/],
		['an end too early', '```predict\noutcome\n```\n', '', '- eins', /the text ends here/],
		['a term left out', '(#term/access-token)', '(#term/token)', 'Es fragt', /#term\/token/],
		['another address', 'learn.microsoft.com/)', 'example.com/)', '- eins', /keep its links/],
		['another name', '`vm-web`', '`vm-wbe`', 'Auf', /`vm-wbe` stands nowhere/],
		['HTML', '## Und', '<b>fett</b>\n\n## Und', '<b>', /html has no place/],
	])('with %s is no translation, and the line is told', (_what, from, to, at, message) => {
		const broken = GERMAN.replace(from, to);
		expect(broken).not.toBe(GERMAN);
		const found = faults(broken);
		const told = found.filter((fault) => message.test(fault));
		expect(told, found.join('\n')).not.toEqual([]);
		for (const fault of found) expect(fault).toMatch(/^01-first\/02-ask\/lesson\.de\.md:\d+: /);
		if (at) expect(told[0]).toContain(`lesson.de.md:${lineOf(broken, at)}: `);
	});
});

describe('whoever translates is told', () => {
	test('which files are missing, which fit and which do not', () => {
		const folder = mkdtempSync(join(tmpdir(), 'keyless-'));
		const write = (file: string, text: string): void => {
			mkdirSync(dirname(join(folder, file)), { recursive: true });
			writeFileSync(join(folder, file), text);
		};
		const chapter = '---\ntitle: First\nsummary: It begins.\n---\n';
		write('01-first/chapter.md', chapter);
		write('01-first/chapter.de.md', chapter.replace('summary', 'sumary'));
		for (const slug of ['01-gone', '02-ask']) {
			write(`01-first/${slug}/lesson.md`, ENGLISH);
			for (const [name, text] of Object.entries(SCRIPTS)) write(`01-first/${slug}/${name}`, text);
		}
		write('01-first/02-ask/lesson.de.md', GERMAN);
		const front = ENGLISH.slice(0, ENGLISH.indexOf('covers')).replace('minutes: 3\n', '');
		const goals = ENGLISH.slice(ENGLISH.indexOf('goals'), ENGLISH.indexOf('hints'));
		const scripts = '```start\naz group list\n```\n\n```solution\naz group list\n```\n';
		write('demos/room.md', `${front}${goals}---\n\nLook.\n\n${scripts}`);
		write('demos/room.de.md', `---\ntitle: A\nsummary: B.\n---\n\nSchau.\n\n${scripts}`);
		const found = translations(folder, 'de').map(({ file, faults: of }) => [
			file,
			of?.map(faultText),
		]);
		rmSync(folder, { recursive: true });
		expect(found).toEqual([
			[
				'01-first/chapter.de.md',
				expect.arrayContaining([expect.stringMatching(/chapter\.de\.md:3: sumary: /)]),
			],
			['01-first/01-gone/lesson.de.md', undefined],
			['01-first/02-ask/lesson.de.md', []],
			[
				'demos/room.de.md',
				[
					'demos/room.de.md:8: start comes from the English file: leave the block out',
					'demos/room.de.md:12: solution comes from the English file: leave the block out',
				],
			],
		]);
	});
});
