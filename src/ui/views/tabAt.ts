/**
 * The index of the tab to which a key leads from another one of `length`; `undefined` where the key leads to none.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function tabAt(key: string, from: number, length: number): number | undefined {
	const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: length - 1 }[key];
	return to === undefined ? undefined : (to + length) % length;
}
