// A template as large as they get: so many identities, of which each waits for the one before.
const TYPE = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** @param {number} count */
export const jsonOf = (count) =>
	JSON.stringify(
		{
			$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
			contentVersion: '1.0.0.0',
			resources: Array.from({ length: count }, (_, index) => ({
				type: TYPE,
				apiVersion: '2023-01-31',
				name: `id-${index}`,
				location: '[resourceGroup().location]',
				tags: { key: '[uniqueString(resourceGroup().id)]' },
				...(index === 0 ? {} : { dependsOn: [`[resourceId('${TYPE}', 'id-${index - 1}')]`] }),
			})),
		},
		null,
		2,
	);

/** @param {number} count */
export const bicepOf = (count) =>
	Array.from(
		{ length: count },
		(_, index) => `resource id${index} '${TYPE}@2023-01-31' = {
  name: 'id-${index}'
  location: resourceGroup().location
  tags: {
    key: uniqueString(resourceGroup().id)
  }
${index === 0 ? '' : `  dependsOn: [\n    id${index - 1}\n  ]\n`}}
`,
	).join('\n');
