import { days, hours, minutes, TIMINGS, type World } from '../../azure';
import type { MenuItem } from '../menu/menus.svelte';
import type { Session } from '../session.svelte';
import { waitingIn } from '../views/waiting';
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

/** The ways to let time pass; with `showWaiting` also the way to all that the clock will bring. */
export function clockMenu(session: Session, showWaiting?: () => void): MenuItem[] {
	const text = words.clock;
	const spans = [
		[text.minute, minutes(1)],
		[text.tenMinutes, minutes(10)],
		[text.hour, hours(1)],
		[text.day, days(1)],
		[text.month, days(30)],
	] as const;
	const [next] = waitingIn(session.world);
	return [
		...spans.map(([label, span]) => ({ label, perform: () => session.advance(span) })),
		next
			? {
					label: text.next(next.label),
					note: text.in(text.duration(next.at - session.world.now)),
					begins: true,
					perform: () => session.advance(next.at - session.world.now),
				}
			: { label: text.nothingNext, begins: true, disabled: true, perform: () => undefined },
		...(next && showWaiting ? [{ label: text.all, perform: showWaiting }] : []),
		...TIMINGS.map((timing, index) => ({
			label: words.timing[timing],
			checked: session.world.timing === timing,
			begins: index === 0,
			perform: () => session.setTiming(timing),
		})),
	];
}
