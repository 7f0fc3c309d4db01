/**
 * A function that works a thing out once for each key and then remembers it; when it knows `limit` answers it forgets them
 * all and begins anew. The answer must depend on nothing but the key. {@link derived} is the same for records of worlds.
 */
export function remembered<K, T>(work: (key: K) => T, limit = 5000): (key: K) => T {
	const known = new Map<K, T>();
	return (key) => {
		const found = known.get(key);
		if (found !== undefined || known.has(key)) return found as T;
		const worked = work(key);
		if (known.size >= limit) known.clear();
		known.set(key, worked);
		return worked;
	};
}
