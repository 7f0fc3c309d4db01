/**
 * A lesson's text as a small tree, made at build time. There is no HTML in it, so that nothing needs to be trusted:
 * whoever shows it makes the elements.
 */
export type Inline =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'code'; readonly text: string }
	| { readonly kind: 'strong'; readonly children: readonly Inline[] }
	| { readonly kind: 'emphasis'; readonly children: readonly Inline[] }
	| { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
	/** A word that the glossary explains, by the term's id. */
	| { readonly kind: 'term'; readonly term: string; readonly children: readonly Inline[] };

/** A part of a lesson's text that stands on lines of its own. */
export type Block =
	| { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
	| { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
	| {
			readonly kind: 'list';
			readonly ordered: boolean;
			readonly items: readonly (readonly Block[])[];
	  }
	| { readonly kind: 'quote'; readonly children: readonly Block[] }
	| {
			readonly kind: 'table';
			readonly head: readonly (readonly Inline[])[];
			readonly rows: readonly (readonly (readonly Inline[])[])[];
	  }
	/** Lines that can be run with a click. */
	| { readonly kind: 'command'; readonly lines: string }
	/** Text to look at: an answer, a piece of a program. */
	| { readonly kind: 'code'; readonly language: string; readonly text: string }
	/** A small live picture: `start` builds its world, unseen; `steps` are shown and run with a click. */
	| { readonly kind: 'canvas'; readonly start: string; readonly steps: string }
	/** The place of a {@link Prediction}. */
	| { readonly kind: 'predict'; readonly prediction: string }
	/** For whoever presents the lesson, about what comes next; nobody else sees it. `time`: how long it takes, as `90s`. */
	| { readonly kind: 'notes'; readonly text: string; readonly time: string };
