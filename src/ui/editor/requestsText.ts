import { hideSecureValues, idKey, isWithin, type Exchange } from '../../azure';
import type { Exported, LineRange } from '../../iac';
import { editorWords as words } from '../words/editor';

/** A step of a sitting, with what undo calls it. */
export interface NamedStep {
	readonly label: string;
	readonly exchanges: readonly Exchange[];
}

const PATH = 'requests.http';
const HIDDEN = /^(authorization|x-identity-header|secret)$/i;

/** The ARM id that a request is about; `undefined` for other services. */
export function idOfRequest(url: string): string | undefined {
	const path = /^https:\/\/management\.azure\.com(\/[^?]*)/i.exec(url)?.[1];
	// An action's name is no part of the id: `…/virtualMachines/vm-web/start`.
	const provider =
		path
			?.split(/\/providers\//i)
			.at(-1)
			?.split('/') ?? [];
	const isAction =
		path?.includes('/providers/') && provider.length > 1 && provider.length % 2 === 0;
	return isAction ? path?.slice(0, path.lastIndexOf('/')) : path;
}

function bodyLines(body: string): string[] {
	try {
		return JSON.stringify(JSON.parse(body), null, 2).split('\n');
	} catch {
		return body.split('\n');
	}
}

/**
 * The requests of a sitting as a `.http` file, which editors can send: what each click and line was made of. Tokens are left to
 * whoever sends them, and so are the values of secure parameters.
 */
export function requestsText(steps: readonly NamedStep[], scope?: string): Exported {
	const lines: string[] = [];
	const ranges: Record<string, LineRange[]> = {};
	for (const { label, exchanges } of steps)
		for (const { request, response } of exchanges) {
			const id = idOfRequest(request.url);
			if (scope !== undefined && (id === undefined || !isWithin(scope, id))) continue;
			const from = lines.length + 1;
			lines.push(`### ${label.replace(/\s+/g, ' ')}`);
			if (request.from !== undefined)
				lines.push(`# ${words.requests.as(request.from.split('/').at(-1) ?? '')}`);
			lines.push(`${request.method} ${request.url}`);
			for (const [name, value] of Object.entries(request.headers))
				lines.push(`${name}: ${HIDDEN.test(name) ? '{{…}}' : value}`);
			const { body } = hideSecureValues(request, (name) => `{{${name}}}`);
			if (body) lines.push('', ...bodyLines(body));
			lines.push('', words.requests.answered(response.status), '');
			if (id !== undefined)
				(ranges[idKey(id)] ??= []).push({ path: PATH, from, to: lines.length - 1 });
		}
	if (lines.length === 0) lines.push(words.requests.none);
	return { files: { [PATH]: `${lines.join('\n')}\n` }, lines: ranges, secrets: {}, leftOut: [] };
}
