import { describe, expect, test } from 'vitest';
import { minutes, requests } from '../../src/azure';
import { createPlayground } from '../../src/playground';
import { bytes, idOf, runAll, shop } from './support';

const turnOn = (id: string) => requests.patchIdentity(id, { type: 'SystemAssigned' });

describe('undo and redo', () => {
	test('what was done is taken back, and done again, to the byte', () => {
		const playground = shop();
		const before = bytes(playground.world);
		playground.send(turnOn(idOf(playground, 'vm-web')));
		const after = bytes(playground.world);
		expect(after).not.toBe(before);
		expect(playground.undo()).toBe(true);
		expect(bytes(playground.world)).toBe(before);
		expect(playground.redo()).toBe(true);
		expect(bytes(playground.world)).toBe(after);
	});

	test('several requests of one action are one undo', () => {
		const playground = shop();
		const before = playground.world;
		const [vm, vault] = [idOf(playground, 'vm-web'), idOf(playground, 'kv-shop')];
		const step = playground.send([requests.del(vm), requests.del(vault)], 'Clear the shop');
		expect(step.exchanges.map(({ response }) => response.status < 400)).toEqual([true, true]);
		expect(playground.transcript).toHaveLength(1);
		playground.undo();
		expect(playground.world).toBe(before);
	});

	test('undo stops at the start, redo at the end, and both say so', () => {
		const playground = shop();
		expect([playground.canUndo, playground.canRedo]).toEqual([false, false]);
		expect(playground.undo()).toBe(false);
		playground.advance(minutes(1));
		expect([playground.canUndo, playground.canRedo]).toEqual([true, false]);
		expect(playground.redo()).toBe(false);
		playground.undo();
		expect([playground.canUndo, playground.canRedo]).toEqual([false, true]);
		expect(playground.world).toBe(playground.start);
	});

	test('doing something after undo drops what was undone', () => {
		const playground = shop();
		playground.send(turnOn(idOf(playground, 'vm-web')));
		playground.undo();
		playground.advance(minutes(5));
		expect(playground.canRedo).toBe(false);
		expect(playground.transcript.map(({ cause }) => cause.kind)).toEqual(['advance']);
	});

	test('looking is a step but no undo stop', () => {
		const playground = shop();
		const before = playground.world;
		playground.send(turnOn(idOf(playground, 'vm-web')));
		const changed = playground.world;
		runAll(playground, ['az group list', 'az vm show -g rg-shop -n vm-web', 'az resource list']);
		expect(playground.world).toBe(changed);
		expect(playground.transcript.map((step) => step.changed)).toEqual([true, false, false, false]);
		playground.undo();
		expect(playground.world).toBe(before);
		expect(playground.position).toBe(0);
		playground.redo();
		expect(playground.position).toBe(4);
	});

	test('looking after undo keeps what was undone', () => {
		const playground = shop();
		playground.send(turnOn(idOf(playground, 'vm-web')));
		const after = bytes(playground.world);
		playground.undo();
		playground.run('az vm show -g rg-shop -n vm-web');
		expect(playground.transcript.map((step) => step.changed)).toEqual([false, true]);
		playground.redo();
		expect(bytes(playground.world)).toBe(after);
	});

	test('a shell variable goes with the step that set it', () => {
		const playground = shop();
		playground.advance(minutes(1));
		playground.run('id=$(az vm show -g rg-shop -n vm-web --query id --output tsv)');
		expect(playground.session.variables.id).toBe(idOf(playground, 'vm-web'));
		playground.undo();
		expect(playground.session.variables.id).toBeUndefined();
	});

	test('any step can be gone to, and none is lost', () => {
		const playground = shop();
		for (const count of [1, 2, 3]) playground.advance(minutes(count));
		const times = playground.transcript.map(({ world }) => world.now);
		playground.goTo(1);
		expect(playground.world.now).toBe(times[0]);
		expect(playground.transcript).toHaveLength(3);
		playground.goTo(99);
		expect([playground.position, playground.world.now]).toEqual([3, times[2]]);
		playground.goTo(-1);
		expect(playground.world).toBe(playground.start);
	});

	test('ids of steps rise and are never given twice', () => {
		const playground = shop();
		playground.advance(1);
		playground.advance(1);
		playground.undo();
		playground.advance(1);
		expect(playground.transcript.map(({ id }) => id)).toEqual([1, 3]);
	});
});

describe('starting over', () => {
	test('reset goes back to the opening, with the same options', () => {
		const playground = shop({ world: { seed: 'mine' } });
		const start = bytes(playground.world);
		playground.run('az group delete --name rg-shop --yes');
		playground.reset();
		expect(bytes(playground.world)).toBe(start);
		expect(playground.transcript).toEqual([]);
	});

	test('reset takes other options', () => {
		const playground = shop();
		playground.reset({ world: { seed: 'other', timing: 'realistic' }, opening: [] });
		expect(playground.world.timing).toBe('realistic');
		expect(playground.world.resources).toEqual({});
	});
});

describe('the whole story, taken back step by step', () => {
	test('every world on the way is met again', () => {
		const playground = shop();
		const vm = idOf(playground, 'vm-web');
		const read = {
			kind: 'readSecret',
			vaultUri: 'https://kv-shop.vault.azure.net/',
			secretName: 'db-password',
		} as const;
		expect(playground.runProgram(vm, read).programResult?.errorCode).toBe('invalid_request');
		playground.send(turnOn(vm));
		expect(playground.runProgram(vm, read).programResult?.errorCode).toBe('ForbiddenByRbac');
		playground.run(
			'az vm identity assign -g rg-shop -n vm-web --role "Key Vault Secrets User" --scope $(az keyvault show -n kv-shop --query id -o tsv)',
		);
		expect(playground.runProgram(vm, read).programResult).toMatchObject({
			ok: true,
			value: 'opensesame',
		});
		playground.send(requests.del(vm));
		const worlds = playground.transcript.map(({ world }) => bytes(world));
		const seen: string[] = [];
		do seen.unshift(bytes(playground.world));
		while (playground.undo());
		expect(seen).toEqual([bytes(playground.start), ...worlds]);
	});
});

describe('listeners', () => {
	test('are told of every change until they leave', () => {
		const playground = createPlayground();
		let told = 0;
		const leave = playground.subscribe(() => told++);
		playground.advance(1);
		const once = told;
		expect(once).toBeGreaterThan(0);
		playground.undo();
		expect(told).toBeGreaterThan(once);
		leave();
		const last = told;
		playground.redo();
		expect(told).toBe(last);
	});
});

describe('another person at the keyboard', () => {
	test('acts under their own name and with their own rights', () => {
		const playground = shop();
		playground.signInAs('cleo');
		const { printed } = playground.run('az vm identity assign -g rg-shop -n vm-web');
		expect(printed?.stderr).toContain('AuthorizationFailed');
		expect(playground.session.user).toMatch(/^cleo@/);
		playground.undo();
		expect(playground.session.user).toMatch(/^(ada|cleo)@/);
	});
});
