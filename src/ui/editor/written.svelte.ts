import type { World } from '../../azure';
import type { Exported } from '../../iac';
import type { Session } from '../session.svelte';
import { changedBlocks } from './blocks';
import { exportedAs, type WrittenTab } from './exported';
import type { NamedStep } from './requestsText';

const NOTHING: Exported = { files: {}, lines: {}, secrets: {}, leftOut: [] };
const idle: (work: () => void) => number =
	globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 40));
const cancel: (handle: number) => void = globalThis.cancelIdleCallback ?? clearTimeout;

/** The world as code, written anew when nothing else is to be done: what is being clicked or typed never waits for it. */
export class WrittenCode {
	readonly #session: Session;
	#now: Exported = $state.raw(NOTHING);
	#before: Exported | undefined = $state.raw();
	#known: { world: World; tab: WrittenTab; scope: string | undefined } | undefined;

	constructor(session: Session) {
		this.#session = session;
	}

	/** What is written. */
	get now(): Exported {
		return this.#now;
	}

	/** What was written before the last step that changed something. */
	get before(): Exported {
		return this.#before ?? NOTHING;
	}

	/** The blocks that the last step changed. */
	readonly changed = $derived.by(() =>
		this.#before ? changedBlocks(this.#before, this.#now) : [],
	);

	/** Follows the world: to be called in an effect. Returns what stops it. */
	follow(tab: WrittenTab, scope: string | undefined): () => void {
		const { world, undoStep } = this.#session;
		const steps = this.#session.transcript.slice(0, this.#session.position);
		const known = this.#known;
		const write = (): void => {
			this.#known = { world, tab, scope };
			const named = (last: number): readonly NamedStep[] =>
				steps.slice(0, last).map((step) => ({
					label: this.#session.label(step),
					exchanges: step.exchanges,
				}));
			this.#now = exportedAs(tab, world, scope, () => named(steps.length));
			this.#before =
				undoStep &&
				exportedAs(tab, this.#session.before(undoStep), scope, () =>
					named(steps.indexOf(undoStep)),
				);
		};
		// Another tab is asked for by hand: it is there at once.
		if (!known || known.tab !== tab || known.scope !== scope) {
			write();
			return () => undefined;
		}
		if (known.world === world) return () => undefined;
		const waiting = idle(write);
		return () => cancel(waiting);
	}
}
