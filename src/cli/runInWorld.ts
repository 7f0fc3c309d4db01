import {
	handle,
	refreshTokenOf,
	signInAs,
	type HttpRequest,
	type HttpResponse,
	type World,
} from '../azure';
import type { Ports } from './ports';
import type { CommandResult } from './result';
import { run } from './run';
import { holdWith, runScript, type Held, type ScriptResult } from './script';
import { startSession, type Session } from './session';

/**
 * Azure, and the keyboard before it: signing in as another person is the only request that changes who sits there. Real `az`
 * does it in a browser; the requests after it are that person's.
 */
function atDesk(world: World, request: HttpRequest): [World, HttpResponse] {
	const form = request.from === undefined && request.method === 'POST' ? (request.body ?? '') : '';
	if (
		!/^https:\/\/login\.microsoft/.test(request.url) ||
		!/(^|&)grant_type=password(&|$)/.test(form)
	)
		return handle(world, request);
	const name = decodeURIComponent(/(?:^|&)username=([^&]*)/.exec(form)?.[1] ?? '').toLowerCase();
	const user = Object.values(world.users).find(
		({ userPrincipalName, key }) => userPrincipalName.toLowerCase() === name || key === name,
	);
	if (!user) {
		const description = `AADSTS50034: The user account ${name} does not exist in the ${world.tenant.tenantId} directory. To sign into this application, the account must be added to the directory.`;
		const body = JSON.stringify({ error: 'invalid_grant', error_description: description });
		return [world, { status: 400, headers: { 'content-type': 'application/json' }, body }];
	}
	const next = signInAs(world, user.key);
	const renewed = form
		.replace('grant_type=password', 'grant_type=refresh_token')
		.replace(/username=[^&]*/, `refresh_token=${encodeURIComponent(refreshTokenOf(next))}`);
	return handle(next, { ...request, body: renewed });
}

/**
 * Runs one line in a simulated world (pure). Default session: that of the person signed in to the world. `ports` is what other
 * rooms lend: without it Bicep is not read, nor a group exported.
 */
export const runInWorld = (
	world: World,
	line: string,
	session: Session = startSession(world),
	ports?: Ports,
): Held<CommandResult> => holdWith(atDesk, world, (look) => run(line, session, look, ports));

/** Runs an `.azcli` text in a simulated world (pure). */
export const runScriptInWorld = (
	world: World,
	text: string,
	session: Session = startSession(world),
): Held<ScriptResult> => holdWith(atDesk, world, (look) => runScript(text, session, look));
