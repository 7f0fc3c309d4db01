import { isObject, parseJson, type Conversation } from '../azure';
import { tokenRequestOf } from './actAs';
import { ask } from './ask';
import { fail, type Failure } from './command';
import type { Session } from './session';

/** Azure CLI's own application id, which is the same in every tenant. */
export const AZURE_CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** A token for a scope, of whoever is signed in: the person at the desk, or the identity of the resource that the session is on. */
export function* tokenFor(
	session: Session,
	scope: string,
): Conversation<{ readonly ok: true; readonly token: string } | Failure> {
	const onResource = tokenRequestOf(session, scope.replace(/\/\.default$/, ''));
	if (onResource) {
		const response = yield onResource;
		const body = parseJson(response.body);
		const token = isObject(body) ? body.access_token : undefined;
		return typeof token === 'string' ? { ok: true, token } : fail(response.body);
	}
	const answer = yield* ask({
		method: 'POST',
		url: `https://login.microsoftonline.com/${session.tenantId}/oauth2/v2.0/token`,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: Object.entries({
			client_id: AZURE_CLI,
			grant_type: 'refresh_token',
			refresh_token: session.refreshToken,
			scope,
		})
			.map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
			.join('&'),
	});
	return answer.ok ? { ok: true, token: String(answer.body.access_token ?? '') } : answer;
}
