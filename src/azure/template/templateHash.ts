import { hashHex } from '../ids';
import type { JsonObject } from '../json';

/** A number that tells one template from another. Azure's own differs: how it is made is not known. */
export const templateHash = (template: JsonObject): string =>
	BigInt(`0x${hashHex(JSON.stringify(template)).slice(0, 15)}`).toString();
