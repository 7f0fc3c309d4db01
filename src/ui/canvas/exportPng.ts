/** Most pixels along a side of an exported PNG: larger ones are refused by some browsers. */
const MOST_PIXELS = 8192;

/**
 * Turns an SVG picture into a PNG, by the browser. `scale` is pixels per CSS pixel. Rejects when the browser cannot draw it.
 */
export async function exportPng(svg: string, scale = 2): Promise<Blob> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
	await image.decode();
	const fits = Math.min(scale, MOST_PIXELS / Math.max(1, image.naturalWidth, image.naturalHeight));
	const canvas = document.createElement('canvas');
	canvas.width = Math.round(image.naturalWidth * fits);
	canvas.height = Math.round(image.naturalHeight * fits);
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((resolve, reject) =>
		canvas.toBlob(
			(blob) => (blob ? resolve(blob) : reject(new Error('No PNG came.'))),
			'image/png',
		),
	);
}
