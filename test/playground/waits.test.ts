// Code that waits for Azure: its requests and the time between them are one step, which is kept, shared and undone as one.
import { describe, expect, test } from 'vitest';
import { minutes, type HttpRequest } from '../../src/azure';
import {
	decodeShare,
	decodeSitting,
	encodeShare,
	encodeSitting,
	openShare,
	replay,
} from '../../src/playground';
import { bytes, idOf, shop } from './support';

const GRANT =
	'az vm identity assign -g rg-shop -n vm-web --role "Key Vault Secrets User" --scope $(az keyvault show -n kv-shop --query id -o tsv)';
const WAITS = [0, 0, minutes(10), minutes(1)];

/** A machine whose role has just been granted asks at once, and again after ten minutes. */
function waited() {
	const playground = shop();
	playground.setTiming('realistic');
	playground.run(GRANT);
	const from = idOf(playground, 'vm-web');
	const token: HttpRequest = {
		method: 'GET',
		url: 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net',
		headers: { Metadata: 'true' },
		from,
	};
	const before = playground.world;
	const first = playground.send(token);
	const { access_token: bearer } = JSON.parse(first.exchanges[0]?.response.body ?? '');
	playground.undo();
	const read: HttpRequest = {
		method: 'GET',
		url: 'https://kv-shop.vault.azure.net/secrets/db-password?api-version=7.5',
		headers: { authorization: `Bearer ${bearer}` },
		from,
	};
	const step = playground.send([token, read, read], 'Code on vm-web', WAITS);
	return { playground, before, step };
}

describe('code that waits', () => {
	test('finds what time has changed, and the time has passed', () => {
		const { before, step } = waited();
		expect(step.exchanges.map(({ response }) => response.status)).toEqual([200, 403, 200]);
		expect(step.world.now).toBe(before.now + minutes(11));
	});
	test('is taken back as one, with its time', () => {
		const { playground, before } = waited();
		playground.undo();
		expect(bytes(playground.world)).toBe(bytes(before));
		playground.redo();
		expect(playground.world.now).toBe(before.now + minutes(11));
	});
	test('is the same after it was kept', () => {
		const { playground, step } = waited();
		const kept = decodeSitting(encodeSitting(playground.sitting));
		if ('unreadable' in kept) throw new Error(kept.why);
		expect(bytes(replay(kept).steps.at(-1)?.world)).toBe(bytes(step.world));
	});
	test('is the same at the other end of a link', () => {
		const { playground, step } = waited();
		const shared = decodeShare(encodeShare({ title: 'Shop', sitting: playground.sitting }));
		if ('unshared' in shared) throw new Error(shared.unshared);
		const sitting = openShare(shared);
		if ('unshared' in sitting) throw new Error(sitting.unshared);
		const { steps } = replay(sitting);
		expect(bytes(steps.at(-1)?.world)).toBe(bytes(step.world));
		expect(steps.at(-1)?.cause).toMatchObject({ label: 'Code on vm-web', waits: WAITS });
	});
	test('without waiting is what it was before: no waits are kept', () => {
		const { playground } = waited();
		const { cause } = playground.send([], 'nothing', [0, 0]);
		expect(cause).toEqual({ kind: 'send', requests: [], label: 'nothing' });
	});
});
