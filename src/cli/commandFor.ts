import type { HttpRequest, World } from '../azure';
import { GROUPS } from './commands/all';
import { spellRest } from './commands/rest';
import { curl } from './curl';
import { readRequest } from './sentRequest';

/**
 * The line that does what a request does: the one place where requests become text. A workload's own request is the
 * `curl` that its code could be; a person's is the `az` command that sends it, or `az rest` where there is none.
 * `undefined` only when the request's URL is none.
 */
export function commandFor(request: HttpRequest, world: World): string | undefined {
	const sent = readRequest(request);
	if (!sent) return undefined;
	if (request.from !== undefined) return curl(request);
	for (const group of GROUPS) {
		const spelled = group.spell?.(sent, world);
		if (spelled !== undefined) return spelled;
	}
	return spellRest(sent);
}
