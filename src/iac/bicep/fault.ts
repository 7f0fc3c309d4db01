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

/** Ends the reading of a part of a file from deep inside; it never leaves `readBicep`. */
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

/** Does a part of the work; where it is faulty, the fault is noted and `instead` stands in for what it would have made. */
export function attempt<T>(faults: BicepFault[], instead: T, work: () => T): T {
	try {
		return work();
	} catch (thrown) {
		if (!(thrown instanceof BicepFault)) throw thrown;
		faults.push(thrown);
		return instead;
	}
}

/** A diagnostic as `bicep build` prints it. */
export const printDiagnostic = ({ path, line, column, code, message }: BicepDiagnostic): string =>
	`${path}(${line},${column}) : Error ${code}: ${message}`;

/** The faults of a file with their places, in the order of the text, each told once; those that only follow are left out. */
export function diagnosticsOf(
	path: string,
	source: string,
	faults: readonly BicepFault[],
): BicepDiagnostic[] {
	const own = faults.filter(({ code }) => code !== '');
	const told = new Map(own.map((fault) => [`${fault.at} ${fault.code} ${fault.message}`, fault]));
	return [...told.values()]
		.sort((a, b) => a.at - b.at)
		.map(({ at, code, message }) => {
			const before = source.slice(0, at);
			const line = before.split('\n').length;
			return { path, line, column: at - before.lastIndexOf('\n'), code, message };
		});
}
