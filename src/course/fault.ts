/** What is wrong in a file of the course, and where. */
export interface Fault {
	/** Path below the lessons' folder. */
	readonly file: string;
	/** From 1. */
	readonly line: number;
	readonly message: string;
}

/** `03-user-assigned/01-share/lesson.md:12: …` */
export const faultText = ({ file, line, message }: Fault): string => `${file}:${line}: ${message}`;

/** Collects the faults of one file. */
export interface Faults {
	readonly found: Fault[];
	add(line: number, message: string): void;
}

/** Starts collecting for a file. */
export function faultsOf(file: string): Faults {
	const found: Fault[] = [];
	return { found, add: (line, message) => void found.push({ file, line, message }) };
}
