import { parseResourceId } from '../../resourceId';
import { AT_ONCE, BOTH, takes, type ProviderRow } from './row';

const site = (host: string) => ({
	state: 'Running',
	enabled: true,
	hostNames: [`${host}.azurewebsites.net`],
	defaultHostName: `${host}.azurewebsites.net`,
	httpsOnly: false,
});

/**
 * App Service: web apps, function apps (a site whose `kind` says so) and their deployment slots. A slot has identities of
 * its own.
 * @see https://learn.microsoft.com/azure/app-service/overview-managed-identity
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftweb
 */
export const WEB: readonly ProviderRow[] = [
	{
		type: 'Microsoft.Web/sites',
		name: {
			pattern: /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,58}[a-zA-Z0-9])$/,
			rule: '2 to 60 letters, digits or hyphens; it starts and ends with a letter or digit',
			// https://github.com/MicrosoftDocs/azure-docs/issues/26710
			refusal: (name) => ['BadRequest', `The host name ${name}.azurewebsites.net is invalid.`],
		},
		taken: ['Conflict', (name) => `Website with given name ${name} already exists.`],
		identity: BOTH,
		tokenEndpoint: 'appService',
		latency: takes(15, 5, 10),
		...AT_ONCE,
		defaults: (_world, _id, name) => site(name),
	},
	{
		type: 'Microsoft.Web/sites/slots',
		name: {
			pattern: /^(?!production$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,57}[a-zA-Z0-9])?$/i,
			rule: '1 to 59 letters, digits or hyphens; it starts and ends with a letter or digit and is not production',
		},
		identity: BOTH,
		tokenEndpoint: 'appService',
		namedWithParent: true,
		latency: takes(15, 5, 10),
		...AT_ONCE,
		defaults: (_world, id, name) => site(`${parseResourceId(id)?.names[0] ?? ''}-${name}`),
	},
	{
		type: 'Microsoft.Web/serverfarms',
		name: {
			pattern: /^[a-zA-Z0-9-]{1,60}$/,
			rule: '1 to 60 letters, digits or hyphens',
		},
		latency: takes(8, 3, 5),
		...AT_ONCE,
		defaults: (_world, _id, name) => ({ name, status: 'Ready', numberOfWorkers: 1 }),
	},
];
