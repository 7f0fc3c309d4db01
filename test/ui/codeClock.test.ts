// Time in learner's code: nobody waits for it, and Azure's clock goes along.
import { beforeEach, describe, expect, it } from 'vitest';
import { createClock, MOST_WAIT, type Clock } from '../../src/ui/code/sandbox/clock';

const works: (() => void)[] = [];
let patience: number[] = [];
let told: string[] = [];
let settled = true;
let clock: Clock;
/** Lets everything happen that can. */
function settle(most = 1000): void {
	for (let steps = 0; steps < most; steps++) works.shift()?.();
}
beforeEach(() => {
	works.length = 0;
	patience = [];
	told = [];
	settled = true;
	clock = createClock(1000, {
		soon: (work, needed) => {
			patience.push(needed);
			works.push(work);
		},
		tooLong: () => void told.push('too long'),
		idle: () => {
			told.push('idle');
			return settled;
		},
	});
});
const say = (text: string) => () => void told.push(`${text} at ${clock.now() - 1000}`);

describe('timers', () => {
	it('fire in the order of their moments, at those moments', () => {
		clock.setTimeout(say('late'), 600_000);
		clock.setTimeout(say('soon'), 10);
		clock.setTimeout(say('as soon'), 10);
		settle();
		expect(told).toEqual(['soon at 10', 'as soon at 10', 'late at 600000', 'idle']);
		expect(clock.takeWaited()).toBe(600_000);
		expect(clock.takeWaited()).toBe(0);
	});
	it('that were cleared do not fire', () => {
		clock.clear(clock.setTimeout(say('never'), 5));
		settle();
		expect(told).toEqual(['idle']);
	});
	it('repeat until they are cleared', () => {
		let times = 0;
		const id = clock.setInterval(() => {
			say('tick')();
			if (++times === 3) clock.clear(id);
		}, 100);
		settle();
		expect(told).toEqual(['tick at 100', 'tick at 200', 'tick at 300', 'idle']);
	});
	it('get what they were given', () => {
		clock.setTimeout((a, b) => void told.push(`${a} ${b}`), 1, 'one', 'two');
		settle();
		expect(told).toEqual(['one two', 'idle']);
	});
});

it('no time passes while something is under way', () => {
	const release = clock.hold();
	clock.setTimeout(say('limit'), 50);
	settle();
	expect(told).toEqual([]);
	release();
	release();
	settle();
	expect(told).toEqual(['limit at 50', 'idle']);
});

it('a program does not wait for a timer that keeps it not alive, but that fires while it lives', () => {
	const id = clock.setTimeout(say('limit'), 1000);
	clock.unref(id);
	settled = false;
	settle();
	expect(told.filter((each) => each !== 'idle')).toEqual(['limit at 1000']);
	told = [];
	settled = true;
	clock.unref(clock.setTimeout(say('never'), 1000));
	settle();
	expect(told).toEqual(['idle']);
	expect(clock.takeWaited()).toBe(1000);
});

it('more than a day is too long, and nothing fires any more', () => {
	clock.setInterval(say('tick'), MOST_WAIT / 2);
	settle();
	expect(told).toEqual([`tick at ${MOST_WAIT / 2}`, `tick at ${MOST_WAIT}`, 'too long']);
});

it('is more patient before it jumps to what a package waits for than to what the program waits for', () => {
	settled = false;
	clock.setTimeout(say('mine'), 500);
	settle();
	expect(Math.max(...patience)).toBe(1);
	clock.unref(clock.setTimeout(say('limit'), 500));
	settle();
	expect(Math.max(...patience)).toBe(2);
	patience = [];
	clock.setTimeout(say('at once'), 0);
	settle();
	expect(Math.min(...patience)).toBe(0);
	expect(told.filter((each) => each !== 'idle')).toEqual([
		'mine at 500',
		'limit at 1000',
		'at once at 1001',
	]);
});

it('a program that is at its end is told so at once, whatever packages still wait for', () => {
	clock.unref(clock.setTimeout(say('never'), 1000));
	patience = [];
	clock.rest();
	works.pop()?.();
	expect([told, patience]).toEqual([['idle'], [0]]);
	settle();
	expect(told).toEqual(['idle']);
});
