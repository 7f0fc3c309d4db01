/** The edge of a seal: twelve scallops between two radii around (0, 0). */
export function scallops(outer: number, inner: number, count = 12): string {
	const at = (angle: number, radius: number): string =>
		`${(Math.cos(angle) * radius).toFixed(2)} ${(Math.sin(angle) * radius).toFixed(2)}`;
	const turn = (2 * Math.PI) / count;
	const arcs = Array.from({ length: count }, (_, index) => {
		const start = index * turn;
		return `Q${at(start + turn / 2, outer * 2 - inner)} ${at(start + turn, inner)}`;
	});
	return `M${at(0, inner)}${arcs.join('')}Z`;
}
