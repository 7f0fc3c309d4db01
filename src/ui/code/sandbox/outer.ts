/**
 * The script of the frame's page. It is of our origin, so that the service worker keeps it for offline use, and does one thing: it
 * makes the real frame inside, which has no origin at all, and leads the page's port into it. No learner's code comes here.
 */

declare const INNER_PAGE: string;

addEventListener(
	'message',
	({ source, origin, ports: [port] }) => {
		if (source !== parent || origin !== location.origin || !port) return;
		const frame = document.createElement('iframe');
		frame.sandbox.add('allow-scripts');
		frame.title = document.title;
		frame.srcdoc = INNER_PAGE;
		frame.addEventListener('load', () => frame.contentWindow?.postMessage('port', '*', [port]), {
			once: true,
		});
		document.body.append(frame);
	},
	{ once: true },
);
