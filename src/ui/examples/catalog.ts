import { words } from '../words';

const modules = import.meta.glob<string>('./*.azcli', { query: '?raw', import: 'default' });

/** The slugs of the examples, in the order of the gallery. */
export const EXAMPLES = Object.keys(words.gallery) as (keyof typeof words.gallery)[];
/** One of {@link EXAMPLES}. */
export type ExampleSlug = (typeof EXAMPLES)[number];

/** Whether there is an example of this name. */
export const isExample = (slug: string): slug is ExampleSlug => slug in words.gallery;

/** The lines that build an example. Throws when there is no such file: slugs are written by us. */
export async function loadExample(slug: ExampleSlug): Promise<string> {
	const load = modules[`./${slug}.azcli`];
	if (!load) throw new Error(`There is no example '${slug}'.`);
	return load();
}
