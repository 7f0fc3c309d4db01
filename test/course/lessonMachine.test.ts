import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import {
	checkLesson,
	errorCodes,
	goneTooEarly,
	hintsFor,
	lessonMachine,
	openingOf,
	triesFor,
	type GoalContext,
} from '../../src/course';
import { createPlayground, type Playground } from '../../src/playground';
import { lesson } from './course';

const READ = 'keyless run --on vm-web --read-secret kv-shop/db-password';

/** A learner at a lesson: what they type reaches the playground, and what came of it reaches the machine. */
function learner(slug: string) {
	const it = lesson(slug);
	const playground: Playground = createPlayground({ opening: openingOf(it) });
	const context = (): GoalContext => ({
		start: playground.start,
		worlds: playground.transcript.slice(0, playground.position).map(({ world }) => world),
		answers: actor.getSnapshot().context.answers,
	});
	const actor = createActor(lessonMachine, {
		input: { progress: checkLesson(it, { start: playground.start, worlds: [], answers: {} }) },
	}).start();
	const progress = () => checkLesson(it, context());
	return {
		actor,
		playground,
		state: () => actor.getSnapshot().value,
		met: () =>
			progress()
				.filter(({ met }) => met)
				.map(({ id }) => id),
		hints: () => hintsFor(it, context(), triesFor(actor.getSnapshot().context)).map(({ id }) => id),
		gone: () => goneTooEarly(it, context()),
		type(line: string) {
			const { exchanges } = playground.run(line);
			actor.send({ type: 'acted', progress: progress(), errors: errorCodes(exchanges) });
		},
		undo() {
			playground.undo();
			actor.send({ type: 'moved', progress: progress() });
		},
		solve: () =>
			it.solutions[0]?.text.split('\n').filter((line) => /^(az|keyless)/.test(line)) ?? [],
	};
}

describe('a lesson being done', () => {
	test('is read, tried and solved; undo takes it back to trying', () => {
		const she = learner('read-a-secret-without-a-password');
		expect(she.state()).toBe('reading');
		const [first = '', ...rest] = she.solve();
		she.type(first);
		expect(she.state()).toBe('trying');
		for (const line of rest) she.type(line);
		expect(she.state()).toBe('solved');
		she.undo();
		expect(she.state()).toBe('trying');
		expect(she.met()).not.toContain('machine-gone');
	});

	test('hints come after trying, and fit what went wrong', () => {
		const she = learner('read-a-secret-without-a-password');
		expect(she.hints()).toEqual([]);
		she.type('az group list');
		expect(she.hints()).toEqual(['run-first']);
		she.type(READ);
		expect(she.met()).toContain('no-token');
		expect(she.hints()).toEqual(['turn-on']);
		she.type('az vm identity assign -g rg-shop -n vm-web');
		expect(she.hints()).toEqual(['ask-again']);
		she.type(READ);
		expect(she.hints()).toEqual([]);
		she.type(
			'az vm identity assign -g rg-shop -n vm-web --role "Key Vault Reader" --scope $(az keyvault show -n kv-shop --query id -o tsv)',
		);
		expect(she.hints()).toEqual(['metadata-only', 'grant']);
	});

	test('asking for help counts like a try', () => {
		const she = learner('read-a-secret-without-a-password');
		she.actor.send({ type: 'askedForHelp' });
		expect(she.hints()).toEqual(['run-first']);
	});

	test('an error’s own hint comes with the error', () => {
		const she = learner('share-one-identity');
		she.type('az identity create -g rg-shop -n id-photos');
		she.type(
			'az webapp identity assign -g rg-shop -n app-gallery --identities $(az identity show -g rg-shop -n id-photos --query id -o tsv)',
		);
		expect(she.hints()).not.toContain('name-the-identity');
		she.type('keyless run --on app-gallery --read-blob stshop/photos/cat.txt');
		expect(she.hints()).toContain('name-the-identity');
	});

	test('a bet that was passed over does not stand in the way of the next hint', () => {
		const she = learner('nobody-to-look-after-it');
		she.actor.send({ type: 'askedForHelp' });
		expect(she.hints()[0]).toBe('make-your-bet');
		she.type('az identity create -g rg-shop -n id-web');
		she.actor.send({ type: 'askedForHelp' });
		expect(she.hints()[0]).toBe('turn-on');
		expect(she.hints().at(-1)).toBe('make-your-bet');
	});

	test('what is deleted while it is still needed is named, until it is back', () => {
		const she = learner('read-a-secret-without-a-password');
		expect(she.gone()).toEqual([]);
		she.type('az vm delete -g rg-shop -n vm-web --yes');
		expect(she.gone()).toEqual(['vm-web']);
		she.undo();
		expect(she.gone()).toEqual([]);
	});

	test('of two things that go in the end either may go first', () => {
		const she = learner('share-one-identity');
		const lines = she.solve();
		for (const line of lines.filter((each) => !/delete|list/.test(each))) she.type(line);
		she.type('az functionapp delete -g rg-shop -n func-thumbs');
		expect(she.gone()).toEqual([]);
	});

	test('a bet is remembered; starting over forgets it', () => {
		const she = learner('share-one-identity');
		const { progress } = she.actor.getSnapshot().context;
		she.actor.send({
			type: 'answered',
			prediction: 'how-many-assignments',
			choice: 'two',
			progress,
		});
		expect(she.actor.getSnapshot().context.answers).toEqual({ 'how-many-assignments': 'two' });
		she.actor.send({ type: 'startedOver', progress });
		expect(she.actor.getSnapshot().context.answers).toEqual({});
		expect(she.state()).toBe('reading');
	});
});
