/** What a widget can show. */
export const WIDGET_VIEWS = ['canvas', 'lesson', 'terminal', 'side-by-side', 'picture'] as const;
/** One of {@link WIDGET_VIEWS}. */
export type WidgetView = (typeof WIDGET_VIEWS)[number];
/** The colours that a widget can be asked to have. */
export const WIDGET_THEMES = ['light', 'dark', 'auto'] as const;
/** One of {@link WIDGET_THEMES}. */
export type WidgetTheme = (typeof WIDGET_THEMES)[number];

/** What the address of a widget asks for. */
export interface WidgetParams {
	readonly lesson: string | undefined;
	readonly example: string | undefined;
	/** How many commands of the lesson's solution were run before one comes. */
	readonly step: number;
	readonly view: WidgetView;
	readonly theme: WidgetTheme;
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,99}$/;
const MOST_STEPS = 200;

/** Reads the query of a widget's address (pure). What is unknown or wrong is as if it were not there. */
export function readParams(search: string): WidgetParams {
	const params = new URLSearchParams(search);
	const slug = (name: string): string | undefined => {
		const value = params.get(name) ?? '';
		return SLUG.test(value) ? value : undefined;
	};
	const lesson = slug('lesson');
	const step = /^\d{1,3}$/.test(params.get('step') ?? '') ? Number(params.get('step')) : 0;
	return {
		lesson,
		example: slug('example'),
		step: Math.min(step, MOST_STEPS),
		view:
			WIDGET_VIEWS.find((view) => view === params.get('view')) ??
			(lesson === undefined ? 'canvas' : 'lesson'),
		theme: WIDGET_THEMES.find((theme) => theme === params.get('theme')) ?? 'auto',
	};
}
