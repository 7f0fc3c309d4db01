// What the clock will bring is told by what ends then: being set up is not being deleted, taking effect is not ceasing to.
import { describe, expect, test } from 'vitest';
import { days, minutes } from '../../src/azure';
import { createPlayground, type Playground } from '../../src/playground';
import { waitingIn } from '../../src/ui/views/waiting';
import { words } from '../../src/ui/words';
import { formWords as germanForms } from '../../src/ui/words/de/forms';
import { inspectorWords as germanInspector } from '../../src/ui/words/de/inspector';
import { pageWords as germanPage } from '../../src/ui/words/de/page';

function realistic(...lines: readonly string[]): Playground {
	const playground = createPlayground();
	playground.run('az group create -n rg-shop -l westeurope');
	playground.run('az vm create -g rg-shop -n vm-web --image Ubuntu2204 --assign-identity [system]');
	playground.setTiming('realistic');
	for (const line of lines) playground.run(`${line} --no-wait`);
	return playground;
}
const labels = ({ world }: Playground) => waitingIn(world).map(({ label }) => label);

describe('what is waiting', () => {
	test('a machine that is being deleted will be gone', () => {
		const playground = realistic('az vm delete -g rg-shop -n vm-web --yes');
		expect(labels(playground)[0]).toBe('vm-web is gone');
		playground.advance(minutes(5));
		// https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq: 30 days
		const next = waitingIn(playground.world).find(({ label }) => /deleted identity/.test(label));
		expect(next?.label).toBe('vm-web is no longer kept by Entra as a deleted identity');
		expect((next?.at ?? 0) - playground.world.now).toBeGreaterThan(days(29));
	});
	test('a new machine will be set up, its identity known', () => {
		const playground = realistic(
			'az vm create -g rg-shop -n vm-new --image Ubuntu2204 --assign-identity [system]',
		);
		expect(labels(playground)).toEqual(
			expect.arrayContaining([
				'vm-new is set up',
				'vm-new is known everywhere in Entra',
				'vm-new gets a new certificate',
			]),
		);
	});
	test('a role that is taken away stops working', () => {
		const playground = createPlayground();
		playground.run('az group create -n rg-shop -l westeurope');
		playground.setTiming('realistic');
		playground.run(
			'az role assignment create --assignee hana@contoso.onmicrosoft.com --role Reader --scope $(az group show -n rg-shop --query id -o tsv)',
		);
		expect(labels(playground)).toEqual(['Reader on rg-shop takes effect for Hana']);
		playground.advance(minutes(10));
		playground.run(
			'az role assignment delete --assignee hana@contoso.onmicrosoft.com --role Reader --scope $(az group show -n rg-shop --query id -o tsv)',
		);
		expect(labels(playground)).toEqual(['Reader on rg-shop stops working for Hana']);
	});
	test('a token is told with whose it is', () => {
		const playground = realistic();
		playground.send({
			method: 'GET',
			url: 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net',
			headers: { Metadata: 'true' },
			from: Object.values(playground.world.resources)[0]?.id ?? '',
		});
		expect(labels(playground)).toContain('a token of vm-web expires');
	});
	test('forty seconds are forty seconds', () => {
		expect(words.clock.duration(40_000)).toBe('40 seconds');
		expect(words.clock.duration(60_000)).toBe('1 minute');
	});
	test('German has them in their case: 45 Tage, but in 45 Tagen', () => {
		const { clock } = germanPage;
		expect(clock.duration(days(45))).toBe('45 Tage');
		expect(clock.in(clock.duration(days(45)))).toBe('in 45 Tagen');
		expect(clock.in(clock.duration(minutes(3)))).toBe('in 3 Minuten');
		expect(germanInspector.inspector.facts.renews('45 Tage')).toBe('wird in 45 Tagen erneuert');
		expect(germanForms.form.remove.staysTokens(1, '2 Tage')).toContain('in 2 Tagen');
	});
});
