// Transcripts of solved lessons: whoever receives one can have it done again, and a forged one is named.
import { describe, expect, test } from 'vitest';
import { openingOf, readActions, type Lesson } from '../../src/course';
import { createPlayground } from '../../src/playground';
import { readProofs, verifyProof, writeProofs, type Proof } from '../../src/ui/course/proofs';
import { encodeSitting } from '../../src/playground';
import { lesson, lessons } from './course';

/** The transcript of somebody who does what the solution says. */
function transcriptOf(done: Lesson, skip = -1): Proof {
	const playground = createPlayground({
		world: { timing: done.timing },
		opening: openingOf(done),
	});
	readActions(done.solutions[0]?.text ?? '').forEach(({ action }, index) => {
		if (index === skip) return;
		if (action.kind === 'run') playground.run(action.line);
		else if (action.kind === 'advance') playground.advance(action.duration);
		else playground.signInAs(action.as);
	});
	const answers = Object.fromEntries(done.predict.map(({ id, answer }) => [id, answer]));
	return { lesson: done.slug, answers, sitting: encodeSitting(playground.sitting) };
}

const turnItOn = lesson('turn-it-on');

describe('a transcript', () => {
	test.each(
		lessons.filter((_, index) => index % 5 === 0).map((each) => [each.slug, each] as const),
	)('of %s holds after it went through a file', (_, done) => {
		const [proof] = readProofs(writeProofs([transcriptOf(done)])) ?? [];
		expect(proof && verifyProof(proof, done)).toMatchObject({ kind: 'holds' });
	});

	test('with a step left out does not hold, and says which goal', () => {
		const verdict = verifyProof(transcriptOf(turnItOn, 0), turnItOn);
		expect(verdict).toMatchObject({ kind: 'notMet' });
		expect(verdict.kind === 'notMet' && verdict.expected).toContain('vm-new');
	});

	test('cannot bring a world of its own', () => {
		const { lesson: slug, answers, sitting } = transcriptOf(turnItOn);
		const forged = JSON.parse(sitting);
		forged.sitting.opening = [...forged.sitting.opening, ...forged.sitting.causes];
		forged.sitting.causes = [];
		forged.sitting.position = 0;
		const proof = { lesson: slug, answers, sitting: JSON.stringify(forged) };
		expect(verifyProof(proof, turnItOn)).toMatchObject({ kind: 'notMet' });
	});

	test('that is damaged is said to be so', () => {
		const proof = { ...transcriptOf(turnItOn), sitting: '{"keyless":1,"sitting":{}}' };
		expect(verifyProof(proof, turnItOn)).toMatchObject({ kind: 'unreadable' });
	});

	test.each([
		'',
		'{}',
		'{"format":"keyless-proof/1"}',
		'{"format":"keyless-proof/1","proofs":[1]}',
	])('is not read from %j', (text) => {
		expect(readProofs(text)).toBeUndefined();
	});
});
