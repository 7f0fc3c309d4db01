import type { Picture } from '../canvas/picture';

/** What the code pane shows. All but the last are written from the world; the last is the reader's own. */
export const CODE_TABS = ['arm', 'bicep', 'terraform', 'az', 'requests', 'deploy'] as const;
/** One of {@link CODE_TABS}. */
export type CodeTab = (typeof CODE_TABS)[number];

/** Whether code stands beside the picture, and which. The pane itself is fetched when it is first opened. */
export class CodeChoice {
	open: boolean = $state(false);
	/** Set when the pane was just asked for: whether its tab may have the focus by now. */
	mayFocus: (() => boolean) | undefined = $state.raw();
	tab: CodeTab = $state('arm');
	/** Id of the group or resource that is written; absent: everything. */
	scope: string | undefined = $state();
	/** What a deployment would make of the picture, drawn into it; absent while nobody asked. */
	foretell: ((picture: Picture) => Picture) | undefined = $state.raw();
}
