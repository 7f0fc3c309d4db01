import { isObject, type Json, type JsonObject } from '../azure';
import { fail, type Failure } from './command';

/** What a machine runs unless a line says otherwise. It is not sent, so that a click and a line send the same. */
const USUAL = 'Ubuntu2204';

/** What the short names of images stand for. @see https://learn.microsoft.com/azure/virtual-machines/linux/cli-ps-findimage */
const IMAGES: Readonly<Record<string, JsonObject>> = {
	[USUAL]: {
		publisher: 'Canonical',
		offer: '0001-com-ubuntu-server-jammy',
		sku: '22_04-lts-gen2',
		version: 'latest',
	},
	Ubuntu2404: {
		publisher: 'Canonical',
		offer: 'ubuntu-24_04-lts',
		sku: 'server',
		version: 'latest',
	},
	Debian11: {
		publisher: 'Debian',
		offer: 'debian-11',
		sku: '11-backports-gen2',
		version: 'latest',
	},
	Win2022Datacenter: {
		publisher: 'MicrosoftWindowsServer',
		offer: 'WindowsServer',
		sku: '2022-datacenter-g2',
		version: 'latest',
	},
};

/** The short names of images. */
export const imageWords: readonly string[] = Object.keys(IMAGES);

/** The image that a line names: an alias, `publisher:offer:sku:version`, or the id of one's own. */
export function readImage(
	image: string,
): { readonly ok: true; readonly reference: JsonObject | undefined } | Failure {
	if (image.toLowerCase() === USUAL.toLowerCase()) return { ok: true, reference: undefined };
	if (image.startsWith('/')) return { ok: true, reference: { id: image } };
	const [publisher, offer, sku, version] = image.split(':');
	if (publisher && offer && sku && version)
		return { ok: true, reference: { publisher, offer, sku, version } };
	const known = Object.entries(IMAGES).find(
		([alias]) => alias.toLowerCase() === image.toLowerCase(),
	);
	const aliases = imageWords.join("', '");
	return known
		? { ok: true, reference: known[1] }
		: fail(
				`Invalid image "${image}". Use a valid image URN, custom image name, custom image id, VHD blob URI, or pick an image from ['${aliases}'].`,
			);
}

/** How a line names an image. */
export function imageWord(reference: Json | undefined): string {
	if (!isObject(reference)) return USUAL;
	if (typeof reference.id === 'string') return reference.id;
	const { publisher, offer, sku, version } = reference;
	const alias = Object.entries(IMAGES).find(
		([, known]) => known.offer === offer && known.sku === sku,
	);
	return alias?.[0] ?? [publisher, offer, sku, version].join(':');
}
