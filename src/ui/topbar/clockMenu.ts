import { days, hours, minutes, nextTimer, TIMINGS, type World } from '../../azure';
import type { MenuItem } from '../menu/menus.svelte';
import type { Session } from '../session.svelte';
import { thingOf } from '../views/things';
import { words } from '../words';

const DAY = days(1);

/** Day and time since this world began: days count from 1, the time is that of the world's clock. */
export function clockText(start: World, now: number): string {
	const midnight = start.now - (start.now % DAY);
	const day = Math.floor((now - midnight) / DAY) + 1;
	return words.topbar.day(day, timeText(now));
}

/** `09:14`. */
export const timeText = (moment: number): string => new Date(moment).toISOString().slice(11, 16);

/** What the next timer is about, and when it fires. */
function nextEvent(world: World): { readonly label: string; readonly at: number } | undefined {
	const timer = nextTimer(world);
	if (!timer) return undefined;
	const { kind, key } = timer.record;
	// A credential's key begins with its principal's; a token's names no thing.
	const name = thingOf(world, key.startsWith('/') ? key : key.split('/')[0])?.name;
	const what = words.timers[kind] ?? kind;
	const label = name !== undefined && kind !== 'roleAssignment' ? `${what}: ${name}` : what;
	return { label: words.clock.next(label), at: timer.at };
}

/** The ways to let time pass. */
export function clockMenu(session: Session): MenuItem[] {
	const text = words.clock;
	const spans = [
		[text.minute, minutes(1)],
		[text.tenMinutes, minutes(10)],
		[text.hour, hours(1)],
		[text.day, days(1)],
		[text.month, days(30)],
	] as const;
	const next = nextEvent(session.world);
	return [
		...spans.map(([label, span]) => ({ label, perform: () => session.advance(span) })),
		next
			? {
					label: next.label,
					note: text.in(text.duration(next.at - session.world.now)),
					begins: true,
					perform: () => session.advance(next.at - session.world.now),
				}
			: { label: text.nothingNext, begins: true, disabled: true, perform: () => undefined },
		...TIMINGS.map((timing, index) => ({
			label: words.timing[timing],
			checked: session.world.timing === timing,
			begins: index === 0,
			perform: () => session.setTiming(timing),
		})),
	];
}
