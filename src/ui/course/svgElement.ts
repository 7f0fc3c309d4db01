const PARTS = /<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/gi;
const ATTRIBUTES = /([\w:-]+)="([^"]*)"/g;

const plain = (text: string): string =>
	text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

/**
 * Makes elements of an SVG text that we wrote ourselves, one by one: the page's policy lets nobody turn text into markup. Ids
 * get `prefix`, so that several pictures can stand in one page; a `style` is left out, the page's own colours hold.
 */
export function svgElement(text: string, prefix: string): SVGSVGElement {
	const space = 'http://www.w3.org/2000/svg';
	const root = document.createElementNS(space, 'svg');
	let current: Element = root;
	let skipping = false;
	for (const [, end, name = '', attributes = '', closed, words] of text.matchAll(PARTS)) {
		if (name === 'style') skipping = end === '';
		else if (skipping) continue;
		else if (words !== undefined) current.append(plain(words));
		else if (end === '/') current = current.parentElement ?? root;
		else {
			const element = name === 'svg' ? root : document.createElementNS(space, name);
			for (const [, key = '', value = ''] of attributes.matchAll(ATTRIBUTES)) {
				if (key === 'xmlns') continue;
				element.setAttribute(key, plain(value).replaceAll('keyless-', `${prefix}-`));
			}
			if (element !== root) current.append(element);
			if (closed !== '/') current = element;
		}
	}
	return root;
}
