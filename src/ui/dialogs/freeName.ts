/** The first of some usual names that is not taken, or the first one with a number. */
export function freeName(usual: readonly string[], taken: readonly string[]): string {
	const lower = new Set(taken.map((name) => name.toLowerCase()));
	const isFree = (name: string) => !lower.has(name.toLowerCase());
	const free = usual.find(isFree);
	if (free !== undefined) return free;
	for (let number = 2; ; number++) {
		// `cat.png` becomes `cat-2.png`.
		const name = (usual[0] ?? '').replace(/(\.\w+)?$/, `-${number}$1`);
		if (isFree(name)) return name;
	}
}
