import { guidOf } from '../ids';
import type { JsonObject } from '../json';
import { armTime, graphTime } from '../time';
import type { SignInLogEntry, World } from '../world';
import { isAudience } from './tokens';

/**
 * The sign-ins of managed identities, as Entra keeps them. What an identity endpoint hands out again from its store was never
 * asked of Entra, nor was a request that no identity could answer.
 * @see https://learn.microsoft.com/entra/identity/monitoring-health/concept-managed-identity-sign-ins
 */

/** Names and application ids of the services that tokens are asked for. */
const SERVICES: readonly (readonly [string, string, string])[] = [
	['https://vault.azure.net', 'Azure Key Vault', 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'],
	['https://storage.azure.com', 'Azure Storage', 'e406a681-f3d4-42a8-90b6-c2b029497af1'],
	[
		'https://management.azure.com',
		'Windows Azure Service Management API',
		'797f4846-ba00-4fd7-ba43-dac1f8f63013',
	],
	[
		'https://management.core.windows.net',
		'Windows Azure Service Management API',
		'797f4846-ba00-4fd7-ba43-dac1f8f63013',
	],
	['https://graph.microsoft.com', 'Microsoft Graph', '00000003-0000-0000-c000-000000000000'],
	['https://database.windows.net', 'Azure SQL Database', '022907d3-0f1b-48f7-badc-1ba6abab6d66'],
];

const reachedEntra = ({ cached, servicePrincipalId }: SignInLogEntry): boolean =>
	!cached && servicePrincipalId !== undefined;

function render(world: World, entry: SignInLogEntry, index: number): JsonObject {
	const { servicePrincipalId = '', federated, audience, status } = entry;
	const principal = world.servicePrincipals[servicePrincipalId];
	const credential = principal?.keyCredentials.at(-1);
	const [, resourceDisplayName = audience, resourceId = ''] =
		SERVICES.find(([known]) => isAudience(audience, [known])) ?? [];
	const id = guidOf(world.seed, 'signIn', entry.time, index);
	const good = status < 400;
	return {
		id,
		createdDateTime: graphTime(entry.time),
		appId: principal?.appId ?? '',
		appDisplayName: null,
		// Azure leaves it out for identities whose requests come from its own hosts.
		ipAddress: '',
		clientAppUsed: '',
		correlationId: guidOf(id, 'correlation'),
		conditionalAccessStatus: 'notApplied',
		isInteractive: false,
		resourceDisplayName,
		resourceId,
		resourceTenantId: world.tenant.tenantId,
		servicePrincipalId,
		servicePrincipalName: entry.servicePrincipalName ?? principal?.displayName ?? '',
		servicePrincipalCredentialKeyId: federated ? '' : (credential?.keyId ?? ''),
		servicePrincipalCredentialThumbprint: federated ? '' : (credential?.thumbprint ?? ''),
		signInEventTypes: [federated ? 'servicePrincipal' : 'managedIdentity'],
		uniqueTokenIdentifier: good ? guidOf(id, 'token').replaceAll('-', '').slice(0, 22) : '',
		status: {
			errorCode: good ? 0 : Number(/\d+/.exec(entry.error ?? '')?.[0] ?? 0),
			failureReason: good ? 'Other.' : (entry.error ?? ''),
			additionalDetails: null,
		},
		managedServiceIdentity: {
			msiType: principal?.kind === 'system' ? 'systemAssigned' : 'userAssigned',
			associatedResourceId: federated ? '' : (entry.from ?? ''),
			federatedTokenId: federated?.subject ?? '',
			federatedTokenIssuer: federated?.issuer ?? '',
		},
	};
}

/** The sign-ins of managed identities and of workloads that exchange a token for one of theirs, newest first, as Graph writes them. @see https://learn.microsoft.com/graph/api/resources/signin */
export const signIns = (world: World): readonly JsonObject[] =>
	world.signInLog
		.flatMap((entry, index) => (reachedEntra(entry) ? [render(world, entry, index)] : []))
		.reverse();

/** The same as records of the two categories of diagnostic settings. @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/aadmanagedidentitysigninlogs */
export const signInLogs = (world: World): readonly JsonObject[] =>
	world.signInLog.flatMap((entry, index) =>
		reachedEntra(entry)
			? [
					{
						time: armTime(entry.time),
						resourceId: `/tenants/${world.tenant.tenantId}/providers/Microsoft.aadiam`,
						operationName: 'Sign-in activity',
						operationVersion: '1.0',
						category: entry.federated ? 'ServicePrincipalSignInLogs' : 'ManagedIdentitySignInLogs',
						tenantId: world.tenant.tenantId,
						resultType: entry.status < 400 ? '0' : (/\d+/.exec(entry.error ?? '')?.[0] ?? '1'),
						resultSignature: 'None',
						durationMs: 0,
						properties: render(world, entry, index),
					},
				]
			: [],
	);
