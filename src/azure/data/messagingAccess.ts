import { authenticate, isUnauthenticated } from '../entra/authenticate';
import { EVENT_HUB_AUDIENCES, SERVICE_BUS_AUDIENCES } from '../entra/audiences';
import type { Caller } from '../entra/caller';
import { header, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isAllowed } from '../rbac/checkAccess';
import { graphTime } from '../time';
import type { Resource, World } from '../world';
import { escapeXml, xml } from './blobXml';
import type { DataOperation } from './dataLog';

/** Who may send and receive, and how Service Bus and Event Hubs say no. @see https://learn.microsoft.com/azure/service-bus-messaging/service-bus-managed-service-identity */

/** An operation, and the claim that it needs in the words of a refusal. */
export interface MessagingOperation extends DataOperation {
	readonly claim: 'Send' | 'Listen' | 'Manage';
	/** Name of the entity below the namespace. */
	readonly entity: string;
}

/** An error as the messaging services write it. @see https://learn.microsoft.com/rest/api/servicebus/send-message-to-queue#response-codes */
export function messagingError(world: World, status: number, detail: string): HttpResponse {
	const tracking = guidOf(world.seed, 'tracking', world.now, world.dataLog.length);
	const time = graphTime(world.now).replace('Z', '');
	const text = `${detail} TrackingId:${tracking}_G1, SystemTracker:NoSystemTracker, Timestamp:${time}`;
	return xml(status, `<Error><Code>${status}</Code><Detail>${escapeXml(text)}</Detail></Error>`);
}

/** The address of an entity as errors name it. */
export const addressOf = (namespace: Resource, entity: string): string =>
	`sb://${namespace.name.toLowerCase()}.servicebus.windows.net/${entity}`;

const REFUSALS = {
	missing: 'MissingToken: The authorization header is missing.',
	malformed: 'MalformedToken: The provided token is malformed.',
	signature: 'InvalidSignature: The token has an invalid signature.',
	issuer: 'InvalidIssuer: Token issuer is invalid.',
	notYetValid: 'claim is empty or token is invalid.',
	expired: 'ExpiredToken: The token is expired.',
	audience: 'InvalidAudience: The authorization header contains a token with an invalid audience.',
};

/** Who calls, or the 401 of a token that is missing or wrong. */
export function messagingCaller(
	world: World,
	request: HttpRequest,
	namespace: Resource,
	service: 'serviceBus' | 'eventHub',
): Caller | HttpResponse {
	const refuse = (detail: string) => messagingError(world, 401, detail);
	if (/^SharedAccessSignature/i.test(header(request, 'authorization') ?? ''))
		return refuse(
			namespace.properties.disableLocalAuth === true
				? 'LocalAuthDisabled: Authorization failed because SAS authentication has been disabled for the namespace.'
				: 'InvalidSignature: The token has an invalid signature.',
		);
	const own = [`https://${namespace.name}.servicebus.windows.net`];
	const known = service === 'serviceBus' ? SERVICE_BUS_AUDIENCES : EVENT_HUB_AUDIENCES;
	const result = authenticate(world, request, [...known, ...own]);
	return isUnauthenticated(result) ? refuse(REFUSALS[result.error]) : result;
}

/** `undefined` when the caller may, else the refusal. It is a 401 here, where other services say 403. */
export function messagingRefusal(
	world: World,
	namespace: Resource,
	{ objectId, groups }: Caller,
	{ action, scope, plane, claim, entity }: MessagingOperation,
): HttpResponse | undefined {
	if (isAllowed(world, { principalId: objectId, groups, action, scope, plane })) return undefined;
	return messagingError(
		world,
		401,
		`Unauthorized access. '${claim}' claim(s) are required to perform this operation. Resource: '${addressOf(namespace, entity)}'.`,
	);
}
