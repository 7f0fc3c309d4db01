import { parseClaimsExpression } from '../../entra/claimsExpression';
import { errors } from '../../errors';
import type { HttpResponse } from '../../http';
import { isObject, type Json, type JsonObject } from '../../json';
import { idKey, isWithin, sameId, sameType } from '../../resourceId';
import type { World } from '../../world';
import type { CheckedWrite } from './row';

/** What the properties of user-assigned identities and of federated credentials must be. */

const FEDERATED_TYPE =
	'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials';
/** How many federated credentials one identity can have. @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
export const MAX_FEDERATED_CREDENTIALS = 20;

const ISOLATION_SCOPES = ['None', 'Regional'];

const isTextList = (value: Json | undefined): value is readonly string[] =>
	Array.isArray(value) && (value as readonly Json[]).every((each) => typeof each === 'string');

/** Whether an identity's restrictions let resources of a type hold it. They name providers or types; an empty list names all. */
export function isAssignableTo(restrictions: Json | undefined, type: string): boolean {
	const providers = isObject(restrictions) ? restrictions.providers : undefined;
	if (!isTextList(providers) || providers.length === 0) return true;
	const wanted = type.toLowerCase();
	return providers
		.map((provider) => provider.toLowerCase())
		.some((provider) => wanted === provider || wanted.startsWith(`${provider}/`));
}

/**
 * An identity's `isolationScope` is `None` or `Regional`; its `assignmentRestrictions` name providers or types, and leave out
 * none to which it is assigned.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-isolation-scope
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-assignment-restriction
 */
export function checkUserAssignedIdentity(
	world: World,
	{ id }: CheckedWrite,
	asked: JsonObject,
): HttpResponse | undefined {
	const { isolationScope, assignmentRestrictions } = asked;
	if (isolationScope !== undefined && !ISOLATION_SCOPES.includes(String(isolationScope)))
		return errors.BadRequest(
			`The isolation scope '${String(isolationScope)}' is not valid. Valid values are 'None' and 'Regional'.`,
		);
	if (assignmentRestrictions === undefined || assignmentRestrictions === null) return undefined;
	const providers = isObject(assignmentRestrictions) ? assignmentRestrictions.providers : null;
	if (providers !== undefined && !isTextList(providers))
		return errors.BadRequest('The assignment restrictions must be a list of resource providers.');
	const holder = Object.values(world.resources).find(
		({ type, identity }) =>
			identity?.user.some((held) => sameId(held.id, id)) &&
			!isAssignableTo(assignmentRestrictions, type),
	);
	return holder
		? errors.BadRequest(
				`The identity is assigned to '${holder.id}', whose type the assignment restrictions leave out. Unassign it first.`,
			)
		: undefined;
}

/** The federated credentials of an identity. */
const credentialsOf = (world: World, identityId: string) =>
	Object.values(world.resources).filter(
		({ id, type }) => sameType(type, FEDERATED_TYPE) && isWithin(identityId, id),
	);

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** What a credential trusts of its issuer: one subject, or the expression that stands for many. */
const trusted = ({ subject, claimsMatchingExpression: expression }: JsonObject): string =>
	isObject(expression) ? `expression ${String(expression.value)}` : `subject ${textOf(subject)}`;

/**
 * The expression of a flexible credential, which stands instead of a subject; why it is refused, or `undefined`.
 * @see https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials
 */
function checkExpression({ issuer, subject, claimsMatchingExpression }: JsonObject) {
	if (textOf(subject))
		return errors.BadRequest(
			'Federated Identity Credential must have either a subject or a claims matching expression, not both.',
		);
	const { value, languageVersion } = isObject(claimsMatchingExpression)
		? claimsMatchingExpression
		: {};
	return languageVersion === 1 && parseClaimsExpression(textOf(value), textOf(issuer))
		? undefined
		: errors.BadRequest(
				`The claims matching expression '${textOf(value)}' of the Federated Identity Credential is invalid.`,
			);
}

/**
 * A federated credential has an issuer, a subject or an expression, and exactly one audience; an identity has at most twenty, no two
 * with the same issuer and subject.
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
 */
export function checkFederatedCredential(
	world: World,
	{ id, before }: CheckedWrite,
	asked: JsonObject,
): HttpResponse | undefined {
	const { issuer, subject, audiences, claimsMatchingExpression } = asked;
	const flexible = isObject(claimsMatchingExpression);
	if (!textOf(issuer) || (!textOf(subject) && !flexible) || !isTextList(audiences))
		return errors.BadRequest('Federated Identity Credential from HTTP body has empty properties');
	if (audiences.length !== 1)
		return errors.BadRequest('Federated identity credentials must have exactly 1 audience.');
	const refused = flexible ? checkExpression(asked) : undefined;
	if (refused) return refused;
	const identityId = id.split('/').slice(0, -2).join('/');
	const others = credentialsOf(world, identityId).filter((other) => idKey(other.id) !== idKey(id));
	if (
		others.some(
			({ properties }) => properties.issuer === issuer && trusted(properties) === trusted(asked),
		)
	)
		return errors.BadRequest(
			'Issuer and subject combination already exists for this Managed Identity.',
		);
	return !before && others.length >= MAX_FEDERATED_CREDENTIALS
		? errors.BadRequest('Too many Federated Identity Credentials for this Managed Identity.')
		: undefined;
}
