import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import {
	checkLesson,
	errorCodes,
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
		she.type('az webapp identity assign -g rg-shop -n app-gallery --identities id-photos');
		expect(she.hints()).not.toContain('name-the-identity');
		she.type('keyless run --on app-gallery --read-blob stshop/photos/cat.txt');
		expect(she.hints()).toContain('name-the-identity');
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
