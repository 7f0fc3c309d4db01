/** A worker of Monaco's, and where it is built. Known once Monaco's own chunk is there. */
export const workerAddresses: Record<string, string> = {};

interface Policy {
	createHTML(html: string): string;
	createScriptURL(url: string): string;
}
interface PolicyRules {
	createHTML?(html: string): string;
	createScriptURL?(url: string): string;
}

let policy: Policy | undefined;

/**
 * Monaco asks for many policies of Trusted Types; the page admits one for all of them. What becomes HTML was made or cleaned by
 * Monaco; the only scripts are its own workers.
 */
function policyFor(rules: PolicyRules | undefined): Policy | undefined {
	const policies = Reflect.get(globalThis, 'trustedTypes') as
		{ createPolicy(name: string, rules: Policy): Policy } | undefined;
	policy ??= policies?.createPolicy('keyless-editor', {
		createHTML: (html) => html,
		createScriptURL(url) {
			if (!Object.values(workerAddresses).includes(url))
				throw new TypeError(`${url} is no worker of the editor.`);
			return url;
		},
	});
	const made = policy;
	return (
		made && {
			createHTML: (html) => made.createHTML(rules?.createHTML?.(html) ?? html),
			createScriptURL: (url) => made.createScriptURL(url),
		}
	);
}

/** A worker of Monaco's by its label: `json`, or any other for the editor's own. */
export function startWorker(label: string): Worker {
	const address = workerAddresses[label] ?? workerAddresses.editor ?? '';
	const trusted = policyFor(undefined)?.createScriptURL(address) ?? address;
	return new Worker(trusted, { type: 'module', name: label });
}

/** Monaco looks for this before its first line runs. */
export function prepareEnvironment(): void {
	Reflect.set(globalThis, 'MonacoEnvironment', {
		createTrustedTypesPolicy: (_: string, rules?: PolicyRules) => policyFor(rules),
		getWorker: (_: string, label: string) => startWorker(label),
	});
}
