import { handle, hideSecureValues, type HttpRequest, type World } from '../azure';
import { GROUPS } from './commands/all';
import { spellRest } from './commands/rest';
import { curl } from './curl';
import { readRequest } from './sentRequest';

/**
 * The line that does what a request does: the one place where requests become text. A workload's own request is the
 * `curl` that its code could be; a person's is the `az` command that sends it, or `az rest` where there is none.
 * `undefined` only when the request's URL is none. Values of secure parameters stand in no line.
 */
export function commandFor(request: HttpRequest, world: World): string | undefined {
	const sent = readRequest(request);
	if (!sent) return undefined;
	if (request.from !== undefined) return curl(request);
	for (const group of GROUPS) {
		const spelled = group.spell?.(sent, world);
		if (spelled !== undefined) return spelled;
	}
	const shown = hideSecureValues(request, (name) => `<${name}>`);
	return spellRest({ ...sent, request: shown });
}

const isKeys = ({ method, url }: HttpRequest): boolean =>
	method === 'POST' && /\/storageAccounts\/[^/]+\/listKeys\?/i.test(url);

/**
 * The lines that do what requests do one after the other, each spelled in the world that those before it made. `az functionapp
 * create` asks for the account's keys itself: the request that did so for it needs no line of its own.
 */
export function commandsFor(requests: readonly HttpRequest[], world: World): string[] {
	let now = world;
	const lines = requests.map((request) => {
		const line = commandFor(request, now);
		[now] = handle(now, request);
		return line;
	});
	return lines.filter((line, at): line is string => {
		const [request, next] = [requests[at], lines[at + 1]];
		const asksItself = request && isKeys(request) && next?.startsWith('az functionapp create');
		return line !== undefined && asksItself !== true;
	});
}
