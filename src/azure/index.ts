/**
 * The simulated Azure: a pure function from a world and a request to the next world and a response. This is the only
 * door that other rooms use.
 */
export { createWorld, type WorldOptions } from './createWorld';
export {
	currentSubscription,
	TIMINGS,
	type ActivityLogEntry,
	type Blob,
	type DataLogEntry,
	type Deployment,
	type DeploymentStep,
	type Lifecycle,
	type Lock,
	type ManagementGroup,
	type RecordKind,
	type RecordRef,
	type Resource,
	type ResourceGroup,
	type RoleAssignment,
	type RoleDefinition,
	type Secret,
	type ServicePrincipal,
	type SignInLogEntry,
	type Timer,
	type Timing,
	type World,
} from './world';
export type { DataItem } from './records/data';
export { handle } from './handle';

export { advance } from './resourceManager';
export { soundWorld } from './soundWorld';
export { header, type HttpRequest, type HttpResponse } from './http';
export { converse, converseWith, type Conversation, type Exchange } from './conversation';
export { isObject, parseJson, type Json, type JsonObject } from './json';
export { checkAccess, isAllowed } from './rbac/checkAccess';
export type { AccessDecision, AccessQuestion } from './rbac/accessDecision';
export { matchesAction } from './rbac/actions';
export { whatCan, whoCan } from './rbac/whoCan';
export { withDenyAssignment, type NewDenyAssignment } from './rbac/denyAssignments';
export { groupsOf } from './entra/membership';
export { roleDefinitionsOf, roleDefinitionByName, findRole } from './rbac/roles';
export { isOrphan } from './rbac/principals';
export { roleAssignmentsAt, roleAssignmentsOf } from './rbac/assignments';
export { availableActions } from './availableActions';
export { withThrottling } from './arm/throttling';
export { retentionOf } from './arm/softDelete';
export { withImdsFault, type NewImdsFault } from './workload/imdsFaults';
export { environmentOf } from './workload/environment';
export * as programs from './workload/programs';
export { decodeToken, type TokenClaims } from './entra/tokens';
export { refreshTokenOf } from './entra/login';
export { signSas } from './data/sas';
export { signSharedKey, storageKeys } from './data/sharedKey';
export {
	configurationLogs,
	cosmosLogs,
	keyVaultLogs,
	messagingLogs,
	registryLogs,
	storageLogs,
} from './data/resourceLogs';
export { signInLogs } from './entra/signInLogs';
export { PEOPLE, type PersonKey } from './entra/people';
export { signInAs } from './entra/signInAs';
export { PROVIDERS, providerOf, type ProviderRow } from './arm/providers';
export { registrationState } from './arm/registration';
export { parseRelaxedJson } from './template/relaxedJson';
export { withLinkedTemplates } from './template/linked';
export { hideSecureValues, secureNames } from './template/secureValues';
export { locate } from './template/locate';
export { FUNCTION_NAMES } from './template/functions';
export {
	isExpression,
	makeLiteral,
	parseExpression,
	printExpression,
	type Expression,
} from './template/expression';
export { Fault as TemplateFault } from './template/fault';
export { MACHINES } from './lifecycles/machines';
export { nextEvents } from './lifecycles/run';
export {
	groupOf,
	groupScope,
	idKey,
	isWithin,
	managementGroupScope,
	makeResourceId,
	nameOf,
	parseResourceId,
	sameId,
	subscriptionScope,
	typeOf,
} from './resourceId';
export { parseUrl, type ParsedUrl } from './url';
export { days, hours, minutes, seconds, type Milliseconds } from './time';
export * as requests from './requests';
