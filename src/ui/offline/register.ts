import { mount } from 'svelte';
import UpdateOffer from './UpdateOffer.svelte';

/**
 * Lets the page work without a network after the first visit. A new version is fetched beside the one in use and waits there
 * until it is asked for: nothing is ever replaced under somebody's hands.
 */

/** What of Trusted Types is used here; not every browser has them. */
interface TrustedTypePolicies {
	createPolicy(
		name: string,
		rules: { createScriptURL(url: string): string },
	): { createScriptURL(url: string): string };
}

/** The worker's own address, as a value that the page's Trusted Types policy lets through. */
function workerAddress(): string {
	const address = new URL('sw.js', document.baseURI).href;
	const policies = Reflect.get(globalThis, 'trustedTypes') as TrustedTypePolicies | undefined;
	const policy = policies?.createPolicy('keyless', {
		createScriptURL(url) {
			if (url !== address) throw new TypeError(`${url} is no script of this page.`);
			return url;
		},
	});
	return policy?.createScriptURL(address) ?? address;
}

/** Shows that another version is there; `accept` changes over to it. */
function offer(waiting: ServiceWorker): void {
	const accept = (): void => {
		waiting.addEventListener('statechange', () => {
			if (waiting.state === 'activated') location.reload();
		});
		waiting.postMessage({ type: 'SKIP_WAITING' });
	};
	mount(UpdateOffer, { target: document.body, props: { accept } });
}

/** Registers the worker where the browser has such a thing; where it has none or refuses, the page works as before. */
export async function workOffline(): Promise<void> {
	if (!('serviceWorker' in navigator) || !globalThis.isSecureContext) return;
	let registration: ServiceWorkerRegistration;
	try {
		registration = await navigator.serviceWorker.register(workerAddress());
	} catch {
		// Frames without an origin and some private windows refuse; nothing is lost but the offline copy.
		return;
	}
	// The very first worker replaces nothing, so there is nothing to ask.
	const offerIfWaiting = (): void => {
		if (registration.waiting && registration.active) offer(registration.waiting);
	};
	offerIfWaiting();
	registration.addEventListener('updatefound', () => {
		const coming = registration.installing;
		coming?.addEventListener('statechange', () => {
			if (coming.state === 'installed') offerIfWaiting();
		});
	});
}
