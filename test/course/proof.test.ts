// The proof is proven: a sound lesson is broken in one way at a time, and each break must be found and named.
import { describe, expect, test } from 'vitest';
import {
	PROBLEM_CODES,
	problemText,
	verifyCheck,
	verifyLesson,
	type Block,
	type ChapterCheck,
	type Lesson,
	type ProblemCode,
	type Question,
} from '../../src/course';
import { ids, lesson } from './course';

const sound = lesson('read-a-secret-without-a-password');

const without = (text: string, line: RegExp): string =>
	text
		.split('\n')
		.filter((each) => !line.test(each))
		.join('\n');

const solution = (change: (text: string) => string): Partial<Lesson> => ({
	solutions: sound.solutions.map(({ name, text }) => ({
		name,
		text: name === 'solution.azcli' ? change(text) : text,
	})),
});

const mistake = (name: string, change: (text: string) => string): Partial<Lesson> => ({
	mistakes: sound.mistakes.map((each) =>
		each.name === `mistakes/${name}.azcli` ? { ...each, text: change(each.text) } : each,
	),
});

const goal = (id: string, change: (goal: Lesson['goals'][number]) => Lesson['goals'][number]) => ({
	goals: sound.goals.map((each) => (each.id === id ? change(each) : each)),
});

const paragraph = (text: string): Block => ({
	kind: 'paragraph',
	children: [{ kind: 'text', text }],
});

type Break = [what: string, code: ProblemCode, where: string, change: Partial<Lesson>];

