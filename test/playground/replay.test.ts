// Whatever is done, undone and done again: what is kept of it makes the very same worlds.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { World } from '../../src/azure';
import type { Session } from '../../src/cli';
import { decodeSitting, encodeSitting, replay, type Playground } from '../../src/playground';
import { runs } from '../setup/runs';
import { bytes, idOf, shop } from './support';

const LINES = [
	'az vm identity assign -g rg-shop -n vm-web',
	'az vm identity remove -g rg-shop -n vm-web',
	'az identity create -g rg-shop -n id-shop',
	'az identity delete -g rg-shop -n id-shop',
	'az vm identity assign -g rg-shop -n vm-web --identities id-shop',
	'az vm identity assign -g rg-shop -n vm-web --role "Key Vault Secrets User" --scope $(az keyvault show -n kv-shop --query id -o tsv)',
	'az vm delete -g rg-shop -n vm-web --yes',
	'az vm create -g rg-shop -n vm-web --image Ubuntu2204 --generate-ssh-keys',
	'az group delete -n rg-shop --yes',
	'az role assignment list --all',
	'id=$(az vm show -g rg-shop -n vm-web --query id -o tsv)',
	'az no such thing',
	'keyless run --on vm-web --read-secret kv-shop/db-password',
];

const action = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...LINES).map((line) => ({ line })) },
	fc.integer({ min: 0, max: 50 * 86_400_000 }).map((advance) => ({ advance })),
	fc.constantFrom('undo', 'redo', 'program', 'ben', 'ada').map((name) => ({ name })),
	fc.nat(20).map((goTo) => ({ goTo })),
);

function act(playground: Playground, vm: string, what: Record<string, unknown>): void {
	if (typeof what.line === 'string') playground.run(what.line);
	else if (typeof what.advance === 'number') playground.advance(what.advance);
	else if (typeof what.goTo === 'number') playground.goTo(what.goTo);
	else if (what.name === 'undo') playground.undo();
	else if (what.name === 'redo') playground.redo();
	else if (what.name === 'ben' || what.name === 'ada') playground.signInAs(what.name);
	else
		playground.runProgram(vm, {
			kind: 'readSecret',
			vaultUri: 'https://kv-shop.vault.azure.net/',
			secretName: 'db-password',
		});
}

describe('replay', () => {
	test.each(['instant', 'realistic'] as const)('under %s timing', (timing) => {
		fc.assert(
			fc.property(fc.array(action, { maxLength: 25 }), fc.string(), (actions, seed) => {
				const playground = shop({ world: { timing, seed } });
				const vm = idOf(playground, 'vm-web');
				for (const each of actions) act(playground, vm, each);
				const kept = decodeSitting(encodeSitting(playground.sitting));
				if ('unreadable' in kept) throw new Error(kept.why);
				const again = replay(kept);
				expect(again.position).toBe(playground.position);
				// `$?` tells of the last line that was typed, also of one that changed nothing and so is no step.
				const told = ({ world, session }: { world: World; session: Session }) =>
					bytes([world, { ...session, status: 0 }]);
				expect(again.steps.map(told)).toEqual(playground.transcript.map(told));
			}),
			{ numRuns: runs(25, 300) },
		);
	});
});
