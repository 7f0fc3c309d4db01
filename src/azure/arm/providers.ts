import { COMPUTE } from './providers/compute';
import { CONTAINERS } from './providers/containers';
import { DATABASES } from './providers/databases';
import { GENERIC } from './providers/generic';
import { INTEGRATION } from './providers/integration';
import { MESSAGING } from './providers/messaging';
import { neighbourRows } from './providers/neighbours';
import type { ProviderRow } from './providers/row';
import { SECURITY } from './providers/security';
import { STORAGE } from './providers/storage';
import { WEB } from './providers/web';

export type { DataPlane, ProviderRow, TokenEndpoint } from './providers/row';

const ROWS: readonly ProviderRow[] = [
	...COMPUTE,
	...WEB,
	...SECURITY,
	...STORAGE,
	...CONTAINERS,
	...INTEGRATION,
	...MESSAGING,
	...DATABASES,
	...GENERIC,
];

/**
 * One row per resource type. A new type is one row in the file of its family, or one word in `providers/generic` (it can have
 * an identity) or `providers/neighbours` (it has none).
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-status
 */
export const PROVIDERS: readonly ProviderRow[] = [
	...ROWS,
	...neighbourRows(new Set(ROWS.map(({ type }) => type.toLowerCase()))),
];

const byType = new Map(PROVIDERS.map((row) => [row.type.toLowerCase(), row]));

/** The row of a resource type, in any case; `undefined` when the simulator does not know the type. */
export const providerOf = (type: string): ProviderRow | undefined => byType.get(type.toLowerCase());

/**
 * Whether a resource stands for itself in lists across types and has tags: a child does only when it has a place of its own.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-support
 */
export const isTracked = ({ type, located }: ProviderRow): boolean =>
	located || type.split('/').length === 2;
