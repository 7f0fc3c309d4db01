// What travels over the canvas when a program asks: how far it came, and by what it was let through or stopped.
import { describe, expect, test } from 'vitest';
import { createPlayground, type Playground } from '../../src/playground';
import { traceOf } from '../../src/ui/frame/trace';

const VAULT = 'curl -s "https://kv-shop.vault.azure.net/secrets/db?api-version=7.4"';
const TOKEN = `TOKEN=$(curl -s -H "Metadata: true" "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net" | grep -o '"access_token":"[^"]*"' | cut -d '"' -f 4)`;
const PROGRAM = 'keyless run --on vm-web --read-secret kv-shop/db';

function shop(...lines: readonly string[]): Playground {
	const playground = createPlayground();
	for (const line of [
		'az group create -n rg-shop -l westeurope',
		'az keyvault create -g rg-shop -n kv-shop',
		'az vm create -g rg-shop -n vm-web --image Ubuntu2204',
		...lines,
	]) {
		const { printed } = playground.run(line);
		if (printed?.exitCode !== 0) throw new Error(`${line}\n${printed?.stderr}`);
	}
	return playground;
}
function tracing(playground: Playground, line: string) {
	const before = playground.world;
	return traceOf(playground.run(line), before);
}
const IDENTITY = 'az vm identity assign -g rg-shop -n vm-web';

describe('a program that asks a vault', () => {
	test('without an identity is stopped at the token endpoint', () => {
		expect(tracing(shop(), PROGRAM)).toMatchObject({
			verdict: 'refused',
			decidedAt: 'tokenEndpoint',
			withToken: false,
			label: '',
		});
	});
	// The 403 of a developer who "used a managed identity": Entra let it through, the vault did not.
	test('without a role passes Entra and is stopped at the vault', () => {
		const trace = tracing(shop(IDENTITY), PROGRAM);
		expect(trace).toMatchObject({ verdict: 'refused', decidedAt: 'target', withToken: true });
		expect(trace?.label).toContain('GET secrets/db');
	});
	test('with neither token nor key never was at Entra', () => {
		const playground = shop(IDENTITY, 'az ssh vm -g rg-shop -n vm-web');
		expect(tracing(playground, VAULT)).toMatchObject({
			verdict: 'refused',
			decidedAt: 'target',
			withToken: false,
		});
	});
	test('with a token of an earlier step was there then', () => {
		const playground = shop(IDENTITY, 'az ssh vm -g rg-shop -n vm-web', TOKEN);
		expect(tracing(playground, `${VAULT} -H "Authorization: Bearer $TOKEN"`)).toMatchObject({
			verdict: 'refused',
			decidedAt: 'target',
			withToken: true,
		});
	});
});

test('a person who asks is no program, and nothing travels', () => {
	const playground = shop();
	expect(tracing(playground, 'az keyvault secret list --vault-name kv-shop')).toBeUndefined();
});
