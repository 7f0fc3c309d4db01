/** A GUID as the screen shows it: `8c0e…41d7`. The whole one is one click away. */
export const shortGuid = (guid: string): string =>
	/^[0-9a-f-]{36}$/i.test(guid) ? `${guid.slice(0, 4)}…${guid.slice(-4)}` : guid;

/** A location as people write it. */
export const regionName = (
	names: Readonly<Record<string, string>>,
	location: string | undefined,
): string =>
	location === undefined ? '' : (names[location.toLowerCase().replaceAll(' ', '')] ?? location);
