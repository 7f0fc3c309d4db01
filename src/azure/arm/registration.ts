import { minutes } from '../time';
import type { World } from '../world';
import { PROVIDERS } from './providers';

/**
 * Which resource providers a subscription may use.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types
 */

/** Providers that need no registration and cannot lose it. */
const FREE = [
	'Microsoft.Authorization',
	'Microsoft.Resources',
	'Microsoft.Insights',
	'Microsoft.Management',
] as const;
/** Providers of generic rows that most subscriptions have from the start, beside those of the full rows. */
const USUAL = ['Microsoft.Network', 'Microsoft.CognitiveServices', 'Microsoft.Cache'] as const;

const namespaceOf = (type: string): string => type.split('/')[0] ?? '';
const lower = (names: readonly string[]): ReadonlySet<string> =>
	new Set(names.map((name) => name.toLowerCase()));

const free = lower(FREE);
const usual = lower([
	...USUAL,
	...PROVIDERS.filter(({ generic }) => !generic).map(({ type }) => namespaceOf(type)),
]);

/** All namespaces that the simulator knows, as Azure writes them, in alphabetical order. */
export const NAMESPACES: readonly string[] = [
	...new Set([...FREE, ...PROVIDERS.map(({ type }) => namespaceOf(type))]),
].sort();

/** How long a provider says `Registering` under `realistic` timing. Its types can be used meanwhile. */
const REGISTRATION = minutes(1);

/** What a subscription's provider says of itself. */
export type RegistrationState = 'Registered' | 'Registering' | 'NotRegistered';

/** Whether a provider needs no registration. */
export const isFree = (namespace: string): boolean => free.has(namespace.toLowerCase());

/** The state of a provider in a subscription. */
export function registrationState(
	world: World,
	subscriptionId: string,
	namespace: string,
): RegistrationState {
	const name = namespace.toLowerCase();
	if (free.has(name)) return 'Registered';
	const change = world.subscriptions[subscriptionId.toLowerCase()]?.registrations?.[name];
	if (!change) return usual.has(name) ? 'Registered' : 'NotRegistered';
	if (!change.registered) return 'NotRegistered';
	const fresh = world.timing === 'realistic' && world.now - change.since < REGISTRATION;
	return fresh ? 'Registering' : 'Registered';
}
