import { hexToBytes } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import { hashHex } from '../ids';
import { derived, type JsonObject } from '../json';
import { remembered } from '../remembered';
import { graphTime } from '../time';
import type { Group, KeyCredential, ServicePrincipal, User, World } from '../world';
import { directoryResourceId } from './tokens';

/** Directory objects as Microsoft Graph writes them. */

const keyCredential = (
	{ keyId, thumbprint, startsAt, endsAt }: KeyCredential,
	appId: string,
): JsonObject => ({
	customKeyIdentifier: thumbprint,
	displayName: `CN=${appId}`,
	startDateTime: graphTime(startsAt),
	endDateTime: graphTime(endsAt),
	key: null,
	keyId,
	type: 'AsymmetricX509Cert',
	usage: 'Verify',
});

/** A managed identity's second name: an address that nobody but Entra has a use for. */
const identityUri = (seed: string, id: string): string =>
	`https://identity.azure.net/${base64.encode(hexToBytes(hashHex(seed, 'identityUri', id)))}`;

function write(seed: string, principal: ServicePrincipal): JsonObject {
	const { id, appId, displayName, kind, resourceId, createdAt, deletedAt } = principal;
	const live = principal.keyCredentials.filter(
		({ lifecycle }) => lifecycle.state === 'current' || lifecycle.state === 'superseded',
	);
	return {
		id,
		deletedDateTime: deletedAt === undefined ? null : graphTime(deletedAt),
		accountEnabled: true,
		alternativeNames: [
			kind === 'user' ? 'isExplicit=True' : 'isExplicit=False',
			directoryResourceId(resourceId),
		],
		appDescription: null,
		appDisplayName: null,
		appId,
		applicationTemplateId: null,
		appOwnerOrganizationId: null,
		appRoleAssignmentRequired: false,
		createdDateTime: graphTime(createdAt),
		description: null,
		disabledByMicrosoftStatus: null,
		displayName,
		homepage: null,
		loginUrl: null,
		logoutUrl: null,
		notes: null,
		notificationEmailAddresses: [],
		preferredSingleSignOnMode: null,
		preferredTokenSigningKeyThumbprint: null,
		replyUrls: [],
		servicePrincipalNames: [appId, identityUri(seed, id)],
		servicePrincipalType: 'ManagedIdentity',
		signInAudience: null,
		tags: [],
		tokenEncryptionKeyId: null,
		samlSingleSignOnSettings: null,
		addIns: [],
		appRoles: [],
		info: {
			logoUrl: null,
			marketingUrl: null,
			privacyStatementUrl: null,
			supportUrl: null,
			termsOfServiceUrl: null,
		},
		keyCredentials: [...live].reverse().map((each) => keyCredential(each, appId)),
		oauth2PermissionScopes: [],
		passwordCredentials: [],
		resourceSpecificApplicationPermissions: [],
		verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
	};
}

/** A list writes hundreds of them, and a record never changes. */
const written = derived((principal: ServicePrincipal) =>
	remembered((seed: string) => write(seed, principal)),
);

/**
 * The service principal of a managed identity: there is no application behind it.
 * @see https://learn.microsoft.com/graph/api/resources/serviceprincipal
 */
export const toGraph = ({ seed }: World, principal: ServicePrincipal): JsonObject =>
	written(principal)(seed);

/** A person. @see https://learn.microsoft.com/graph/api/resources/user */
export const userToGraph = ({ id, displayName, userPrincipalName }: User): JsonObject => ({
	businessPhones: [],
	displayName,
	givenName: displayName,
	jobTitle: null,
	mail: null,
	mobilePhone: null,
	officeLocation: null,
	preferredLanguage: null,
	surname: null,
	userPrincipalName,
	id,
});

/** A security group. @see https://learn.microsoft.com/graph/api/resources/group */
export const groupToGraph = (group: Group): JsonObject => ({
	id: group.id,
	deletedDateTime: null,
	classification: null,
	createdDateTime: graphTime(group.createdAt),
	description: group.description ?? null,
	displayName: group.displayName,
	groupTypes: [],
	isAssignableToRole: null,
	mail: null,
	mailEnabled: false,
	mailNickname: group.mailNickname,
	membershipRule: null,
	onPremisesSyncEnabled: null,
	proxyAddresses: [],
	securityEnabled: true,
	visibility: null,
});
