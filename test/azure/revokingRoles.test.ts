// Taking a role away, and what is left of one whose principal is gone.
import { describe, expect, test } from 'vitest';
import { settle } from '../../src/azure/clock';
import { roleAssignmentsAt, roleAssignmentsOf } from '../../src/azure/rbac/assignments';
import { isOrphan } from '../../src/azure/rbac/principals';
import type { RoleAssignment, World } from '../../src/azure/world';
import { idKey } from '../../src/azure/resourceId';
import { bodyOf, granted, person, PRINCIPAL, shop, withPrincipal } from './rbacWorld';
import {
	assignmentId,
	error,
	get,
	group,
	NAME,
	OTHER_NAME,
	put,
	remove,
	subscription,
	vault,
	world,
} from './roleRequests';

describe('taking a role away', () => {
	const id = assignmentId(vault);
	const [fresh] = put(world);
	const granted1 = settle(fresh);

	test('answers the assignment; it is no longer listed but not gone at once', () => {
		const [next, response] = remove(granted1, id);
		expect(response.status).toBe(200);
		expect(bodyOf(response)).toMatchObject({ id, properties: { createdBy: person(world, 'ada') } });
		expect(next.roleAssignments[idKey(id)]?.lifecycle.state).toBe('revoking');
		expect(get(next, id).status).toBe(404);
		expect(roleAssignmentsOf(next, PRINCIPAL)).toEqual([]);
		const done = settle(next);
		expect(done.roleAssignments[idKey(id)]).toBeUndefined();
		expect(done.timers).toEqual([]);
	});

	test('that has not propagated yet leaves nothing behind', () => {
		const [propagating] = put(withPrincipal(shop({ timing: 'realistic' }).world));
		expect(propagating.timers).toHaveLength(1);
		const [next, response] = remove(propagating, id);
		expect(response.status).toBe(200);
		expect(next.roleAssignments[idKey(id)]).toBeUndefined();
		expect(next.timers).toEqual([]);
	});

	test('that is not there, or no longer, is answered 204', () => {
		expect(remove(world, id)[1]).toMatchObject({ status: 204, body: '' });
		expect(remove(remove(granted1, id)[0], id)[1].status).toBe(204);
	});

	test('and granting it again before that has reached everywhere never pauses access', () => {
		const [next] = remove(granted1, id);
		for (const name of [NAME, '99999999-0000-4000-8000-000000000099']) {
			const [again, response] = put(next, { name });
			expect(response.status).toBe(201);
			const [only, ...more] = roleAssignmentsOf(again, PRINCIPAL);
			expect(only).toMatchObject({ name, lifecycle: { state: 'effective' } });
			expect(more).toEqual([]);
			expect(again.timers).toEqual([]);
		}
	});

	test.each([
		['another role', { role: 'Reader' }],
		['another principal', { to: person(world, 'hana') }],
		['another scope', { at: group }],
	])('and granting %s meanwhile does not keep the door open', (_, other) => {
		const [next] = remove(granted1, id);
		const [again, response] = put(next, { ...other, name: OTHER_NAME });
		expect(response.status).toBe(201);
		expect(again.roleAssignments[idKey(id)]?.lifecycle.state).toBe('revoking');
		expect(settle(again).roleAssignments[idKey(id)]).toBeUndefined();
	});

	test('and granting it again after that is a new assignment', () => {
		const done = settle(remove(granted1, id)[0]);
		const [again, response] = put(done);
		expect(response.status).toBe(201);
		expect(again.roleAssignments[idKey(id)]?.lifecycle.state).toBe('effective');
		expect(again.timers).toEqual([]);
	});

	test.each([
		['ben', 403],
		['gus', 403],
		['dev', 200],
		['eli', 200],
	] as const)('by %s: %i', (as, status) => {
		expect(remove(granted1, id, as)[1].status).toBe(status);
	});

	test('of the last Owner of the subscription is refused', () => {
		const owner = roleAssignmentsOf(world, person(world, 'ada'))[0]?.id ?? '';
		const [next, response] = remove(world, owner, 'dev');
		expect(next).toBe(world);
		expect(bodyOf(response)).toMatchObject({
			error: { message: 'Cannot delete the last RBAC admin assignment' },
		});
	});

	test('of one Owner among two is not', () => {
		const two = granted(world, { role: 'Owner', at: subscription, to: person(world, 'hana') });
		const owner = roleAssignmentsOf(two, person(two, 'ada'))[0]?.id ?? '';
		expect(remove(two, owner)[1].status).toBe(200);
	});

	test('of the only Owner of a group is not', () => {
		const two = granted(world, { role: 'Owner', at: group });
		expect(remove(two, roleAssignmentsAt(two, group)[0]?.id ?? '')[1].status).toBe(200);
	});
});

describe('an orphan', () => {
	const [given] = put(world);
	const assignment = (of: World) =>
		of.roleAssignments[idKey(assignmentId(vault))] as RoleAssignment;

	test('is an assignment whose principal is deleted or unknown', () => {
		const deleted = withPrincipal(given, 'softDeleted');
		expect(isOrphan(given, assignment(given))).toBe(false);
		expect(isOrphan(deleted, assignment(deleted))).toBe(true);
		expect(isOrphan({ ...given, servicePrincipals: {} }, assignment(given))).toBe(true);
	});

	test('is still listed, and can be removed by its id', () => {
		const deleted = withPrincipal(given, 'softDeleted');
		expect(roleAssignmentsOf(deleted, PRINCIPAL)).toHaveLength(1);
		expect(remove(deleted, assignmentId(vault))[1].status).toBe(200);
	});
});
