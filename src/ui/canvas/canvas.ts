import cytoscape from 'cytoscape';
import { makeCamera, ZOOMS } from './camera';
import type { Canvas, CanvasOptions } from './door';
import { makeDrawing } from './draw';
import { emphasisOf, thicken } from './emphasis';
import { contains, middleOf, type Point } from './geometry';
import { mountHandles } from './handles';
import { handleKey } from './keys';
import { mountMinimap } from './minimap';
import { mountMoving } from './moving';
import { mountOverlay } from './overlay';
import { readPalette, watchPalette } from './palette';
import type { Shape } from './place';
import { mountPointing } from './pointing';
import { letLoopsRest } from './resting';
import { makeShowing } from './showing';
import { makeStage, type Stage } from './stage';
import { stylesheetFor } from './stylesheet';
import { tidyUp } from './tidyUp';
import { mountTip, tipFor } from './tip';
import { atOnce, inTurns, turn } from './turns';
import { zoomOf } from './wheel';

/** A phone held upright: there is room for two cards abreast. The same words stand in the style sheets. */
const UPRIGHT = '(max-width: 760px) and (min-height: 480px)';
/** How long the picture must lie still before groups fold or unfold, in milliseconds. */
const STILL = 90;

/** Puts a canvas into an element, which must have a size. */
export const mountCanvas = (host: HTMLElement, options: CanvasOptions): Canvas =>
	atOnce(mounting(host, options));

/** The same, with turns for others in between: on a slow phone it takes a quarter of a second. */
export const mountInTurns = (host: HTMLElement, options: CanvasOptions): Promise<Canvas> =>
	inTurns(mounting(host, options));

