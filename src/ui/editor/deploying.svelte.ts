import { untrack } from 'svelte';
import { currentSubscription, subscriptionScope, type Json, type World } from '../../azure';
import { editorWords as words } from '../words/editor';
import type { Page } from '../page.svelte';
import {
	azLine,
	deploymentId,
	deploymentRequest,
	targetOf,
	targetsOf,
	type Deploying,
} from './deploymentRequest';
import type { Draft } from './draft.svelte';
import { isTyped, type DraftText } from './draftText';
import type { Problem } from './problem';
import { faultOf, parametersOf, valueOf, type ParameterFault } from './parameters';
import { problemsOf, readTemplate, unknownTypes, type ReadTemplate } from './template';
import { lossesOf } from './losses';
import { ask, changesIn, foretelling, tryOut, type ResourceChange } from './whatIf';

/** What a what-if found, and in which world. */
interface Foretold {
	readonly world: World;
	readonly changes: readonly ResourceChange[];
}

const LOCATION = 'westeurope';
/** For how long no key may have been pressed before the text is read, and before Azure is asked about it, in milliseconds. */
const REST = { read: 200, ask: 500 } as const;
/** What took long is done after a longer rest: the longer it holds up a key, the surer it is that none comes. */
const TIMES_LONGER = 10;
const LONGEST_REST = 3000;
const restFor = (least: number, took: number): number =>
	Math.min(LONGEST_REST, Math.max(least, TIMES_LONGER * took));

/** Not every browser says when it has nothing to do. */
const whenIdle = (work: () => void): void => {
	if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 1000 });
	else setTimeout(work, 40);
};
const NONE: readonly never[] = [];

/** The draft on its way to Azure: what it asks for, what is wrong with it, what it would do. */
export class DeployingDraft {
	readonly #page: Page;
	readonly #draft: Draft;
	/** What the language service finds in JSON, by file. */
	#foundIn: Readonly<Record<string, readonly Problem[]>> = $state.raw({});
	#foretold: Foretold | undefined = $state.raw();
	/** What Azure said to the last question or deployment. */
	#refused: readonly Problem[] = $state.raw(NONE);
	/** Names of what a complete deployment would delete. */
	losses: readonly string[] = $state.raw(NONE);
	/** The draft as it was when nobody typed. */
	#rested: DraftText | undefined = $state.raw();
	/** Whether it was read at all: before that, the text is to be seen. */
	isRead = $state(false);
	/** How long it took, in milliseconds. */
	#took = { read: 0, ask: 0 };

