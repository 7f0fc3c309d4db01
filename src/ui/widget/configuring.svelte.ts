import type { Sitting } from '../../playground';
import { EXAMPLES } from '../examples/catalog';
import { SHARE_HASH } from '../share/linkIn';
import { followLink } from '../share/links';
import { words } from '../words';
import { chapters } from '../words/chapters';
import type { Language } from '../words/language';
import type { WidgetTheme, WidgetView } from './params';
import type { EmbedChoice } from './snippets';

/** What a widget can show: a lesson, an example, or what somebody made and shared. */
export const SOURCES = ['lesson', 'example', 'world'] as const;
/** One of {@link SOURCES}. */
export type Source = (typeof SOURCES)[number];
/** When a widget is loaded. */
export const LOADINGS = ['lazy', 'eager', 'click'] as const;

/** What is known when the page is opened. */
export interface Given {
	readonly lesson: string | undefined;
	readonly example: string | undefined;
	/** What this page speaks, and the widget too where nobody chooses otherwise. */
	readonly lang: Language;
	/** The text of a link with which the page was opened. */
	readonly link: string | undefined;
	/** It was opened with a link that cannot be read. */
	readonly fault: boolean;
}

/** What somebody shared by a link. */
interface Shared {
	readonly link: string;
	readonly title: string;
	readonly sitting: Sitting;
}

const isExample = (slug: string): slug is keyof typeof words.gallery => slug in words.gallery;

function sourceOf({ link, fault, example }: Given): Source {
	if (link !== undefined || fault) return 'world';
	return example === undefined ? 'lesson' : 'example';
}

/** A widget that is being put together. */
export class Configuring {
	source: Source = $state('lesson');
	/** Slug of the lesson. */
	lesson: string = $state('');
	/** Slug of the example. */
	example: string = $state('');
	/** The link that was pasted. */
	pasted: string = $state('');
	/** What {@link pasted} leads to, once that is read. */
	own: Shared | undefined = $state.raw();
	/** {@link pasted} leads to nothing. */
	wrong: boolean = $state(false);
	title: string = $state('');
	step: number = $state(0);
	/** Empty: what suits the source. */
	view: WidgetView | '' = $state('');
	theme: WidgetTheme = $state('auto');
	lang: Language = $state('en');
	loading: (typeof LOADINGS)[number] = $state('lazy');
	/** In CSS pixels; unless the widget is {@link auto}, as high as what it shows. */
	height: number = $state(480);
	auto: boolean = $state(false);

	constructor(given: Given) {
		this.source = sourceOf(given);
		this.lesson = given.lesson ?? chapters[0]?.lessons[0]?.slug ?? '';
		this.example = given.example ?? EXAMPLES[0] ?? '';
		this.pasted = given.link === undefined ? '' : SHARE_HASH + given.link;
		this.wrong = given.fault;
		this.lang = given.lang;
	}

	/** What it is called where nobody says otherwise. */
	readonly named: string = $derived.by(() => {
		if (this.source === 'lesson')
			return (
				chapters.flatMap(({ lessons }) => lessons).find(({ slug }) => slug === this.lesson)
					?.title ?? this.lesson
			);
		if (this.source === 'example' && isExample(this.example))
			return words.gallery[this.example].title;
		return this.own?.title ?? words.product;
	});

	/** All that was chosen, each within what is allowed. */
	readonly choice: EmbedChoice = $derived.by(() => ({
		lesson: this.source === 'lesson' ? this.lesson : undefined,
		example: this.source === 'example' ? this.example : undefined,
		world: this.source === 'world' ? this.own?.link : undefined,
		title: this.title.trim() || this.named,
		step: Number.isInteger(this.step) && this.step > 0 ? Math.min(this.step, 200) : 0,
		view: this.view || (this.source === 'lesson' ? 'lesson' : 'canvas'),
		theme: this.theme,
		lang: this.lang,
		loading: this.loading,
		height: this.auto ? 'auto' : Math.min(Math.max(this.height || 480, 200), 2000),
	}));

	/** Whether there is something to show. */
	readonly ready: boolean = $derived.by(() => this.source !== 'world' || this.own !== undefined);

	/** Reads the link that was pasted. */
	async take(pasted: string): Promise<void> {
		this.own = undefined;
		if (pasted.trim() === '') return;
		this.wrong = false;
		const at = pasted.indexOf(SHARE_HASH);
		const link = (at < 0 ? pasted : pasted.slice(at + SHARE_HASH.length)).trim();
		const opened = await followLink(link);
		// Another one was pasted meanwhile.
		if (this.pasted !== pasted) return;
		if ('fault' in opened) {
			this.wrong = true;
			return;
		}
		this.own = { link, title: opened.title, sitting: opened.sitting };
		// What a lesson is needed for lies in the lesson.
		if (opened.lesson) this.lesson = opened.lesson.slug;
	}
}