function* mounting(host: HTMLElement, options: CanvasOptions): Generator<void, Canvas> {
	const shape: Shape = options.shape ?? (matchMedia(UPRIGHT).matches ? 'upright' : 'wide');
	// Cytoscape gives up when its container is taken out of its parent: so the parent may be moved, with all that is in it.
	const container = host.appendChild(document.createElement('div'));
	container.style.cssText = 'position: absolute; inset: 0';
	let edition = 0;
	const emphasis = emphasisOf(host);
	const styleOf = () => thicken(stylesheetFor(readPalette(host), edition), emphasis);
	letLoopsRest();
	// Each of these is long: the instance, its style, its canvases, and their size, for which the page is laid out.
	const cy = cytoscape({
		headless: true,
		minZoom: ZOOMS.least,
		maxZoom: ZOOMS.most,
		boxSelectionEnabled: false,
		autounselectify: true,
		layout: { name: 'null' },
	});
	yield;
	cy.style([]);
	yield;
	cy.style().append(styleOf());
	yield;
	cy.mount(container);
	cy.resize();
	yield;
	const calm = matchMedia('(prefers-reduced-motion: reduce)');
	const isCalm = (): boolean => calm.matches;
	const frame = host.parentElement ?? host;
	const overlay = mountOverlay(frame);
	const camera = makeCamera(cy, host, isCalm, shape === 'upright');
	const drawing = makeDrawing(cy, overlay, isCalm);
	const minimap = mountMinimap(frame, camera.centre);
	const tip = mountTip(frame);
	const showing = makeShowing(overlay, isCalm, () => stage);
	const stage: Stage = makeStage({
		cy,
		camera,
		drawing,
		minimap,
		shape,
		reading: emphasis,
		options,
		marked() {
			overlay.write(stage.small);
			handles.offer();
		},
		changed: showing.clear,
	});
	yield;
	const handles = mountHandles({ cy, host, overlay, camera, drawing, options }, stage);
	const { connecting } = handles;
	const onTop = (at: Point): string | undefined => {
		const { areas } = stage.placement;
		return [...stage.scene.targets].find(([id, rect]) => !areas.has(id) && contains(rect, at))?.[0];
	};
	const stopMoving = mountMoving(
		{ cy, frame, drawing, onTop, options, lifted: handles.hide },
		stage,
	);

	/** Of a line between a resource and an identity the identity is chosen. */
	const chosenBy = (id: string | undefined): string | undefined => {
		const edge = stage.folded.picture.edges.find((one) => one.id === id);
		return edge?.kind === 'attachment' ? edge.to : id;
	};
	/** Goes near to a group that is drawn as counts; whether it is one. */
	const approach = (id: string | undefined): boolean => {
		const isFolded = id !== undefined && stage.folded.counts.has(id);
		const rect = isFolded ? stage.placement.areas.get(id) : undefined;
		if (rect) camera.approach(rect);
		return rect !== undefined;
	};
	let still: ReturnType<typeof setTimeout> | undefined;
	mountPointing(cy, host, {
		toClient: camera.toClient,
		onTop,
		tapped(id) {
			if (connecting.pick(id)) return;
			const bundle = stage.folded.bundles.find((one) => one.id === id);
			options.onSelect(bundle ? undefined : chosenBy(id));
			approach(bundle?.to ?? id);
		},
		menu: (id, at) => options.onMenu(id, at),
		over(id, line, at) {
			const { folded } = stage;
			const isCard = folded.picture.nodes.some((one) => one.id === id);
			tip.show(tipFor(folded, id), at);
			handles.hover(line || isCard ? id : undefined);
		},
		moved: () => camera.letGo(),
		looked() {
			overlay.follow(cy.pan(), cy.zoom());
			stage.lookAtMap();
			tip.hide();
			clearTimeout(still);
			still = setTimeout(() => {
				if (!cy.destroyed()) stage.refold();
			}, STILL);
		},
	});

	// The page around -------------------------------------------------------------------------------------

	const preventMenu = (event: Event): void => event.preventDefault();
	host.addEventListener('contextmenu', preventMenu);
	const restyle = (): void => void cy.style(styleOf());
	/** Names are measured and drawn in the page's own type: once more when it has come. */
	const redraw = async (): Promise<void> => {
		edition = 1 - edition;
		for (const step of [stage.redraw, restyle, drawing.workOut]) {
			if (cy.destroyed()) return;
			step();
			await turn();
		}
	};
	const stopWatching = watchPalette(restyle);
	const sized = new ResizeObserver(() => {
		cy.resize();
		if (camera.fitting) stage.fit(false);
	});
	sized.observe(host);
	const typeCame = (): void => void redraw();
	document.fonts.addEventListener('loadingdone', typeCame);

	const boxOf = () => {
		const { left, top, width, height } = host.getBoundingClientRect();
		return { x: left, y: top, w: width, h: height };
	};
	const clientOf = (id: string): Point | undefined => {
		const rect = stage.scene.rectOf(id);
		return rect && camera.toClient(middleOf(rect));
	};
	const menuForSelected = (): void => {
		const { selected } = stage;
		const at = selected === undefined ? undefined : clientOf(selected);
		options.onMenu(selected, at ?? boxOf());
	};

	return {
		update: (next, view) => stage.update(next, view.selected),
		open: (picture) => stage.open(picture),
		fit: () => stage.fit(true),
		zoom: (by) => camera.zoomBy(by),
		pan: (by) => camera.panBy(by),
		cover: (left) => camera.cover(left),
		tidy: () => tidyUp(stage, cy, shape),
		get folded() {
			return stage.folded.counts;
		},
		get placed() {
			const { picture, placement } = stage;
			return { picture, placement };
		},
		flash: showing.flash,
		travel: showing.travel,
		connectFrom: (id) => connecting.begin(stage.scene.standIn(id) ?? id),
		aimDrop(at) {
			connecting.point(undefined);
			if (!at || !contains(boxOf(), at)) return undefined;
			const spot = camera.toPicture(at);
			const { picture, placement } = stage;
			const area = picture.areas.find(({ id, kind }) => {
				const rect = placement.areas.get(id);
				return kind === 'group' && rect && contains(rect, spot);
			});
			connecting.point(area && placement.areas.get(area.id));
			return area ? { area } : {};
		},
		seatNext: (at) => stage.seatNext(camera.toPicture(at)),
		draws: (id) => stage.scene.rectOf(id) !== undefined,
		positionOf: clientOf,
		key: (event) => {
			const { scene, selected, placement } = stage;
			return handleKey(event, {
				connecting: connecting.state,
				here: scene.standIn(selected),
				stops: scene.stops,
				ends: (from) =>
					new Map([...scene.stops].filter(([id]) => id !== from && handles.isEnd(from, id))),
				select: (id) => options.onSelect(id),
				aim(id) {
					connecting.aim(id);
					const rect = scene.rectOf(id);
					if (rect && placement.cards.has(id)) camera.reveal(rect);
				},
				connect: () => void connecting.pick(connecting.state?.aim),
				cancel() {
					connecting.cancel();
					options.onLeft();
				},
				menu: () => void (approach(scene.standIn(selected)) || menuForSelected()),
				remove: () => void (selected !== undefined && options.onDelete(selected)),
				zoom: camera.zoomBy,
				pan: camera.panBy,
				fit: () => stage.fit(true),
			});
		},
		wheel(event, focused) {
			const zoom = zoomOf(event, focused, host);
			if (zoom) camera.zoomBy(zoom.by, zoom.at);
			return zoom !== undefined;
		},
		destroy() {
			showing.clear();
			clearTimeout(still);
			stopWatching();
			sized.disconnect();
			document.fonts.removeEventListener('loadingdone', typeCame);
			host.removeEventListener('contextmenu', preventMenu);
			handles.destroy();
			stopMoving();
			minimap.destroy();
			tip.destroy();
			overlay.destroy();
			cy.destroy();
			container.remove();
		},
	};
}
