import { untrack } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { World } from '../../azure';
import type { Session } from '../session.svelte';
import { afterPaint } from '../afterPaint';
import { turn } from '../canvas/turns';
import { keepItems, outlineOf, visibleItems, type FlatItem, type TreeItem } from './tree';

/** The outline of a world with more resources is written after the picture is painted: that is what one waits for. */
const LARGE = 60;
const isLarge = ({ resources }: World): boolean => Object.keys(resources).length > LARGE;
/** So many rows, about, are written in one go: more would be felt. */
const ROWS = 50;

/** The resource groups in an item, itself included. */
const groupsIn = (item: TreeItem): readonly TreeItem[] =>
	item.kind === 'resourceGroup' ? [item] : item.children.flatMap(groupsIn);

/** Whether an item is another or lies in it. */
const holds = (above: TreeItem, item: TreeItem): boolean =>
	above === item || above.children.some((child) => holds(child, item));

/** The outline's own state: what is folded, and which item the keyboard is on. */
export class OutlineState {
	#session: Session;
	/** The world that is written here: the session's, or, for a frame, the one before. */
	#world: World = $state.raw() as World;
	#folded = new SvelteSet<string>();
	/** Groups whose rows are still to be written, by their keys: in a large world they come one after the other. */
	#unwritten = new SvelteSet<string>();
	#writing = false;
	#focusedKey: string | undefined = $state();
	#lastIndex = 0;
	#typed = '';
	#typedAt = 0;

	#kept: TreeItem | undefined;
	root: TreeItem = $derived.by(() => (this.#kept = keepItems(this.#kept, outlineOf(this.#world))));
	items: readonly FlatItem[] = $derived.by(() =>
		visibleItems(this.root, (item) => this.isOpen(item)),
	);
	/** The item that can be reached by Tab. When it is gone, the one in its place. */
	focused: TreeItem = $derived.by(() => {
		const found = this.items.find(({ item }) => item.key === this.#focusedKey);
		const selected = () => this.items.find(({ item }) => item.id === this.#session.selectedId);
		const near = () => this.items[Math.min(this.#lastIndex, this.items.length - 1)];
		return (found ?? (this.#focusedKey === undefined ? selected() : near()))?.item ?? this.root;
	});

	/** Belongs to the component in whose setup it is made. */
	constructor(session: Session) {
		this.#session = session;
		this.#world = session.world;
		this.#writeLater(untrack(() => groupsIn(this.root)));
		let waiting: (() => void) | undefined;
		const write = (): void => {
			waiting?.();
			waiting = undefined;
			const known = untrack(() => new Set(groupsIn(this.root).map(({ key }) => key)));
			this.#world = untrack(() => session.world);
			this.#writeLater(untrack(() => groupsIn(this.root).filter(({ key }) => !known.has(key))));
		};
		$effect.pre(() => {
			if (isLarge(session.world)) waiting ??= afterPaint(write);
			else write();
		});
		$effect(() => () => {
			waiting?.();
			this.#unwritten.clear();
		});
	}

	isOpen(item: TreeItem): boolean {
		return !this.#folded.has(item.key);
	}

	/** Whether the rows of an open item are there: those of a group in a large world come a moment later. */
	isWritten(item: TreeItem): boolean {
		return !this.#unwritten.has(item.key);
	}

	/** The rows of these groups are written one group after the other, with turns for others in between. */
	#writeLater(groups: readonly TreeItem[]): void {
		if (!isLarge(this.#world)) return;
		for (const { key } of groups) this.#unwritten.add(key);
		if (!this.#writing && this.#unwritten.size > 0) void this.#write();
	}

	async #write(): Promise<void> {
		this.#writing = true;
		for (;;) {
			await turn();
			if (this.#unwritten.size === 0) break;
			const rows = new Map(groupsIn(this.root).map((each) => [each.key, each.children.length]));
			let written = 0;
			for (const key of [...this.#unwritten]) {
				this.#unwritten.delete(key);
				// A resource has about as many rows again below it.
				written += 2 * (rows.get(key) ?? 0);
				if (written >= ROWS) break;
			}
		}
		this.#writing = false;
	}

	/** Writes at once what an item lies in. */
	#bring(item: TreeItem): void {
		if (this.#unwritten.size === 0) return;
		const home = groupsIn(this.root).find(
			(group) => this.#unwritten.has(group.key) && holds(group, item),
		);
		if (home) this.#unwritten.delete(home.key);
	}

	focus(item: TreeItem): void {
		this.#bring(item);
		this.#focusedKey = item.key;
		const index = this.items.findIndex((other) => other.item.key === item.key);
		// What is gone from the world may still be drawn for a moment.
		if (index >= 0) this.#lastIndex = index;
	}

	toggle(item: TreeItem): void {
		if (!this.#folded.delete(item.key)) this.#folded.add(item.key);
		else this.#writeLater(item.children.flatMap(groupsIn));
	}

	/** All items whose name holds this text, folded away or not: things that begin with it first, role assignments last. */
	find(text: string): TreeItem[] {
		const wanted = text.trim().toLowerCase();
		if (wanted === '') return [];
		const rank = ({ kind, name }: TreeItem): number =>
			(kind === 'roleAssignment' ? 2 : 0) + (name.toLowerCase().startsWith(wanted) ? 0 : 1);
		return visibleItems(this.root, () => true)
			.flatMap(({ item }) => (item.name.toLowerCase().includes(wanted) ? [item] : []))
			.sort((a, b) => rank(a) - rank(b));
	}

	/** Unfolds what an item lies in. */
	reveal(item: TreeItem): void {
		const all = visibleItems(this.root, () => true);
		const parentOf = (child: TreeItem) => all.find((each) => each.item === child)?.parent;
		for (let above = parentOf(item); above; above = parentOf(above))
			if (this.#folded.delete(above.key)) this.#writeLater(above.children.flatMap(groupsIn));
	}

	/** Moves as a tree does; `undefined` when the key is none of its own. */
	move(key: string, now: number): TreeItem | undefined {
		const index = this.items.findIndex(({ item }) => item.key === this.focused.key);
		const here = this.items[index];
		if (!here) return undefined;
		if (key.length > 1) this.#typed = '';
		const open = here.item.children.length > 0 && this.isOpen(here.item);
		switch (key) {
			case 'ArrowDown':
				return this.items[index + 1]?.item ?? here.item;
			case 'ArrowUp':
				return this.items[index - 1]?.item ?? here.item;
			case 'Home':
				return this.items[0]?.item;
			case 'End':
				return this.items.at(-1)?.item;
			case 'ArrowRight':
				if (open) return here.item.children[0];
				if (here.item.children.length > 0) this.toggle(here.item);
				return here.item;
			case 'ArrowLeft':
				if (open) this.toggle(here.item);
				return open ? here.item : (here.parent ?? here.item);
			default:
				return key.length === 1 && key !== ' ' ? this.#jump(key, index, now) : undefined;
		}
	}

	#jump(key: string, index: number, now: number): TreeItem | undefined {
		this.#typed = now - this.#typedAt > 700 ? key : this.#typed + key;
		this.#typedAt = now;
		const begin = this.#typed.length > 1 ? index : index + 1;
		const order = [...this.items.slice(begin), ...this.items.slice(0, begin)];
		return order.find(({ item }) => item.name.toLowerCase().startsWith(this.#typed.toLowerCase()))
			?.item;
	}
}
