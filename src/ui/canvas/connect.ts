import { contains, grow, middleOf, type Point, type Rect } from './geometry';
import { holdTouch, rounded, set, type Overlay } from './overlay';
import { CANVAS_GLYPHS } from '../glyphs/glyphs';

/** What connecting needs to know of the picture. */
export interface ConnectScene {
	readonly overlay: Overlay;
	/** From a pointer's place on the screen to the picture's coordinates. */
	toPicture(client: Point): Point;
	/** Everything that a connection may end at, topmost first, by id. */
	targets(): ReadonlyMap<string, Rect>;
	/** What joining them would do, as a sentence; `undefined` when nothing can come of it. */
	offers(from: string, to: string): string | undefined;
	connected(from: string, to: string): void;
	/** Connecting by click and click has begun at this card, or has ended. */
	waiting(from: string | undefined): void;
	/** Something else is aimed at. */
	aimed(from: string, to: string | undefined): void;
}

/** Connecting by drag from a handle, or by a click on the handle and a click on the other thing. */
export interface Connecting {
	/** Shows the handle at a card, or nowhere. */
	offer(id: string | undefined, card?: Rect): void;
	/** Begins connecting by clicks. */
	begin(id: string): void;
	/** What is being connected and what is aimed at. */
	readonly state: { readonly from: string; readonly aim: string | undefined } | undefined;
	/** Aims at something, as the arrow keys do. */
	aim(id: string): void;
	/** Rings something that a thing may be dropped on, or nothing. */
	point(rect: Rect | undefined): void;
	/** A click on something: ends waiting. Whether it was meant for connecting. */
	pick(id: string | undefined): boolean;
	cancel(): void;
	destroy(): void;
}

const SLACK = 5;

/** Puts the handle for connecting into the overlay. */
export function mountConnecting(scene: ConnectScene): Connecting {
	const { overlay } = scene;
	const line = overlay.add('path', { class: 'reach', d: '' });
	const aim = overlay.add('rect', { class: 'aim', width: 0, height: 0 });
	const handle = overlay.add('g', { class: 'handle' });
	const grip = overlay.add('g', { class: 'grip' }, handle);
	overlay.add('circle', { r: 16, class: 'touch' }, grip);
	overlay.add('circle', { r: 9, class: 'knob' }, grip);
	overlay.add(
		'path',
		{ d: CANVAS_GLYPHS.plus, class: 'sign', transform: 'translate(-6 -6) scale(.5)' },
		grip,
	);
	handle.style.display = 'none';
	let offered: string | undefined;
	let from: { id: string; at: Point } | undefined;
	let pressed: Point | undefined;
	let aimed: string | undefined;

	const targetAt = (client: Point): string | undefined => {
		const point = scene.toPicture(client);
		for (const [id, rect] of scene.targets()) if (contains(rect, point)) return id;
		return undefined;
	};
	const aimAt = (id: string | undefined): void => {
		if (!from) return;
		const good = id !== undefined && scene.offers(from.id, id) !== undefined ? id : undefined;
		const rect = good === undefined ? undefined : scene.targets().get(good);
		set(aim, rect ? rounded(grow(rect, 4), 13) : { width: 0, height: 0 });
		if (good === aimed) return;
		aimed = good;
		scene.aimed(from.id, good);
	};
	const draw = (client: Point): void => {
		if (!from) return;
		reach(scene.toPicture(client));
		aimAt(targetAt(client));
	};
	const reach = (to: Point): void => {
		if (!from) return;
		const pull = Math.abs(to.x - from.at.x) / 2;
		line.setAttribute(
			'd',
			`M${from.at.x} ${from.at.y}C${from.at.x + pull} ${from.at.y} ${to.x - pull} ${to.y} ${to.x} ${to.y}`,
		);
	};
	const stop = (): void => {
		if (from) scene.waiting(undefined);
		from = undefined;
		aimed = undefined;
		pressed = undefined;
		line.setAttribute('d', '');
		set(aim, { width: 0, height: 0 });
	};
	const end = (to: string | undefined): void => {
		const start = from?.id;
		stop();
		if (start === undefined || to === undefined || to === start) return;
		if (scene.offers(start, to) !== undefined) scene.connected(start, to);
	};
	const start = (id: string, card: Rect): void => {
		from = { id, at: { x: card.x + card.w, y: middleOf(card).y } };
	};
	let card: Rect | undefined;

	holdTouch(handle);
	handle.addEventListener('pointerdown', (event) => {
		if (offered === undefined || !card || event.button !== 0) return;
		event.preventDefault();
		event.stopPropagation();
		start(offered, card);
		pressed = { x: event.clientX, y: event.clientY };
		scene.aimed(offered, undefined);
		handle.setPointerCapture(event.pointerId);
	});
	handle.addEventListener('pointermove', (event) => {
		if (pressed) draw({ x: event.clientX, y: event.clientY });
	});
	handle.addEventListener('pointerup', (event) => {
		event.stopPropagation();
		if (!pressed) return;
		const moved = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > SLACK;
		pressed = undefined;
		if (moved) end(targetAt({ x: event.clientX, y: event.clientY }));
		else if (from) scene.waiting(from.id);
	});
	handle.addEventListener('pointercancel', stop);
	const follow = (event: PointerEvent): void => {
		if (from && !pressed) draw({ x: event.clientX, y: event.clientY });
	};
	window.addEventListener('pointermove', follow);

	return {
		offer(id, rect) {
			offered = id;
			card = rect;
			handle.style.display = id === undefined || !rect ? 'none' : '';
			if (rect) set(handle, { transform: `translate(${rect.x + rect.w} ${rect.y + 1})` });
		},
		begin(id) {
			const rect = scene.targets().get(id);
			if (!rect) return;
			start(id, rect);
			scene.waiting(id);
		},
		get state() {
			return from && { from: from.id, aim: aimed };
		},
		aim(id) {
			const rect = scene.targets().get(id);
			if (!rect) return;
			reach({ x: rect.x, y: middleOf(rect).y });
			aimAt(id);
		},
		point: (rect) => set(aim, rect ? rounded(grow(rect, 4), 13) : { width: 0, height: 0 }),
		pick(id) {
			if (!from) return false;
			end(id);
			return true;
		},
		cancel: stop,
		destroy() {
			window.removeEventListener('pointermove', follow);
			handle.remove();
			line.remove();
			aim.remove();
		},
	};
}
