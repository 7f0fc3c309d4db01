// The metadata service's bad hours, as its page on retries describes them.
// https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#retry-guidance
import { beforeEach, describe, expect, it } from 'vitest';
import { requests, seconds, signInAs, soundWorld, withImdsFault } from '../../src/azure';
import { bodyOf, Planes } from './planes';
import { VM } from './support';

let azure: Planes;
let vm: string;
let other: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	for (const name of ['vm-a', 'vm-b'])
		azure.put(VM, name, { identity: { type: 'SystemAssigned' } });
	vm = azure.id(VM, 'vm-a');
	other = azure.id(VM, 'vm-b');
});

it.each([
	[404, 'not_found'],
	[410, 'gone'],
	[429, 'invalid_request'],
	[500, 'unknown'],
] as const)('a token request is answered with %i instead of a token', (status, error) => {
	azure.world = withImdsFault(azure.world, { status, requests: 1 });
	const response = azure.imds(vm);
	expect(response.status).toBe(status);
	expect(response.headers['retry-after']).toBeUndefined();
	expect(bodyOf(response).error).toBe(error);
	expect(azure.world.signInLog.at(-1)).toMatchObject({ from: vm, status, error, cached: false });
	expect(azure.imds(vm).status).toBe(200);
});

describe('a fault is over', () => {
	it('when its requests are used up, one by one', () => {
		azure.world = withImdsFault(azure.world, { status: 404, requests: 3 });
		const seen = [1, 2, 3, 4].map(() => {
			const { status } = azure.imds(vm);
			expect(soundWorld(azure.world)).toEqual([]);
			return status;
		});
		expect(seen).toEqual([404, 404, 404, 200]);
		expect(azure.world.imdsFaults).toEqual([]);
	});
	it('when its time is over, at that very moment, however often it was met', () => {
		azure.world = withImdsFault(azure.world, { status: 410, duration: seconds(70) });
		const seen = [0, 69, 1].map((wait) => {
			azure.advance(seconds(wait));
			return azure.imds(vm).status;
		});
		expect(seen).toEqual([410, 410, 200]);
	});
	it('never, when nothing was said', () => {
		azure.world = withImdsFault(azure.world, { status: 500 });
		expect([1, 2, 3].map(() => azure.imds(vm).status)).toEqual([500, 500, 500]);
	});
	it('before it began, when it spoils no request', () => {
		expect(withImdsFault(azure.world, { status: 500, requests: 0 })).toBe(azure.world);
	});
});

it('says how long to wait when it is told to', () => {
	azure.world = withImdsFault(azure.world, { status: 429, requests: 1, retryAfter: 7 });
	expect(azure.imds(vm).headers['retry-after']).toBe('7');
});

it('one machine alone can meet it, under whatever case of its id', () => {
	azure.world = withImdsFault(azure.world, { status: 404, requests: 1, from: vm.toUpperCase() });
	expect(azure.imds(other).status).toBe(200);
	expect(azure.imds(vm).status).toBe(404);
});

it('several faults are met one after another', () => {
	azure.world = withImdsFault(azure.world, { status: 404, requests: 1 });
	azure.world = withImdsFault(azure.world, { status: 500, requests: 1 });
	expect([1, 2, 3].map(() => azure.imds(vm).status)).toEqual([404, 500, 200]);
});

it('only a well-formed token request meets it: what is the caller’s own mistake is told as ever', () => {
	azure.world = withImdsFault(azure.world, { status: 500, requests: 1 });
	expect(azure.imds(vm, {}, {}).status).toBe(400);
	expect(azure.world.imdsFaults).toEqual([{ status: 500, left: 1 }]);
});

it('is nobody’s role: it spoils nothing else', () => {
	azure.world = withImdsFault(azure.world, { status: 500 });
	azure.world = signInAs(azure.world, 'ada');
	expect(azure.send(requests.get(vm)).status).toBe(200);
});
