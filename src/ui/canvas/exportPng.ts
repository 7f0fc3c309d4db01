import { FACES } from '../styles/faces';

/** Most pixels along a side of an exported PNG: larger ones are refused by some browsers. */
const MOST_PIXELS = 8192;

const asDataUrl = (blob: Blob): Promise<string> =>
	new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(new Error('The type could not be read.'));
		reader.readAsDataURL(blob);
	});

/** An SVG with the page's type in it: an image is drawn alone, and sees no fonts of the page. */
async function withType(svg: string): Promise<string> {
	const needed = FACES.filter(([family]) => svg.includes(`'${family}'`));
	try {
		const faces = await Promise.all(
			needed.map(async ([family, weight, file]) => {
				const data = await asDataUrl(await (await fetch(file)).blob());
				return `@font-face{font-family:'${family}';font-weight:${weight};src:url(${data}) format('woff2')}`;
			}),
		);
		return svg.replace('>', `><style>${faces.join('')}</style>`);
	} catch {
		// Without the network, and nothing kept: it is drawn in what the system has, as the page then is too.
		return svg;
	}
}

/**
 * Turns an SVG picture into a PNG, by the browser. `scale` is pixels per CSS pixel. Rejects when the browser cannot draw it.
 */
export async function exportPng(svg: string, scale = 2): Promise<Blob> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await withType(svg))}`;
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
