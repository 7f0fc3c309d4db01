import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	advance,
	currentSubscription,
	groupScope,
	handle,
	isObject,
	parseJson,
	parseUrl,
	signInAs,
	soundWorld,
	TIMINGS,
	withDenyAssignment,
	withImdsFault,
	type HttpRequest,
	type HttpResponse,
	type Timing,
	type World,
} from '../../src/azure';
import { runs } from '../setup/runs';
import { furnish, inputs, requestFor, type Input } from './arbitraries';

const numRuns = runs(60, 1_000);
const timeout = runs(60_000, 1_800_000);

/** What is malformed in an answer, whatever was asked. */
function malformed({ status, headers, body }: HttpResponse): string[] {
	const found: string[] = [];
	if (!Number.isInteger(status) || (status !== 0 && (status < 200 || status > 599)))
		found.push(`status ${status}`);
	if (typeof body !== 'string') found.push('the body is no text');
	for (const [name, value] of Object.entries(headers)) {
		if (name !== name.toLowerCase()) found.push(`header ${name} is not in lower case`);
		if (typeof value !== 'string') found.push(`header ${name} is no text`);
	}
	const type = headers['content-type'] ?? '';
	if (type.includes('json') && body !== '' && parseJson(body) === undefined)
		found.push('the body is no JSON');
	return found;
}

const hasText = (value: unknown, ...keys: string[]): boolean =>
	isObject(value) && keys.every((key) => typeof value[key] === 'string' && value[key] !== '');

/** Whether a refusal has the shape that its service gives to refusals. */
function isRefusal(request: HttpRequest, { status, body, headers }: HttpResponse): boolean {
	if (status === 0) return body !== '';
	if (request.method.toUpperCase() === 'HEAD') return true;
	const host = parseUrl(request.url)?.host.replace(/:443$/, '') ?? '';
	const parsed = parseJson(body);
	if (/^(?:management\.azure\.com|graph\.microsoft\.com)$|\.vault\.azure\.net$/.test(host))
		return isObject(parsed) && hasText(parsed.error, 'code', 'message');
	if (host.endsWith('.blob.core.windows.net'))
		return (
			headers['x-ms-error-code'] !== undefined && /<Error><Code>\w+<\/Code><Message>/.test(body)
		);
	// Queues, tables, messages, settings and images word refusals each in its own way, in XML or JSON.
	if (
		/\.(?:queue|table)\.core\.windows\.net$|\.(?:servicebus\.windows\.net|azconfig\.io|azurecr\.io|documents\.azure\.com)$/.test(
			host,
		)
	)
		return (
			body !== '' ||
			headers['x-ms-error-code'] !== undefined ||
			headers['www-authenticate'] !== undefined
		);
	if (host.startsWith('login.')) return hasText(parsed, 'error', 'error_description');
	if (host === '169.254.169.254') return hasText(parsed, 'error', 'error_description');
	return hasText(parsed, 'message') || hasText(parsed, 'error');
}

/** What an input that is no request does. */
function happen(world: World, input: Input): World {
	switch (input.kind) {
		case 'advance':
			return advance(world, input.by);
		case 'signIn':
			return signInAs(world, input.person);
		case 'fault':
			return withImdsFault(world, input.fault);
		case 'deny':
			return withDenyAssignment(world, {
				denyAssignmentName: 'Deny',
				scope: groupScope(currentSubscription(world), 'rg'),
				permissions: [{ actions: input.actions, dataActions: input.actions }],
				doNotApplyToChildScopes: !input.childScopes,
				excludePrincipals: [world.signedInAs],
			});
		default:
			return world;
	}
}

/** Plays inputs, looking at every answer and every world on the way. */
function play(timing: Timing, sequence: readonly Input[], look = true): World {
	let world = furnish(timing);
	for (const input of sequence) {
		const request = requestFor(world, input);
		if (request) {
			const before = look ? JSON.stringify(world) : '';
			const [next, response] = handle(world, request);
			if (look) {
				const seen = JSON.stringify({ request, response });
				expect(malformed(response), seen).toEqual([]);
				if (response.status >= 400 || response.status === 0)
					expect(isRefusal(request, response), seen).toBe(true);
				expect(JSON.stringify(world) === before, `the old world was changed: ${seen}`).toBe(true);
				expect(soundWorld(next), seen).toEqual([]);
			}
			world = next;
		} else world = happen(world, input);
		if (look && !request) expect(soundWorld(world), JSON.stringify(input)).toEqual([]);
	}
	return world;
}

describe.each(TIMINGS)('under %s timing', (timing) => {
	test(
		'whatever is sent: Azure answers well, the world stays sound, and it replays',
		{ timeout },
		() => {
			fc.assert(
				fc.property(inputs(40), (sequence) => {
					const once = JSON.stringify(play(timing, sequence));
					expect(JSON.stringify(play(timing, sequence, false)) === once).toBe(true);
				}),
				{ numRuns },
			);
		},
	);

	test('a world that was saved and opened goes on as the other', { timeout }, () => {
		fc.assert(
			fc.property(inputs(25), inputs(5), (sequence, more) => {
				const kept = play(timing, sequence, false);
				const opened = JSON.parse(JSON.stringify(kept)) as World;
				const goOn = (start: World) =>
					more.reduce((world, input) => {
						const request = requestFor(world, input);
						return request ? handle(world, request)[0] : happen(world, input);
					}, start);
				expect(JSON.stringify(goOn(opened)) === JSON.stringify(goOn(kept))).toBe(true);
			}),
			{ numRuns: Math.ceil(numRuns / 2) },
		);
	});
});
