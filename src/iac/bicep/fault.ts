/** Something in a Bicep file that cannot be read, as Bicep's own compiler says it. */
export interface BicepDiagnostic {
	readonly path: string;
	/** Lines and columns count from 1. */
	readonly line: number;
	readonly column: number;
	/** `BCP018`; `KEYLESS` for what Bicep knows and this reader does not. */
	readonly code: string;
	readonly message: string;
}

/** Ends the reading of a file from deep inside; it never leaves `readBicep`. */
export class BicepFault extends Error {
	readonly at: number;
	readonly code: string;
	constructor(at: number, code: string, message: string) {
		super(message);
		this.at = at;
		this.code = code;
	}
}

/** Bicep knows it, this reader does not. */
export const unsupported = (at: number, what: string): BicepFault =>
	new BicepFault(at, 'KEYLESS', `${what} not supported here.`);

/** A diagnostic as `bicep build` prints it. */
export const printDiagnostic = ({ path, line, column, code, message }: BicepDiagnostic): string =>
	`${path}(${line},${column}) : Error ${code}: ${message}`;