	/** To be called while a component begins: it follows the draft for as long as that is there. */
	constructor(page: Page, draft: Draft) {
		this.#page = page;
		this.#draft = draft;
		$effect(() => {
			const { now, language } = draft;
			if (
				!isTyped(
					untrack(() => this.#rested),
					{ now, language },
				)
			) {
				this.#rested = { now, language };
				return;
			}
			const waiting = setTimeout(() => this.settle(), restFor(REST.read, this.#took.read));
			return () => clearTimeout(waiting);
		});
		$effect(() => {
			const frame = requestAnimationFrame(() => whenIdle(() => (this.isRead = true)));
			return () => cancelAnimationFrame(frame);
		});
	}

	/**
	 * What is read of the draft: all of it as it is now, but while somebody types, as it was before. No key waits for a long text
	 * to be read.
	 */
	readonly #text: DraftText = $derived.by(() => {
		const { now, language } = this.#draft;
		if (!this.isRead) return { now: undefined, language };
		const rested = this.#rested;
		return rested && isTyped(rested, { now, language }) ? rested : { now, language };
	});

	/** Reads the draft as it is now: somebody is about to use it. */
	settle(): void {
		this.isRead = true;
		const { now, language } = this.#draft;
		if (this.#rested?.now !== now || this.#rested?.language !== language)
			this.#rested = { now, language };
	}

	/** What the language service finds, in files that are still there. */
	readonly found: readonly Problem[] = $derived.by(() => {
		const { files = {} } = this.#text.now ?? {};
		return Object.entries(this.#foundIn).flatMap(([path, found]) =>
			Object.hasOwn(files, path) ? found : [],
		);
	});

	/** The language service has found this in a file. */
	find(path: string, found: readonly Problem[]): void {
		this.#foundIn = { ...this.#foundIn, [path]: found.map((each) => ({ ...each, path })) };
	}

	/** What was found in another text is no fault of this one. */
	beginAnew(): void {
		this.#foundIn = {};
	}

	/** The draft as a template. */
	readonly read: ReadTemplate | undefined = $derived.by(() => {
		const { now, language } = this.#text;
		if (!now) return undefined;
		const begun = performance.now();
		const read = readTemplate(language, now.files, now.path);
		this.#took.read = performance.now() - begun;
		return read;
	});
	readonly parameters = $derived.by(() =>
		this.read?.ok === true ? parametersOf(this.read.template) : [],
	);
	readonly targets = $derived.by(() => targetsOf(this.#page.session.world));
	/** Id of the scope that it is deployed to; empty when there is none. */
	readonly scope = $derived.by(() =>
		targetOf(this.read?.ok ? this.read : undefined, this.#page.session.world, this.#draft.group),
	);
	readonly toSubscription = $derived.by(
		() => this.scope === subscriptionScope(currentSubscription(this.#page.session.world)),
	);

	/** What is wrong with the texts of parameters, by name: no values of their types, or needed and not given. */
	readonly faults: ReadonlyMap<string, ParameterFault> = $derived.by(
		() =>
			new Map(
				this.parameters.flatMap((parameter): [string, ParameterFault][] => {
					const fault = faultOf(parameter, this.#draft.values[parameter.name] ?? '');
					return fault ? [[parameter.name, fault]] : [];
				}),
			),
	);
	/** Names of the parameters that are kept secret; `undefined` while the draft cannot be read. */
	readonly secret: ReadonlySet<string> | undefined = $derived.by(() =>
		this.read?.ok
			? new Set(this.parameters.filter(({ secure }) => secure).map(({ name }) => name))
			: undefined,
	);

	readonly #deploying: Deploying = $derived.by(() => ({
		name: this.#draft.name,
		scope: this.scope,
		mode: this.toSubscription ? 'Incremental' : this.#draft.mode,
		location: LOCATION,
		values: Object.fromEntries(
			this.parameters.flatMap((parameter): [string, Json][] => {
				const text = this.#draft.values[parameter.name] ?? '';
				const value = text === '' ? undefined : valueOf(parameter, text);
				return value === undefined ? [] : [[parameter.name, value]];
			}),
		),
	}));

	/** Everything that is wrong: with the language, with types, and what Azure said last. */
	readonly problems: readonly Problem[] = $derived.by(() => {
		const { read } = this;
		if (!read) return [];
		const own = read.ok ? unknownTypes(read) : this.found.length > 0 ? [] : read.problems;
		const main = this.#text.now?.path;
		const isMain = ({ path }: Problem): boolean => path === undefined || path === main;
		return [...this.found, ...own, ...this.#refused].sort(
			(a, b) => Number(isMain(b)) - Number(isMain(a)) || a.line - b.line,
		);
	});
	/** The problems of the file that is shown, as far as the editor does not know them yet. */
	readonly marks: readonly Problem[] = $derived.by(() => {
		const known = new Set(this.found);
		const { now } = this.#text;
		return this.problems.filter(
			(problem) => !known.has(problem) && (problem.path ?? now?.path) === now?.shown,
		);
	});

	readonly ready = $derived.by(
		() => this.read?.ok === true && this.scope !== '' && this.faults.size === 0,
	);
	/** The `az` line of the same deployment. */
	readonly line = $derived.by(() =>
		this.scope === '' || this.read?.ok !== true
			? ''
			: azLine(this.#deploying, this.#text.now?.path ?? '', this.secret ?? new Set()),
	);

	/** What would change; absent when nobody asked. */
	get foretold(): readonly ResourceChange[] | undefined {
		return this.#foretold?.changes;
	}
	/** Whether the world is another than the one that was asked about. */
	get isStale(): boolean {
		return this.#foretold !== undefined && this.#foretold.world !== this.#page.session.world;
	}

	/** What was asked about no longer holds: the text is another. */
	forget(): void {
		this.#foretold = undefined;
		this.#refused = NONE;
		this.#page.code.foretell = undefined;
	}

	/** For how long nothing may have changed before Azure is asked, in milliseconds. */
	get pause(): number {
		return restFor(REST.ask, this.#took.ask);
	}

	/** Asks Azure whether the draft is sound, without a trace. */
	validate(): void {
		this.settle();
		const { read } = this;
		if (read?.ok !== true || !this.ready) return;
		const begun = performance.now();
		const { status, body } = ask(
			this.#page.session.world,
			deploymentRequest(this.#deploying, read, 'validate'),
		);
		this.#took.ask = performance.now() - begun;
		const { error } = body;
		this.#refused = status >= 400 && error !== undefined ? problemsOf(error as never, read) : [];
	}

	/** A complete deployment deletes: what, is said before anybody deploys. */
	countLosses(): void {
		this.losses = NONE;
		if (this.#draft.mode !== 'Complete') return;
		this.settle();
		const { read } = this;
		if (read?.ok !== true || !this.ready || this.#deploying.mode !== 'Complete') return;
		this.losses = lossesOf(this.#page.session.world, this.#deploying, read);
	}

	/** Asks what would change, and draws it. Returns whether Azure had an answer. */
	whatIf(): boolean {
		this.settle();
		const { read } = this;
		if (read?.ok !== true || !this.ready) return false;
		const { world } = this.#page.session;
		const { status, body } = ask(world, deploymentRequest(this.#deploying, read, 'whatIf'));
		if (status >= 400) {
			this.forget();
			this.#refused = problemsOf((body.error ?? {}) as never, read);
			this.#page.session.announce(words.deploy.refused);
			return false;
		}
		const tried = tryOut(world, deploymentRequest(this.#deploying, read));
		const changes = changesIn(body, [world, tried]);
		this.#refused = [];
		this.#foretold = { world, changes };
		this.#draft.deployed = undefined;
		this.#page.code.foretell = foretelling(tried, changes);
		const told = changes.filter(({ change }) => change !== 'NoChange' && change !== 'Ignore');
		this.#page.session.announce(
			told.length === 0
				? words.deploy.foretold.none
				: told.map(({ change, name }) => `${words.deploy.foretold[change]}: ${name}.`).join(' '),
		);
		return true;
	}

	/** Deploys: one step, as any other. Returns whether it began. */
	deploy(): boolean {
		this.settle();
		const { read } = this;
		if (read?.ok !== true || !this.ready) return false;
		this.forget();
		const request = deploymentRequest(this.#deploying, read);
		const failure = this.#page.session.send(words.deploy.deploying(this.#draft.name), [request]);
		if (!failure) {
			this.#draft.deployed = deploymentId(this.#deploying);
			return true;
		}
		this.#page.session.dismissFailure();
		const step = this.#page.session.transcript[this.#page.session.position - 1];
		const response = step?.exchanges.at(-1)?.response;
		const body = response ? (JSON.parse(response.body) as { error?: unknown }) : {};
		this.#refused = problemsOf((body.error ?? {}) as never, read);
		return false;
	}
}
