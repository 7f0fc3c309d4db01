import type { TokenCredential } from './credential';
import { CredentialUnavailableError } from './errors';

/** Never has a token, for this reason. */
const without = (reason: string): TokenCredential => ({
	getToken: () => Promise.reject(new CredentialUnavailableError(reason)),
});

const HELP = 'To troubleshoot, visit https://aka.ms/azsdk/js/identity';

/**
 * A client secret, a certificate or a password in the environment. The simulated Azure has no applications that could have
 * one, so it is never available.
 * @see https://learn.microsoft.com/javascript/api/@azure/identity/environmentcredential
 */
export const environment = (): TokenCredential =>
	without(
		`EnvironmentCredential is unavailable. No underlying credential could be used. ${HELP}/environmentcredential/troubleshoot.`,
	);

/** The tools of a developer's machine, none of which a server has. */
export const developerTools = (): readonly TokenCredential[] => [
	without(
		'Visual Studio Code Authentication is not available. Ensure you have have Azure Resources Extension installed in VS Code, signed into Azure via VS Code, installed the @azure/identity-vscode package, and properly configured the extension.',
	),
	without(
		"Azure CLI could not be found. Please visit https://aka.ms/azure-cli for installation instructions and then, once installed, authenticate to your Azure account using 'az login'.",
	),
	without(
		`Error: Unable to execute PowerShell. Ensure that it is installed in your system. ${HELP}/powershellcredential/troubleshoot.`,
	),
	without(
		"Azure Developer CLI couldn't be found. To mitigate this issue, see the troubleshooting guidelines at https://aka.ms/azsdk/js/identity/azdevclicredential/troubleshoot.",
	),
];
