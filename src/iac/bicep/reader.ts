import { BicepFault } from './fault';
import type { Token } from './tokens';

/** Reads tokens one after another; throws a {@link BicepFault} at the first that is not as it must be. */
export class Reader {
	#next = 0;
	readonly #tokens: readonly Token[];
	readonly #end: Token;
	constructor(tokens: readonly Token[], end: number) {
		this.#tokens = tokens;
		this.#end = { kind: 'end', text: '', at: end, end };
	}
	get token(): Token {
		return this.#tokens[this.#next] ?? this.#end;
	}
	ahead(by: number): Token {
		return this.#tokens[this.#next + by] ?? this.#end;
	}
	take(): Token {
		const token = this.token;
		this.#next++;
		return token;
	}
	is(text: string): boolean {
		return this.token.kind === 'sign' && this.token.text === text;
	}
	isWord(text: string): boolean {
		return this.token.kind === 'name' && this.token.text === text;
	}
	accept(text: string): boolean {
		if (!this.is(text)) return false;
		this.#next++;
		return true;
	}
	expect(text: string): Token {
		if (!this.is(text))
			throw new BicepFault(
				this.token.at,
				'BCP018',
				`Expected the "${text}" character at this location.`,
			);
		return this.take();
	}
	word(text: string): void {
		if (!this.isWord(text))
			throw new BicepFault(
				this.token.at,
				'BCP012',
				`Expected the "${text}" keyword at this location.`,
			);
		this.take();
	}
	name(code: string, what: string): string {
		if (this.token.kind !== 'name')
			throw new BicepFault(this.token.at, code, `Expected a ${what} at this location.`);
		return this.take().text;
	}
	lines(): void {
		while (this.token.kind === 'line') this.#next++;
	}
	/** Whether, over line breaks, this sign comes next. Long choices are written over several lines. */
	continues(sign: string): boolean {
		let by = 0;
		while (this.ahead(by).kind === 'line') by++;
		const token = this.ahead(by);
		return token.kind === 'sign' && token.text === sign;
	}
	/** What stands between two parts of a list that ends with `close`. */
	separator(close: string): void {
		if (!this.accept(',') && !this.is(close)) {
			if (this.token.kind === 'end')
				throw new BicepFault(
					this.token.at,
					'BCP018',
					`Expected the "${close}" character at this location.`,
				);
			this.#newLine();
		}
		this.lines();
	}
	endOfLine(): void {
		if (this.token.kind !== 'end') this.#newLine();
		this.lines();
	}
	#newLine(): void {
		if (this.token.kind !== 'line')
			throw new BicepFault(
				this.token.at,
				'BCP019',
				'Expected a new line character at this location.',
			);
	}
	/** What was read since a place of the text. */
	since(from: number): readonly Token[] {
		return this.#tokens.slice(
			this.#tokens.findIndex(({ at }) => at >= from),
			this.#next,
		);
	}
	/**
	 * Goes on behind what could not be read from a place on: to the next statement, which begins a line that is not indented and where
	 * either all brackets are closed or a word stands that begins statements.
	 */
	skipTo(isStart: (word: string) => boolean, source: string, from: number): void {
		let depth = 0;
		const start = this.#tokens.findIndex(({ at }) => at >= from);
		let index = Math.max(start, 0);
		for (; index < this.#tokens.length; index++) {
			const token = this.#tokens[index] ?? this.#end;
			const begins = index > start && source.charAt(token.at - 1) === '\n';
			const isLater = index >= this.#next;
			if (begins && token.kind === 'name' && (isStart(token.text) || (isLater && depth <= 0)))
				break;
			if (begins && isLater && token.kind === 'sign' && token.text === '@') break;
			if (token.kind === 'sign' && '{[('.includes(token.text)) depth++;
			if (token.kind === 'sign' && '}])'.includes(token.text)) depth--;
		}
		this.#next = index;
	}
}
