import { providerOf } from '../arm/providers';
import { guidOf, hashHex } from '../ids';
import { isObject, own, type Json } from '../json';
import { idKey, parseResourceId, sameType } from '../resourceId';
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

const isContainerApp = ({ type }: Resource): boolean =>
	sameType(type, 'Microsoft.App/containerApps');

/** Where a container app finds its endpoint: on itself. */
const CONTAINER_APP_HOST = 'localhost:42356';

/**
 * The identity endpoint of an app, with the secret of its instance. On App Service each instance has a link-local address of
 * its own.
 * @see https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 * @see https://learn.microsoft.com/azure/container-apps/managed-identity#rest-endpoint-reference
 */
export function identityEndpointOf(world: World, app: Resource): IdentityEndpoint {
	const parts = [world.seed, idKey(app.id), app.createdAt];
	const last = (Number.parseInt(hashHex('identityEndpoint', ...parts).slice(0, 4), 16) % 253) + 1;
	const host = isContainerApp(app) ? CONTAINER_APP_HOST : `169.254.130.${last}:8081`;
	return { host, url: `http://${host}/msi/token`, header: guidOf('identityHeader', ...parts) };
}

/** Whether a host is where apps find their identity endpoint. */
export const isAppServiceHost = (host: string): boolean =>
	host === CONTAINER_APP_HOST || /^169\.254\.130\.\d{1,3}:8081$/.test(host);

const named = (rows: Json | undefined): Record<string, string> =>
	Object.fromEntries(
		(Array.isArray(rows) ? (rows as readonly Json[]) : []).flatMap((row) =>
			isObject(row) && typeof row.name === 'string' ? [[row.name, String(row.value ?? '')]] : [],
		),
	);

/** An app's settings by name: what the person who runs it has set. */
export function appSettingsOf({ properties }: Resource): Record<string, string> {
	const config = properties.siteConfig;
	return named(isObject(config) ? config.appSettings : undefined);
}

/** What the person who runs a container app has set for its first container. */
function containerSettings({ properties }: Resource): Record<string, string> {
	const containers = isObject(properties.template) ? properties.template.containers : undefined;
	const [first] = Array.isArray(containers) ? (containers as readonly Json[]) : [];
	return named(isObject(first) ? first.env : undefined);
}

/** Facts about a site or a slot. @see https://learn.microsoft.com/azure/app-service/reference-app-settings#app-environment */
function siteEnvironment(app: Resource, instance: string): Record<string, string> {
	const { subscriptionId = '', resourceGroup = '', names } = parseResourceId(app.id) ?? {};
	const [site = app.name, slot] = names ?? [];
	const region = app.location ?? '';
	return {
		WEBSITE_SITE_NAME: site,
		...(slot === undefined ? {} : { WEBSITE_SLOT_NAME: slot }),
		WEBSITE_HOSTNAME: `${slot === undefined ? site : `${site}-${slot}`}.azurewebsites.net`,
		WEBSITE_RESOURCE_GROUP: resourceGroup,
		WEBSITE_OWNER_NAME: `${subscriptionId}+${resourceGroup}-${region.replaceAll(' ', '')}webspace`,
		WEBSITE_INSTANCE_ID: hashHex('instance', instance),
		REGION_NAME: region,
		...appSettingsOf(app),
	};
}

/** Facts about a container app. @see https://learn.microsoft.com/azure/container-apps/environment-variables#built-in-environment-variables */
function containerEnvironment(app: Resource, instance: string): Record<string, string> {
	const revision = String(app.properties.latestRevisionName ?? app.name);
	return {
		CONTAINER_APP_NAME: app.name,
		CONTAINER_APP_REVISION: revision,
		CONTAINER_APP_REPLICA_NAME: `${revision}-${hashHex('replica', instance).slice(0, 10)}`,
		...containerSettings(app),
	};
}

/**
 * What code on a resource finds in its environment: on App Service, Functions and Container Apps the app's settings, facts
 * about the app and, if it has any identity, the way to its tokens; on a virtual machine nothing of the kind.
 */
export function environmentOf(world: World, resourceId: string): Record<string, string> {
	const app = own(world.resources, idKey(resourceId));
	if (!app || providerOf(app.type)?.tokenEndpoint !== 'appService') return {};
	const endpoint = identityEndpointOf(world, app);
	const hasIdentity = app.identity && (app.identity.system || app.identity.user.length > 0);
	const isContainer = isContainerApp(app);
	return {
		...(isContainer ? containerEnvironment : siteEnvironment)(app, endpoint.header),
		...(hasIdentity ? { IDENTITY_ENDPOINT: endpoint.url, IDENTITY_HEADER: endpoint.header } : {}),
		// The names that older libraries know, which only App Service still gives.
		...(hasIdentity && !isContainer
			? { MSI_ENDPOINT: endpoint.url, MSI_SECRET: endpoint.header }
			: {}),
	};
}
