import { ChainedTokenCredential } from './chain';
import { variable, type CredentialOptions, type TokenCredential } from './credential';
import { ManagedIdentityCredential } from './managedIdentity';
import { developerTools, environment } from './unavailable';

/** See the real one's options. */
export interface DefaultOptions extends CredentialOptions {
	readonly managedIdentityClientId?: string;
	readonly managedIdentityResourceId?: string;
	/** Variables without which it is not to be made at all. */
	readonly requiredEnvVars?: string | readonly string[];
}

function checkRequired({ requiredEnvVars = [] }: DefaultOptions): void {
	const missing = [requiredEnvVars].flat().filter((name) => !variable(name));
	const [noun, verb] = missing.length === 1 ? ['variable', 'is'] : ['variables', 'are'];
	if (missing.length > 0)
		throw new Error(
			`Required environment ${noun} '${missing.join(', ')}' for DefaultAzureCredential ${verb} not set or empty.`,
		);
}

function managedIdentity(options: DefaultOptions, sendProbeRequest: boolean): TokenCredential {
	const {
		managedIdentityClientId: clientId = variable('AZURE_CLIENT_ID'),
		managedIdentityResourceId: resourceId,
		httpClient,
		retryOptions = { maxRetries: 5, retryDelayInMs: 800 },
	} = options;
	return new ManagedIdentityCredential({
		...(resourceId ? { resourceId } : clientId ? { clientId } : {}),
		...(httpClient ? { httpClient } : {}),
		retryOptions,
		sendProbeRequest,
	});
}

const NAMES =
	'EnvironmentCredential, WorkloadIdentityCredential, ManagedIdentityCredential, VisualStudioCodeCredential, AzureCliCredential, AzurePowerShellCredential, AzureDeveloperCliCredential';

/** Who is asked, in order. Whoever cannot even be made is left out without a word: workload identities, outside Kubernetes. */
function sourcesFor(options: DefaultOptions): readonly TokenCredential[] {
	const wanted = variable('AZURE_TOKEN_CREDENTIALS');
	const [code, cli, shell, developer] = developerTools();
	const production = (): TokenCredential[] => [environment(), managedIdentity(options, true)];
	const one: Readonly<Record<string, () => readonly (TokenCredential | undefined)[]>> = {
		prod: production,
		dev: developerTools,
		environmentcredential: () => [environment()],
		workloadidentitycredential: () => [],
		// As the real one does it: without the options.
		managedidentitycredential: () => [managedIdentity({}, false)],
		visualstudiocodecredential: () => [code],
		azureclicredential: () => [cli],
		azurepowershellcredential: () => [shell],
		azuredeveloperclicredential: () => [developer],
	};
	if (!wanted) return [...production(), ...developerTools()];
	const sources = one[wanted.trim().toLowerCase()];
	if (!sources)
		throw new Error(
			`Invalid value for AZURE_TOKEN_CREDENTIALS = ${wanted}. Valid values are 'prod' or 'dev' or any of these credentials - ${NAMES}.`,
		);
	return sources().filter((source) => source !== undefined);
}

/**
 * Asks the environment, the managed identity and the tools of a developer's machine, in this order: the same code works on a desk
 * and on a server.
 * @see https://learn.microsoft.com/javascript/api/@azure/identity/defaultazurecredential
 */
export class DefaultAzureCredential extends ChainedTokenCredential {
	constructor(options: DefaultOptions = {}) {
		checkRequired(options);
		super(...sourcesFor(options));
	}
}
