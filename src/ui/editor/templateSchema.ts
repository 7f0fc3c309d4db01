import { PROVIDERS, type ProviderRow } from '../../azure';
import { apiVersionOf } from '../../iac';
import { schemaWords as words } from '../words/templateSchema';

/** JSON Schema, draft 7, as far as it is used here. */
export interface Schema {
	readonly [key: string]: unknown;
}

const ROLE_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';

/** Types that are no rows of the table: they hang on others, or are the deployment's own. */
const OTHERS = [
	ROLE_ASSIGNMENTS,
	'Microsoft.Authorization/roleDefinitions',
	'Microsoft.Authorization/locks',
	'Microsoft.KeyVault/vaults/secrets',
	'Microsoft.Resources/resourceGroups',
	'Microsoft.Resources/deployments',
	'Microsoft.Resources/tags',
] as const;

/** Every resource type that the simulator knows, as Azure writes them. */
export const RESOURCE_TYPES: readonly string[] = [
	...new Set([...PROVIDERS.map(({ type }) => type), ...OTHERS]),
].sort();

const KNOWN = new Set(RESOURCE_TYPES.map((type) => type.toLowerCase()));
/** Whether the simulator knows a resource type. */
export const isKnownType = (type: string): boolean => KNOWN.has(type.toLowerCase());

const EXPRESSION = { type: 'string', pattern: '^\\[' };
/** A value, or an expression that makes one. */
const orExpression = (schema: Schema): Schema => ({ anyOf: [schema, EXPRESSION] });
const described = (texts: Readonly<Record<string, string>>): Record<string, Schema> =>
	Object.fromEntries(Object.entries(texts).map(([name, description]) => [name, { description }]));

const oneOf = (values: readonly string[], description: string): Schema => ({
	description,
	anyOf: [{ enum: values }, EXPRESSION],
});

function identitySchema({ identity }: ProviderRow): Schema {
	if (!identity) return { not: {}, errorMessage: words.identity.none };
	const { system, user, both } = identity;
	const types = [
		...(system ? ['SystemAssigned'] : []),
		...(user ? ['UserAssigned'] : []),
		...(system && user ? [both] : []),
		'None',
	];
	return orExpression({
		type: 'object',
		description: words.resource.identity,
		required: ['type'],
		properties: {
			type: oneOf(types, words.identity.type),
			...(user
				? {
						userAssignedIdentities: {
							description: words.identity.userAssignedIdentities,
							type: 'object',
							additionalProperties: { type: 'object' },
						},
					}
				: {}),
		},
		additionalProperties: false,
		...(system
			? {
					defaultSnippets: [{ label: words.snippets.system, body: { type: 'SystemAssigned' } }],
				}
			: {}),
	});
}

const kindsOf = ({ identity }: ProviderRow): string => {
	const { kinds } = words.identity;
	if (!identity) return kinds.none;
	return identity.system ? (identity.user ? kinds.both : kinds.system) : kinds.user;
};

const text = words.properties;
const truth = (description: string): Schema => ({
	description,
	...orExpression({ type: 'boolean' }),
});
const said = (description: string): Schema => ({ description });

/** The properties that matter for identities, of the types that lessons and examples speak of. */
const PROPERTIES: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
	'Microsoft.KeyVault/vaults': {
		tenantId: said(text.tenantId),
		sku: { type: 'object', default: { family: 'A', name: 'standard' } },
		enableRbacAuthorization: truth(text.enableRbacAuthorization),
		enableSoftDelete: truth(text.enableSoftDelete),
		enablePurgeProtection: truth(text.enablePurgeProtection),
		accessPolicies: said(text.accessPolicies),
	},
	'Microsoft.KeyVault/vaults/secrets': { value: said(text.value) },
	'Microsoft.Storage/storageAccounts': {
		allowSharedKeyAccess: truth(text.allowSharedKeyAccess),
		allowBlobPublicAccess: truth(text.allowBlobPublicAccess),
		minimumTlsVersion: oneOf(['TLS1_0', 'TLS1_1', 'TLS1_2', 'TLS1_3'], text.minimumTlsVersion),
		supportsHttpsTrafficOnly: truth(text.supportsHttpsTrafficOnly),
	},
	'Microsoft.Storage/storageAccounts/blobServices/containers': {
		publicAccess: oneOf(['None', 'Blob', 'Container'], text.publicAccess),
	},
	'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials': {
		issuer: said(text.issuer),
		subject: said(text.subject),
		audiences: { description: text.audiences, default: ['api://AzureADTokenExchange'] },
	},
	'Microsoft.Web/sites': {
		serverFarmId: said(text.serverFarmId),
		siteConfig: said(text.siteConfig),
	},
	'Microsoft.Authorization/locks': {
		level: oneOf(['CanNotDelete', 'ReadOnly'], text.level),
		notes: said(text.notes),
	},
	[ROLE_ASSIGNMENTS]: {
		principalId: said(words.roleAssignment.principalId),
		roleDefinitionId: said(words.roleAssignment.roleDefinitionId),
		principalType: oneOf(
			['ServicePrincipal', 'User', 'Group', 'ForeignGroup', 'Device'],
			words.roleAssignment.principalType,
		),
		description: said(words.roleAssignment.description),
		condition: said(words.roleAssignment.condition),
		conditionVersion: oneOf(['2.0'], words.roleAssignment.conditionVersion),
		delegatedManagedIdentityResourceId: said(
			words.roleAssignment.delegatedManagedIdentityResourceId,
		),
	},
};

