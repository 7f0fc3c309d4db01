import { providerOf } from '../arm/providers';
import { guidOf, hashHex } from '../ids';
import { isObject, own, type Json } from '../json';
import { idKey, parseResourceId } from '../resourceId';
import type { Resource, World } from '../world';

/**
 * The environment variables that code on a resource sees.
 * @see https://learn.microsoft.com/azure/app-service/reference-app-settings
 */

/** Where an app's own identity endpoint listens, and the secret that requests to it must bring along. */
export interface IdentityEndpoint {
	readonly host: string;
	readonly url: string;
	readonly header: string;
}

/** The identity endpoint of an app. Each instance has its own link-local address and its own secret. */
export function identityEndpointOf(world: World, app: Resource): IdentityEndpoint {
	const parts = [world.seed, idKey(app.id), app.createdAt];
	const host = `169.254.130.${(Number.parseInt(hashHex('identityEndpoint', ...parts).slice(0, 4), 16) % 253) + 1}:8081`;
	return { host, url: `http://${host}/msi/token`, header: guidOf('identityHeader', ...parts) };
}

/** Whether a host is where apps find their identity endpoint. */
export const isAppServiceHost = (host: string): boolean =>
	/^169\.254\.130\.\d{1,3}:8081$/.test(host);

/** An app's settings by name: what the person who runs it has set. */
export function appSettingsOf({ properties }: Resource): Record<string, string> {
	const config = properties.siteConfig;
	const rows = isObject(config) && Array.isArray(config.appSettings) ? config.appSettings : [];
	return Object.fromEntries(
		(rows as readonly Json[]).flatMap((row) =>
			isObject(row) && typeof row.name === 'string' ? [[row.name, String(row.value ?? '')]] : [],
		),
	);
}

/**
 * What code on a resource finds in its environment: on App Service and Functions the app's settings, facts about the site and,
 * if the app has any identity, the way to its tokens; on a virtual machine nothing of the kind.
 */
export function environmentOf(world: World, resourceId: string): Record<string, string> {
	const app = own(world.resources, idKey(resourceId));
	if (!app || providerOf(app.type)?.tokenEndpoint !== 'appService') return {};
	const { subscriptionId = '', resourceGroup = '' } = parseResourceId(app.id) ?? {};
	const region = app.location ?? '';
	const space = `${region.replaceAll(' ', '')}webspace`;
	const endpoint = identityEndpointOf(world, app);
	const hasIdentity = app.identity && (app.identity.system || app.identity.user.length > 0);
	return {
		WEBSITE_SITE_NAME: app.name,
		WEBSITE_HOSTNAME: `${app.name}.azurewebsites.net`,
		WEBSITE_RESOURCE_GROUP: resourceGroup,
		WEBSITE_OWNER_NAME: `${subscriptionId}+${resourceGroup}-${space}`,
		WEBSITE_INSTANCE_ID: hashHex('instance', endpoint.header),
		REGION_NAME: region,
		...appSettingsOf(app),
		...(hasIdentity
			? {
					IDENTITY_ENDPOINT: endpoint.url,
					IDENTITY_HEADER: endpoint.header,
					MSI_ENDPOINT: endpoint.url,
					MSI_SECRET: endpoint.header,
				}
			: {}),
	};
}
