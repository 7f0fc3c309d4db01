import type { EmbedAsk, EmbedMessage } from '../playground';
import { hostTheme } from './hostTheme';
import { FRAME, PICTURE, START } from './words';

const NAME = 'keyless-embed.js';
const script = document.querySelector<HTMLScriptElement>(`script[src*="${NAME}"]`);
/** Where Keyless lies: beside this script. */
const BASE = new URL('.', script?.src ?? location.href).href;

const STYLE =
	':host{display:block;position:relative;overflow:hidden;border:1px solid #8888;border-radius:8px}' +
	':host([hidden]){display:none}' +
	'iframe,button{position:absolute;inset:0;width:100%;height:100%;border:0;background:none}' +
	'button{font:600 1em system-ui;color:inherit;cursor:pointer;background:#8882}' +
	'img,::slotted(*){display:block;width:100%;height:100%;object-fit:contain}' +
	':host([live]) slot{visibility:hidden}' +
	'@media print{iframe,button{display:none}:host([live]) slot{visibility:visible}}';

/** What of an element is handed to the playground in the address; the world goes into the hash. */
const GIVEN = ['lesson', 'example', 'step', 'view', 'lang'] as const;

/** `<keyless-playground>`: a picture that comes alive when it is seen. */
export class KeylessPlayground extends HTMLElement {
	#frame: HTMLIFrameElement | undefined;
	#waiting = new Map<number, [(value: unknown) => void, (why: Error) => void]>();
	#next = 1;
	#live: (() => void) | undefined;
	#ready = new Promise<void>((live) => (this.#live = live));
	#stop = new AbortController();
	#watches: { disconnect(): void }[] = [];

	connectedCallback(): void {
		this.#stop = new AbortController();
		this.style.height = `${parseInt(this.getAttribute('height') ?? '') || 440}px`;
		const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(STYLE);
		root.adoptedStyleSheets = [sheet];
		const slot = document.createElement('slot');
		root.replaceChildren(slot);
		const slug = this.getAttribute('lesson') ?? this.getAttribute('example');
		if (slug && this.childElementCount === 0) {
			const picture = new Image();
			picture.alt = PICTURE;
			picture.loading = 'lazy';
			const own = /^de\b/i.test(this.getAttribute('lang') ?? '') ? 'de/' : '';
			picture.src = `${BASE}pictures/${own}${encodeURIComponent(slug)}.svg`;
			slot.append(picture);
		}
		if (this.getAttribute('view') === 'picture') return;
		const how = this.getAttribute('loading');
		if (how === 'click') {
			const button = document.createElement('button');
			button.textContent = `▶ ${START}`;
			button.onclick = () => this.#start(button);
			root.append(button);
		} else if (how === 'eager') this.#start();
		else {
			const near = new IntersectionObserver(
				(seen) => {
					if (seen.some(({ isIntersecting }) => isIntersecting)) this.#start();
				},
				{ rootMargin: '300px' },
			);
			near.observe(this);
			this.#watches.push(near);
		}
	}

	disconnectedCallback(): void {
		this.#stop.abort();
		for (const each of this.#watches.splice(0)) each.disconnect();
		this.#frame?.remove();
		this.#frame = undefined;
		this.removeAttribute('live');
		this.#ready = new Promise<void>((live) => (this.#live = live));
	}

	#start(button?: HTMLElement): void {
		if (this.#frame) return;
		const frame = document.createElement('iframe');
		const address = new URL('embed.html', BASE);
		for (const name of GIVEN) {
			const value = this.getAttribute(name);
			if (value !== null) address.searchParams.set(name, value);
		}
		address.searchParams.set('theme', this.#theme());
		const world = this.getAttribute('world');
		if (world) address.hash = `share=${world}`;
		frame.title = this.title || FRAME;
		frame.src = address.href;
		const { signal } = this.#stop;
		addEventListener('message', (event) => this.#hear(event), { signal });
		frame.addEventListener('load', () => void this.#ask({ ask: 'hello' }, true), { signal });
		this.#frame = frame;
		this.shadowRoot?.append(frame);
		if (button) {
			button.remove();
			frame.focus();
		}
		const follow = new MutationObserver(
			() => void this.#ask({ ask: 'theme', theme: this.#theme() }, true),
		);
		for (const each of [document.documentElement, document.body])
			follow.observe(each, { attributes: true });
		this.#watches.push(follow);
	}

	#theme(): 'light' | 'dark' | 'auto' {
		const own = this.getAttribute('theme');
		return own === 'light' || own === 'dark' ? own : hostTheme();
	}

	#hear({ source, origin, data }: MessageEvent<Partial<EmbedMessage> | undefined>): void {
		const own = new URL(BASE).origin;
		if (
			!this.#frame ||
			source !== this.#frame.contentWindow ||
			(origin !== own && origin !== 'null')
		)
			return;
		if (typeof data !== 'object' || data === null || data.keyless !== 1) return;
		if ('event' in data && data.event) {
			if (data.event === 'ready') {
				this.toggleAttribute('live', true);
				this.#live?.();
			}
			const tall: unknown = Reflect.get(data.detail ?? {}, 'height');
			if (this.getAttribute('height') === 'auto' && typeof tall === 'number')
				this.style.height = `${Math.min(tall, 2000)}px`;
			this.dispatchEvent(new CustomEvent(data.event, { detail: data.detail }));
			return;
		}
		if (!('id' in data) || data.id === undefined) return;
		const [answer, refuse] = this.#waiting.get(data.id) ?? [];
		this.#waiting.delete(data.id);
		if ('error' in data) refuse?.(new Error(data.error));
		else if ('value' in data) answer?.(data.value);
	}

	#send(message: object): void {
		// A frame that somebody put into a sandbox has no origin; nothing that is sent is secret.
		this.#frame?.contentWindow?.postMessage(message, '*');
	}

	async #ask(ask: EmbedAsk, early = false): Promise<unknown> {
		if (!early) {
			this.#start();
			await this.#ready;
		}
		const id = this.#next++;
		if (early) return this.#send({ ...ask, keyless: 1, id });
		return new Promise((answer, refuse) => {
			this.#waiting.set(id, [answer, refuse]);
			this.#send({ ...ask, keyless: 1, id });
		});
	}

	run(line: string) {
		return this.#ask({ ask: 'run', line });
	}
	goto(step: number) {
		return this.#ask({ ask: 'goto', step });
	}
	reset() {
		return this.#ask({ ask: 'reset' });
	}
	getState() {
		return this.#ask({ ask: 'getState' });
	}
	setState(state: string) {
		return this.#ask({ ask: 'setState', state });
	}
	shareUrl() {
		return this.#ask({ ask: 'shareUrl' });
	}
}