/** What must be said of a type's properties. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
	[ROLE_ASSIGNMENTS]: ['principalId', 'roleDefinitionId'],
	'Microsoft.Authorization/locks': ['level'],
};

/** The names of the properties that are known of a type, each with what it is. */
export const propertiesOf = (type: string): readonly (readonly [string, string])[] =>
	Object.entries(PROPERTIES[type] ?? {}).map(([name, { description }]) => [
		name,
		typeof description === 'string' ? description : '',
	]);

/** What is said of a type: which identities it can have, and how it may be named. */
export function aboutType(type: string): string {
	if (type.toLowerCase() === ROLE_ASSIGNMENTS.toLowerCase()) return words.roleAssignment.type;
	const row = PROVIDERS.find((one) => one.type.toLowerCase() === type.toLowerCase());
	return row ? `${kindsOf(row)} ${words.nameRule(row.name.rule)}` : '';
}

/** The identity types that a resource type admits, as its provider spells them; none when it can have none. */
export function identityTypesOf(type: string): readonly string[] {
	const { identity } = PROVIDERS.find((row) => row.type.toLowerCase() === type.toLowerCase()) ?? {};
	if (!identity) return [];
	const { system, user, both } = identity;
	return [
		...(system ? ['SystemAssigned'] : []),
		...(user ? ['UserAssigned'] : []),
		...(system && user ? [both] : []),
	];
}

function typeRule(type: string): Schema {
	const row = PROVIDERS.find((one) => one.type === type);
	const version = apiVersionOf(type);
	const properties = PROPERTIES[type];
	const required = REQUIRED[type];
	return {
		if: { required: ['type'], properties: { type: { const: type } } },
		then: {
			properties: {
				type: { description: aboutType(type) },
				apiVersion: { examples: [version], description: words.version(version) },
				...(row ? { identity: identitySchema(row) } : {}),
				...(type === ROLE_ASSIGNMENTS ? { name: said(words.roleAssignment.name) } : {}),
				...(properties
					? {
							properties: {
								description: words.resource.properties,
								...orExpression({
									type: 'object',
									properties,
									...(required ? { required } : {}),
								}),
							},
						}
					: {}),
			},
			...(row?.located === true && !row.extension ? { required: ['location'] } : {}),
		},
	};
}

/** The role assignment that everybody forgets how to write. */
const ROLE_SNIPPET = {
	type: ROLE_ASSIGNMENTS,
	apiVersion: apiVersionOf(ROLE_ASSIGNMENTS),
	name: "[guid(resourceGroup().id, '${1:identity}', '${2:role}')]",
	properties: {
		principalId:
			"[reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', '${1:identity}'), '2023-01-31').principalId]",
		principalType: 'ServicePrincipal',
		roleDefinitionId:
			"[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${3:guid}')]",
	},
};

const RESOURCE: Schema = {
	type: 'object',
	required: ['type', 'apiVersion'],
	properties: {
		...described(words.resource),
		type: { type: 'string', description: words.resource.type, examples: RESOURCE_TYPES },
		apiVersion: { type: 'string', description: words.resource.apiVersion },
		name: { type: 'string', description: words.resource.name },
		location: {
			type: 'string',
			description: words.resource.location,
			examples: ['[resourceGroup().location]'],
		},
		dependsOn: { description: words.resource.dependsOn, ...orExpression({ type: 'array' }) },
		resources: { type: 'array', items: { $ref: '#/definitions/resource' } },
	},
	allOf: RESOURCE_TYPES.filter((type) => type !== 'Microsoft.Resources/deployments').map(typeRule),
	defaultSnippets: [
		{ label: words.snippets.roleAssignment, body: ROLE_SNIPPET },
		{
			label: words.snippets.identity,
			body: {
				type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
				apiVersion: apiVersionOf('Microsoft.ManagedIdentity/userAssignedIdentities'),
				name: '${1:id-app}',
				location: '[resourceGroup().location]',
			},
		},
	],
};

/**
 * The schema of ARM templates, trimmed to what the simulator knows and made from its own table of resource types.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax
 */
export const TEMPLATE_SCHEMA: Schema = {
	$schema: 'http://json-schema.org/draft-07/schema#',
	type: 'object',
	required: ['$schema', 'contentVersion', 'resources'],
	additionalProperties: false,
	properties: {
		metadata: { description: words.root.metadata },
		languageVersion: { description: words.root.languageVersion, examples: ['2.0'] },
		definitions: { description: words.root.definitions },
		variables: { description: words.root.variables },
		functions: { description: words.root.functions },
		$schema: {
			description: words.root.schema,
			type: 'string',
			examples: [
				'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
				'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
			],
		},
		contentVersion: { description: words.root.contentVersion, default: '1.0.0.0' },
		parameters: {
			description: words.root.parameters,
			type: 'object',
			additionalProperties: {
				type: 'object',
				properties: {
					...described(words.parameter),
					type: {
						description: words.parameter.type,
						anyOf: [
							{
								enum: ['string', 'int', 'bool', 'object', 'array', 'secureString', 'secureObject'],
							},
							{ type: 'string' },
						],
					},
				},
				defaultSnippets: [
					{
						label: words.snippets.secure,
						body: { type: 'secureString', metadata: { description: '$1' } },
					},
				],
			},
		},
		outputs: {
			description: words.root.outputs,
			type: 'object',
			additionalProperties: { type: 'object', properties: described(words.output) },
		},
		resources: {
			description: words.root.resources,
			anyOf: [
				{ type: 'array', items: { $ref: '#/definitions/resource' } },
				{ type: 'object', additionalProperties: { $ref: '#/definitions/resource' } },
			],
		},
	},
	definitions: { resource: RESOURCE },
};
