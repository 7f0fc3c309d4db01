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
	endOfLine(): void {
		if (this.token.kind !== 'line' && this.token.kind !== 'end')
			throw new BicepFault(
				this.token.at,
				'BCP019',
				'Expected a new line character at this location.',
			);
		this.lines();
	}
}
