import * as v from 'valibot';
import { programs } from '../azure';

const clientId = v.exactOptional(v.string());
const container = v.string();
const blobEndpoint = v.pipe(v.string(), v.url());

/** A program as saved text may hold it. */
export const programSchema: v.GenericSchema<unknown, programs.Program> = v.variant('kind', [
	v.object({
		kind: v.literal('readSecret'),
		vaultUri: v.pipe(v.string(), v.url()),
		secretName: v.string(),
		clientId,
	}),
	v.object({
		kind: v.literal('readBlob'),
		blobEndpoint,
		container,
		blob: v.string(),
		clientId,
	}),
	v.object({ kind: v.literal('listBlobs'), blobEndpoint, container, clientId }),
	v.object({
		kind: v.picklist(programs.PLANE_PROGRAM_KINDS),
		endpoint: v.pipe(v.string(), v.url()),
		name: v.string(),
		text: v.exactOptional(v.string()),
		clientId,
	}),
]);
