import { base64urlnopad, utf8 } from '@scure/base';
import { isObject, parseJson, type JsonObject } from '../json';
import { idKey, isKeyWithin, sameType } from '../resourceId';
import { graphTime, minutes } from '../time';
import type { Resource, ServicePrincipal, World } from '../world';
import { claimsMeet, parseClaimsExpression } from './claimsExpression';

/**
 * Workload identity federation: somebody else's token, trusted by a federated credential of a user-assigned identity, is
 * exchanged for a token of that identity. The other issuer's signature is not checked here: nobody's keys are known.
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation
 */

const FEDERATED_TYPE =
	'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials';
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** How long Entra takes to make a new or changed federated credential known. */
const PROPAGATION = minutes(1);

/** Why an assertion is refused, as Entra's token endpoint says it. */
export interface AssertionError {
	readonly status: number;
	readonly error: string;
	readonly code: number;
	readonly text: string;
}

function readPart(part: string | undefined): JsonObject | undefined {
	try {
		const value = parseJson(utf8.encode(base64urlnopad.decode((part ?? '').replace(/=+$/, ''))));
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** What an assertion says, genuine or not. */
export const readAssertion = (assertion: string): JsonObject | undefined =>
	readPart(assertion.split('.')[1]);

/** The audiences of an assertion: a text, or a list of texts. */
const audiencesOf = ({ aud }: JsonObject): string[] =>
	Array.isArray(aud) ? aud.map(String) : [String(aud ?? '')];

function isKnown(world: World, { changedAt }: Resource): boolean {
	return world.timing === 'instant' || world.now - changedAt >= PROPAGATION;
}

/** The subject that a credential names, or the expression that stands for many. */
function trustsSubject({ properties }: Resource, claims: JsonObject): boolean {
	const { issuer, subject, claimsMatchingExpression: expression } = properties;
	if (!isObject(expression)) return subject === claims.sub;
	const tests = parseClaimsExpression(String(expression.value), String(issuer));
	return tests !== undefined && claimsMeet(tests, claims);
}

/** Issuer, subject and audience are compared letter by letter. */
function trusts(credential: Resource, claims: JsonObject): boolean {
	const { issuer, audiences } = credential.properties;
	return (
		issuer === claims.iss &&
		trustsSubject(credential, claims) &&
		Array.isArray(audiences) &&
		audiences.some((audience) => audiencesOf(claims).includes(String(audience)))
	);
}

/** Microsoft Entra's own issuers: identities of a directory are not federated with each other. */
const ENTRA_ISSUER =
	/^https:\/\/(?:[^/]+\.)?(?:login\.microsoftonline\.com|login\.windows\.net|login\.microsoft\.com|sts\.windows\.net)(?:\/|$)/i;

const credentialsOf = (world: World, { resourceId }: ServicePrincipal): Resource[] =>
	Object.values(world.resources).filter(
		({ id, type }) => sameType(type, FEDERATED_TYPE) && isKeyWithin(idKey(resourceId), idKey(id)),
	);

function timeError(world: World, { nbf, exp }: JsonObject): AssertionError | undefined {
	const from = typeof nbf === 'number' ? nbf * 1000 : world.now;
	const until = typeof exp === 'number' ? exp * 1000 : world.now;
	if (from <= world.now && world.now < until) return undefined;
	return {
		status: 401,
		error: 'invalid_client',
		code: 700024,
		text: `Client assertion is not within its valid time range. Current time: ${graphTime(world.now)}, assertion valid from ${graphTime(from)}, expiry time of assertion ${graphTime(until)}.`,
	};
}

/** Nobody trusts an assertion; where an expression was tried as well, Entra says so. */
function noMatch(credentials: readonly Resource[], claims: JsonObject): AssertionError {
	const tried = credentials.some(
		({ properties }) =>
			properties.issuer === claims.iss && isObject(properties.claimsMatchingExpression),
	);
	const found = 'No matching federated identity record found for presented assertion';
	const [code, text] = tried
		? [
				7002131,
				`${found} subject '${String(claims.sub ?? '')}' or no federated identity credential expression matched. Please check your federated identity credential Subject, Expression, Audience and Issuer against the presented assertion.`,
			]
		: [
				70021,
				`${found}. Assertion Issuer: '${String(claims.iss ?? '')}'. Assertion Subject: '${String(claims.sub ?? '')}'. Assertion Audience: '${audiencesOf(claims).join(',')}'.`,
			];
	return {
		status: 400,
		error: 'invalid_request',
		code,
		text: `${text} https://learn.microsoft.com/entra/workload-id/workload-identity-federation`,
	};
}

/** The managed identity that an assertion may speak for, or why it may not. */
export function principalOfAssertion(
	world: World,
	clientId: string,
	assertion: string,
): ServicePrincipal | AssertionError {
	const [head, body, signature] = assertion.split('.');
	const claims = readPart(body);
	if (!readPart(head) || !claims || !signature)
		return {
			status: 400,
			error: 'invalid_request',
			code: 50027,
			text: 'JWT token is invalid or malformed.',
		};
	const principal = Object.values(world.servicePrincipals).find(
		({ appId, deletedAt }) =>
			appId.toLowerCase() === clientId.toLowerCase() && deletedAt === undefined,
	);
	if (!principal)
		return {
			status: 400,
			error: 'unauthorized_client',
			code: 700016,
			text: `Application with identifier '${clientId}' was not found in the directory '${world.tenant.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
		};
	const credentials = credentialsOf(world, principal);
	const trusted = credentials.some(
		(credential) => isKnown(world, credential) && trusts(credential, claims),
	);
	if (!trusted) return noMatch(credentials, claims);
	// https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
	if (ENTRA_ISSUER.test(String(claims.iss)))
		return {
			status: 400,
			error: 'invalid_request',
			code: 700222,
			text: 'AAD-issued tokens may not be used for federated identity flows.',
		};
	return timeError(world, claims) ?? principal;
}
