import type { HttpRequest } from '../azure';
import { quote } from './quote';

/** A token is a secret and long: the line shows where it goes. */
const shown = (name: string, value: string): string =>
	name.toLowerCase() === 'authorization' ? 'Bearer $TOKEN' : value;

/** The `curl` line that sends a request from the machine that it comes from. */
export function curl({ method, url, headers, body }: HttpRequest): string {
	const words = ['curl'];
	if (method.toUpperCase() !== 'GET') words.push('-X', method.toUpperCase());
	words.push(quote(url));
	for (const [name, value] of Object.entries(headers)) {
		const text = `${name}: ${shown(name, value)}`;
		words.push('-H', text.includes('$TOKEN') ? `"${text}"` : quote(text));
	}
	if (body !== undefined) words.push('-d', quote(body));
	return words.join(' ');
}
