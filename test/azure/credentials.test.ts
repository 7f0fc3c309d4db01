import { expect, it } from 'vitest';
import { days, requests } from '../../src/azure';
import { Azure, VM } from './support';

/** "Azure automatically creates credentials, rotates them, and deletes them": 90 days valid, rolled after 45. */
const setUp = () => {
	const azure = new Azure();
	azure.group();
	azure.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
	const principalId = azure.identityOf(azure.id(VM, 'vm'))?.principalId ?? '';
	const keys = () => azure.world.servicePrincipals[principalId]?.keyCredentials ?? [];
	return { azure, keys };
};

it('an identity begins with one certificate that is valid for 90 days', () => {
	const { keys } = setUp();
	expect(keys()).toHaveLength(1);
	expect((keys()[0]?.endsAt ?? 0) - (keys()[0]?.startsAt ?? 0)).toBe(days(90));
	expect(keys()[0]?.thumbprint).toMatch(/^[0-9A-F]{40}$/);
});

it('Azure rolls it after 45 days: a new one begins while the old one is still valid', () => {
	const { azure, keys } = setUp();
	azure.advance(days(45));
	expect(keys().map(({ lifecycle }) => lifecycle.state)).toEqual(['superseded', 'current']);
	expect(keys()[1]?.startsAt).toBe(keys()[0]?.startsAt! + days(45));
	azure.advance(days(45));
	expect(keys().map(({ lifecycle }) => lifecycle.state)).toEqual([
		'expired',
		'superseded',
		'current',
	]);
});

it('years go by with one current certificate and no hand laid on it', () => {
	const { azure, keys } = setUp();
	azure.advance(days(365));
	expect(keys().filter(({ lifecycle }) => lifecycle.state === 'current')).toHaveLength(1);
});

it('deleting the machine revokes them', () => {
	const { azure, keys } = setUp();
	azure.advance(days(50));
	azure.send(requests.del(azure.id(VM, 'vm')));
	expect(keys().map(({ lifecycle }) => lifecycle.state)).toEqual(['revoked', 'revoked']);
});
