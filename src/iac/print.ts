/** A program as text, with where each resource of the world stands in it. */
export interface Exported {
	/** Texts of the files by path; the main one first. */
	readonly files: Readonly<Record<string, string>>;
	/** For each resource id, in lower case, the lines that make it. Lines count from 1; `to` is the last one. */
	readonly lines: Readonly<Record<string, readonly LineRange[]>>;
	/** Values of what the program asks for and never says: secrets. */
	readonly secrets: Readonly<Record<string, string>>;
	/** What the program cannot say. */
	readonly leftOut: readonly string[];
}

/** Some lines of a file. */
export interface LineRange {
	readonly path: string;
	readonly from: number;
	readonly to: number;
}

/** Writes lines and remembers which of them belong to what. */
export class Lines {
	readonly written: string[] = [];
	readonly #path: string;
	readonly #ranges: Map<string, LineRange[]>;
	constructor(path: string, ranges: Map<string, LineRange[]>) {
		this.#path = path;
		this.#ranges = ranges;
	}
	add(...lines: readonly string[]): this {
		for (const line of lines) this.written.push(line);
		return this;
	}
	/** Says that the lines since `from` (a former length of `written`) make a resource. */
	mark(key: string, from: number): void {
		const range = { path: this.#path, from: from + 1, to: this.written.length };
		const known = this.#ranges.get(key);
		if (known) known.push(range);
		else this.#ranges.set(key, [range]);
	}
	text(): string {
		return `${this.written.join('\n')}\n`;
	}
}
