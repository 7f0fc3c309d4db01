/** What the guide can answer: one of the two kinds of managed identity, or trust in a token from elsewhere. */
export const VERDICTS = ['federated', 'user', 'system'] as const;
/** One of {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

/** An answer to one of the guide's questions, and what it speaks for. */
export interface GuideChoice {
	/** Unique in its question. */
	readonly id: string;
	readonly text: string;
	readonly for: Verdict;
	/** Rows of the coverage table: the reasons of the articles. Lessons that cover them are the cases. */
	readonly covers: readonly string[];
	/** Why it speaks for that. */
	readonly because: string;
	/** What goes wrong with another choice. */
	readonly breaks: string;
	/** What to do about it where another answer weighed more. */
	readonly overruled: string;
	/** The row of the comparison that shows it. */
	readonly row?: string;
}

/** One of the guide's questions. */
export interface GuideQuestion {
	readonly id: string;
	readonly question: string;
	readonly choices: readonly GuideChoice[];
}

/** The decision guide: its questions, and what is said of each verdict. */
export interface Guide {
	readonly verdicts: Readonly<Record<Verdict, { readonly title: string; readonly text: string }>>;
	readonly questions: readonly GuideQuestion[];
}

/** What came of the answers. */
export interface Decision {
	readonly verdict: Verdict;
	/** The answers that speak for it, in the order of the questions. */
	readonly reasons: readonly GuideChoice[];
	/** The answers that spoke for something else. */
	readonly overruled: readonly GuideChoice[];
}

/**
 * Decides (pure). `answers` holds the id of the choice for each question by its id. Where code runs outside of Azure no managed
 * identity can be attached, so `federated` outweighs all. What asks for a user-assigned identity cannot be had with the
 * other kind, while what asks for a system-assigned one is a convenience, so `user` outweighs `system`. `undefined` until
 * every question is answered, unless the code runs outside of Azure.
 */
export function decide(
	guide: Guide,
	answers: Readonly<Record<string, string>>,
): Decision | undefined {
	const chosen = guide.questions.flatMap(
		({ id, choices }) => choices.find((choice) => choice.id === answers[id]) ?? [],
	);
	const verdict = VERDICTS.find((each) => chosen.some((choice) => choice.for === each));
	if (verdict === undefined) return undefined;
	if (verdict !== 'federated' && chosen.length < guide.questions.length) return undefined;
	return {
		verdict,
		reasons: chosen.filter((choice) => choice.for === verdict),
		overruled:
			verdict === 'federated'
				? chosen.filter((choice) => choice.for === 'user')
				: chosen.filter((choice) => choice.for !== verdict),
	};
}