const BREAKS: Break[] = [
	[
		'a start script with a typing error',
		'startFails',
		'start.azcli',
		{ start: sound.start.replace('az vm create', 'az vm crate') },
	],
	[
		'a start script that does the work already',
		'metAtStart',
		'lesson.md',
		{ start: without(sound.start, /vm create/) },
	],
	[
		'a goal to keep that does not hold at the start',
		'keptNotMetAtStart',
		'lesson.md',
		goal('machine-gone', (each) => ({ ...each, keep: true })),
	],
	[
		'a solution with a step forgotten',
		'notSolved',
		'solution.azcli',
		solution((text) => without(text, /vm delete/)),
	],
	[
		'a solution with a step too many',
		'needlessStep',
		'solution.azcli:2',
		solution(
			(text) => `# In case it is useful.\naz group create -n rg-spare -l westeurope\n${text}`,
		),
	],
	[
		'a step that is needed, marked as only looking',
		'observedStepNeeded',
		'solution.azcli',
		solution((text) => text.replace('az vm delete', '# observe\naz vm delete')),
	],
	[
		'a solution with an error that it does not announce',
		'unexpectedError',
		'solution.azcli:3',
		solution((text) => text.replace('# expect: Identity not found\n', '\n')),
	],
	[
		'a solution that announces an error that does not come',
		'unexpectedError',
		'solution.azcli:16',
		solution((text) => text.replace(/(?=^az vm delete)/m, '# expect: AuthorizationFailed\n')),
	],
	[
		'a solution that announces another error than comes',
		'unexpectedError',
		'solution.azcli:3',
		solution((text) => text.replace('Identity not found', 'ForbiddenByRbac')),
	],
	[
		'a mistake that names no goal',
		'mistakeNamesNoGoal',
		'mistakes/administrator.azcli',
		mistake('administrator', (text) => without(text, /^# fails/)),
	],
	[
		'a mistake that names a goal that there is not',
		'mistakeNamesNoGoal',
		'mistakes/administrator.azcli',
		mistake('administrator', (text) =>
			text.replace('# fails: least-privilege', '# fails: tidiness'),
		),
	],
	[
		'a mistake that is none',
		'mistakeSolves',
		'mistakes/administrator.azcli',
		mistake('administrator', (text) =>
			text.replace('Key Vault Administrator', 'Key Vault Secrets User'),
		),
	],
	[
		'a mistake that fails another goal',
		'mistakeFailsOthers',
		'mistakes/administrator.azcli',
		goal('orphan', (each) => ({ ...each, needs: [] })),
	],
	[
		'a mistake whose hint is not shown',
		'mistakeWithoutHint',
		'mistakes/key-vault-reader.azcli',
		{ hints: sound.hints.filter(({ id }) => id !== 'metadata-only') },
	],
	[
		'a mistake for which there is no hint at all',
		'mistakeWithoutHint',
		'mistakes/administrator.azcli',
		{
			hints: sound.hints.filter((each) => each.goal !== 'least-privilege'),
			...mistake('administrator', (text) => without(text, /^# hint/)),
		},
	],
	[
		'a coverage row that there is not',
		'unknownId',
		'lesson.md',
		{ covers: [...sound.covers, 'system-elegance'] },
	],
	['a lesson before it that there is not', 'unknownId', 'lesson.md', { requires: ['lesson-zero'] }],
	[
		'a goal that needs one that there is not',
		'unknownId',
		'lesson.md',
		goal('orphan', (each) => ({ ...each, needs: ['machine-gnoe'] })),
	],
	[
		'a hint for a goal that there is not',
		'unknownId',
		'lesson.md',
		{ hints: [...sound.hints, { id: 'lost', goal: 'nowhere', attempts: 0, text: 'Lost.' }] },
	],
	[
		'a bet whose answer is none of its choices',
		'unknownId',
		'lesson.md',
		{ predict: sound.predict.map((each) => ({ ...each, answer: 'perhaps' })) },
	],
	[
		'a bet that the text does not show',
		'unknownId',
		'lesson.md',
		{ prose: sound.prose.filter(({ kind }) => kind !== 'predict') },
	],
	[
		'two things of one id',
		'doubleId',
		'lesson.md',
		{ hints: [...sound.hints, ...sound.hints.slice(0, 1)] },
	],
	[
		'a goal about a resource that is called otherwise',
		'unknownName',
		'lesson.md',
		goal('machine-gone', (each) => ({ ...each, goal: { kind: 'absent', name: 'vm-wbe' } })),
	],
	[
		'a goal about a role that there is not',
		'unknownRole',
		'lesson.md',
		goal('least-privilege', (each) => ({
			...each,
			goal: {
				kind: 'noBroaderThan',
				who: 'vm-web',
				role: 'Key Vault Secret User',
				at: 'kv-shop',
			},
		})),
	],
	[
		'a line in the text that az does not know',
		'badCommand',
		'lesson.md',
		{ prose: [...sound.prose, { kind: 'command', lines: 'az vm identiy assign -g a -n b' }] },
	],
	[
		'a line in a list that az does not know',
		'badCommand',
		'lesson.md',
		{
			prose: [
				...sound.prose,
				{
					kind: 'list',
					ordered: false,
					items: [[{ kind: 'command', lines: 'az keyvault secret shw' }]],
				},
			],
		},
	],
	[
		'a hint with a line that az does not know',
		'badCommand',
		'lesson.md',
		{ hints: sound.hints.map((each) => ({ ...each, command: 'vm create' })) },
	],
	[
		'a line in the text with a program that is not there',
		'badCommand',
		'lesson.md',
		{ prose: [...sound.prose, { kind: 'command', lines: 'az group list | jq .' }] },
	],
	[
		'a small live picture whose line Azure refuses',
		'badCommand',
		'lesson.md',
		{
			prose: [
				...sound.prose,
				{ kind: 'canvas', start: '', steps: 'az identity create -g rg-nowhere -n id-small' },
			],
		},
	],
	[
		'a source that is not Microsoft’s',
		'badSource',
		'lesson.md',
		{ sources: [{ title: 'A blog', url: 'https://example.com/identities' }] },
	],
	[
		'a hint that nobody will ever see',
		'deadHint',
		'lesson.md',
		{
			hints: [
				...sound.hints,
				{ id: 'lost', goal: 'orphan', attempts: 1, error: 'NoSuchCode', text: 'Lost.' },
			],
		},
	],
	[
		'a word that the glossary does not have',
		'unknownId',
		'lesson.md',
		{
			prose: [
				...sound.prose,
				{ kind: 'paragraph', children: [{ kind: 'term', term: 'aether', children: [] }] },
			],
		},
	],
	[
		'a link to a lesson that there is not',
		'unknownId',
		'lesson.md',
		{
			prose: [
				...sound.prose,
				{
					kind: 'paragraph',
					children: [{ kind: 'link', href: '#/lesson/nowhere', children: [] }],
				},
			],
		},
	],
	[
		'a sentence without an end',
		'hardToRead',
		'lesson.md',
		{ prose: [...sound.prose, paragraph(`${'and so on '.repeat(9)}.`)] },
	],
	[
		'a hint without an end',
		'hardToRead',
		'lesson.md',
		{
			hints: sound.hints.map((each) => ({ ...each, text: `${'and so on '.repeat(9)}.` })),
		},
	],
	[
		'long words throughout',
		'hardToRead',
		'lesson.md',
		{
			prose: [
				...sound.prose.filter(({ kind }) => kind === 'command' || kind === 'predict'),
				paragraph('Organisational authorisation considerations necessitate deliberation.'),
			],
		},
	],
	[
		'much to read before there is anything to do',
		'lateStart',
		'lesson.md',
		{ prose: [paragraph('First this. Then that. Then the other.'), ...sound.prose] },
	],
	[
		'far too much to read',
		'tooLong',
		'lesson.md',
		{ prose: [...sound.prose, paragraph('It goes on. '.repeat(400))] },
	],
	['a promise to be quick', 'tooLong', 'lesson.md', { minutes: 2 }],
];

const soundQuestion: Question = {
	id: 'who-reads',
	question: 'The vault trusts one of two machines. Which?',
	start: [
		'az group create --name rg-ask --location westeurope',
		'az vm create --resource-group rg-ask --name vm-one --image Ubuntu2204 --generate-ssh-keys',
		'az vm create --resource-group rg-ask --name vm-two --image Ubuntu2204 --generate-ssh-keys',
		'az keyvault create --resource-group rg-ask --name kv-ask',
	].join('\n'),
	steps:
		'az vm identity assign --resource-group rg-ask --name vm-one --role "Key Vault Secrets User" --scope $(az keyvault show --name kv-ask --query id --output tsv)',
	timing: 'instant',
	as: 'ada',
	choices: [
		{ goal: { kind: 'access', who: 'vm-one', to: 'read secret', on: 'kv-ask' } },
		{ goal: { kind: 'access', who: 'vm-two', to: 'read secret', on: 'kv-ask' } },
	],
	why: 'The role belongs to the identity of vm-one.',
};

const CHECK_BREAKS: [what: string, code: ProblemCode, change: Partial<Question>][] = [
	['a start that fails', 'startFails', { start: 'az vm crate' }],
	['a step that fails', 'unexpectedError', { steps: 'az group show --name rg-none' }],
	['a question without a true claim', 'notOneAnswer', { steps: '' }],
	[
		'a question with two true claims',
		'notOneAnswer',
		{ choices: [...soundQuestion.choices, { goal: { kind: 'exists', name: 'vm-one' } }] },
	],
	[
		'a claim about nothing',
		'unknownName',
		{
			choices: [
				...soundQuestion.choices,
				{ goal: { kind: 'access', who: 'vm-three', to: 'read secret', on: 'kv-ask' } },
			],
		},
	],
	[
		'a claim about no role',
		'unknownRole',
		{
			choices: [
				...soundQuestion.choices,
				{ goal: { kind: 'assigned', role: 'Key Keeper', to: 'vm-one', at: 'kv-ask' } },
			],
		},
	],
	['an endless explanation', 'hardToRead', { why: `${'and so on '.repeat(9)}.` }],
];

describe('a broken lesson is caught and named', () => {
	test('the sound one is sound', () => {
		expect(verifyLesson(sound, ids).map(problemText)).toEqual([]);
	});

	test.each(BREAKS)('%s: %s in %s', (_what, code, where, change) => {
		const found = verifyLesson({ ...sound, ...change }, ids);
		expect(found.map((each) => [each.lesson, each.code, each.where])).toContainEqual([
			sound.slug,
			code,
			where,
		]);
	});

	test('there is a break for every kind of problem', () => {
		const broken = new Set([...BREAKS, ...CHECK_BREAKS].map(([, code]) => code));
		expect(PROBLEM_CODES.filter((code) => !broken.has(code))).toEqual([]);
	});

	const check = (...questions: Question[]): ChapterCheck => ({
		chapter: 'ask',
		questions,
		sources: [],
	});

	test('the sound question is sound', () => {
		expect(verifyCheck(check(soundQuestion)).map(problemText)).toEqual([]);
	});

	test.each(CHECK_BREAKS)('in a chapter’s check, %s: %s', (_what, code, change) => {
		expect(verifyCheck(check({ ...soundQuestion, ...change })).map((each) => each.code)).toContain(
			code,
		);
	});

	test('in a chapter’s check, one id for two questions', () => {
		expect(verifyCheck(check(soundQuestion, soundQuestion)).map(({ code }) => code)).toEqual([
			'doubleId',
		]);
	});

	test('a problem reads as a sentence with lesson, file and line', () => {
		const [problem] = verifyLesson(
			{ ...sound, ...solution((text) => `az group list\n${text}`) },
			ids,
		);
		expect(problem && problemText(problem)).toBe(
			'read-a-secret-without-a-password: solution.azcli:1: nothing fails without az group list',
		);
	});
});

describe('timing', () => {
	const realistic: Lesson = { ...sound, timing: 'realistic' };

	test('under realistic timing the same solution comes too early, and the proof says so', () => {
		expect(verifyLesson(realistic, ids).map(({ code }) => code)).toContain('notSolved');
	});

	test('with waits it is sound again, and each wait is a step', () => {
		const waits = sound.solutions.slice(0, 1).map(({ name, text }) => ({
			name,
			text: text
				.replace(/(?<=az role assignment create.*\n)keyless/, '# wait: 11m\nkeyless')
				.replace('# observe', '# wait: 2m\n# observe'),
		}));
		const patient: Lesson = { ...realistic, solutions: waits, mistakes: [] };
		const problems = verifyLesson(patient, ids).filter(({ code }) => code !== 'deadHint');
		expect(problems.map(problemText)).toEqual([]);
	});
});
