import type { CommandGroup } from '../command';
import { withUsualAnswers } from '../usual';
import { accountGroup } from './account';
import { acr } from './acr';
import { acrData } from './acrData';
import { acrEncryption } from './acrEncryption';
import { activityLog } from './activityLog';
import { ad } from './ad';
import { adGroup } from './adGroup';
import { adUser } from './adUser';
import { aks } from './aks';
import { bicep } from './bicep';
import { appconfig } from './appconfig';
import { appconfigDeleted } from './appconfigDeleted';
import { appconfigKv } from './appconfigKv';
import { appservicePlan } from './appservicePlan';
import { configureGroup } from './configure';
import { container } from './container';
import { containerapp } from './containerapp';
import { cosmosdb } from './cosmosdb';
import { deployment } from './deployment';
import { cosmosdbRole } from './cosmosdbRole';
import { diskEncryptionSet } from './diskEncryptionSet';
import { enterGroup } from './enter';
import { group } from './group';
import { identity } from './identity';
import { identityCredential } from './identityCredential';
import { keyless } from './keyless';
import { keyvault } from './keyvault';
import { keyvaultCertificate } from './keyvaultCertificate';
import { keyvaultDeleted } from './keyvaultDeleted';
import { keyvaultKey } from './keyvaultKey';
import { keyvaultPolicy } from './keyvaultPolicy';
import { keyvaultSecret } from './keyvaultSecret';
import { lock } from './lock';
import { logicWorkflow } from './logicWorkflow';
import { managementGroup } from './managementGroup';
import { provider } from './provider';
import { redis } from './redis';
import { resource } from './resource';
import { resourceChange } from './resourceChange';
import { rest } from './rest';
import { roleAssignment } from './roleAssignment';
import { roleDefinition } from './roleDefinition';
import { roleDefinitionChange } from './roleDefinitionChange';
import { eventhubs, servicebus } from './servicebus';
import { sites } from './sites';
import { signIn } from './signIn';
import { siteSettings } from './siteSettings';
import { siteSlots } from './siteSlots';
import { sql } from './sql';
import { storageAccount } from './storageAccount';
import { storageBlob } from './storageBlob';
import { storageContainer } from './storageContainer';
import { storageContainerRm } from './storageContainerRm';
import { storageQueue } from './storageQueue';
import { storageSas } from './storageSas';
import { storageTable } from './storageTable';
import { tag } from './tag';
import { vm } from './vm';
import { vmPower } from './vmPower';
import { vmss } from './vmss';

/** Every file of commands. A new one is one line here. */
export const GROUPS: readonly CommandGroup[] = [
	accountGroup,
	acr,
	acrData,
	acrEncryption,
	activityLog,
	ad,
	adGroup,
	adUser,
	aks,
	appconfig,
	appconfigDeleted,
	appconfigKv,
	appservicePlan,
	configureGroup,
	container,
	containerapp,
	cosmosdb,
	cosmosdbRole,
	diskEncryptionSet,
	deployment,
	enterGroup,
	eventhubs,
	group,
	identity,
	identityCredential,
	keyless,
	keyvault,
	keyvaultCertificate,
	keyvaultDeleted,
	keyvaultKey,
	keyvaultPolicy,
	keyvaultSecret,
	lock,
	logicWorkflow,
	managementGroup,
	provider,
	redis,
	resource,
	resourceChange,
	rest,
	roleAssignment,
	roleDefinition,
	roleDefinitionChange,
	servicebus,
	signIn,
	sites,
	siteSettings,
	siteSlots,
	sql,
	storageAccount,
	storageBlob,
	storageContainer,
	storageContainerRm,
	storageQueue,
	storageSas,
	storageTable,
	tag,
	vm,
	vmPower,
	vmss,
	bicep,
].map(withUsualAnswers);
