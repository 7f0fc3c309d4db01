import { createPlayground, type Playground, type PlaygroundOptions } from '../../src/playground';

/** The shop of the story: a machine, and a vault with a secret. */
export const SHOP = [
	'az group create --name rg-shop --location westeurope',
	'az vm create --resource-group rg-shop --name vm-web --image Ubuntu2204 --generate-ssh-keys',
	'az keyvault create --resource-group rg-shop --name kv-shop',
	'az role assignment create --assignee ada@contoso.onmicrosoft.com --role "Key Vault Secrets Officer" --scope $(az keyvault show --name kv-shop --query id --output tsv)',
	'az keyvault secret set --vault-name kv-shop --name db-password --value opensesame',
];

/** Runs lines; the first that fails is the test's failure. */
export function runAll(playground: Playground, lines: readonly string[]): void {
	for (const line of lines) {
		const { printed } = playground.run(line);
		if (printed?.exitCode !== 0) throw new Error(`${line}\n${printed?.stderr}`);
	}
}

/** A playground in which the shop was built before the first step. */
export const shop = (options: PlaygroundOptions = {}): Playground =>
	createPlayground({ opening: SHOP.map((line) => ({ kind: 'run', line })), ...options });

/** The id of a resource by its name. */
export function idOf({ world }: Playground, name: string): string {
	const found = Object.values(world.resources).find((resource) => resource.name === name);
	if (!found) throw new Error(`There is no ${name}.`);
	return found.id;
}

/** A world as its bytes. */
export const bytes = (value: unknown): string => JSON.stringify(value);
