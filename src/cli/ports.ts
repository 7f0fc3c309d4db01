import type { JsonObject, World } from '../azure';

/** A program of another language as an ARM template, or what its reader says is wrong. */
export type Built =
	| { readonly ok: true; readonly template: JsonObject }
	| { readonly ok: false; readonly message: string };

/** What other rooms lend to this one. Without it the commands that need it say so. */
export interface Ports {
	/** Reads a Bicep program; `files` are the texts that it may name, by path. */
	readonly readBicep: (files: Readonly<Record<string, string>>, path: string) => Built;
	/** What lies in a scope, as an ARM template. */
	readonly exportArm: (world: World, scope: string) => JsonObject;
}
