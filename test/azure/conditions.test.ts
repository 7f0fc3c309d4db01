// Conditions on role assignments. https://learn.microsoft.com/azure/role-based-access-control/conditions-format
import { describe, expect, test } from 'vitest';
import { checkAccess, requests, signInAs } from '../../src/azure';
import type { AccessQuestion } from '../../src/azure/rbac/accessDecision';
import { parseCondition } from '../../src/azure/rbac/condition';
import { conditionMet } from '../../src/azure/rbac/conditionMet';
import { person, shop } from './rbacWorld';
import { Planes, ROLES } from './planes';
import { STORAGE, VM } from './support';

const CONTAINER = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const NAME = `@Resource[${CONTAINER}:name]`;
const READ = `${CONTAINER}/blobs/read`;
const { world, container } = shop();
const at = (name: string) => container.replace(/photos$/, name);
const question = (more: Partial<AccessQuestion> = {}): AccessQuestion => ({
	principalId: 'p',
	action: READ,
	scope: at('photos'),
	plane: 'data',
	...more,
});
const holds = (text: string, more: Partial<AccessQuestion> = {}) => {
	const condition = parseCondition(text);
	if (!condition) throw new Error(`${text} is no condition`);
	return conditionMet(world, condition, question(more));
};
const tags = (...keys: string[]) => ({ attributes: { request: { 'x:keys': keys } } });

describe('a condition', () => {
	// As the page says of each operator: pattern, and whether it holds of the container `photos`.
	test.each([
		[`${NAME} StringEquals 'photos'`, true],
		[`${NAME} stringEquals 'foo'`, false],
		[`${NAME} StringEquals 'Photos'`, false],
		[`${NAME} StringEqualsIgnoreCase 'Photos'`, true],
		[`${NAME} StringNotEquals 'foo'`, true],
		[`${NAME} StringNotEquals 'photos'`, false],
		[`${NAME} StringLike 'ph*s'`, true],
		[`${NAME} StringLike 'ph?tos'`, true],
		[`${NAME} StringLike 'ph?os'`, false],
		[`${NAME} StringLike 'p.*'`, false],
		[`${NAME} StringNotLike 'log*'`, true],
		[`${NAME} StringStartsWith 'pho'`, true],
		[`${NAME} StringContains 'oto'`, true],
		[`${NAME} ForAnyOfAnyValues:StringEquals {'logs', 'photos'}`, true],
		[`${NAME} ForAnyOfAnyValues:StringEquals {'logs', 'films'}`, false],
		[`Exists ${NAME}`, true],
		[`NotExists @Request[x:y]`, true],
		[`@Request[x:y] StringNotEquals 'z'`, false],
		[`ActionMatches{'${READ}'}`, true],
		[`actionmatches{'${CONTAINER}/blobs/*'} AND ${NAME} StringEquals 'photos'`, true],
		[`!(ActionMatches{'${CONTAINER}/blobs/write'})`, true],
		[`NOT ActionMatches{'${READ}'} OR ${NAME} StringEquals 'photos'`, true],
		[`(!(ActionMatches{'${READ}'}) || (${NAME} StringEquals 'foo'))`, false],
		// AND binds closer than OR.
		[`Exists ${NAME} OR Exists @Request[x:y] AND Exists @Request[x:z]`, true],
		[`(Exists ${NAME} OR Exists @Request[x:y]) AND Exists @Request[x:z]`, false],
		[`@Environment[UtcNow] DateTimeGreaterThan '2026-01-01T00:00:00Z'`, true],
		[`@Environment[UtcNow] DateTimeLessThan '2026-01-01T00:00:00Z'`, false],
		[`@Resource[Microsoft.Storage/storageAccounts:name] StringEquals 'stshop'`, true],
		[`SubOperationMatches{'Blob.List'}`, false],
	])('%s: %s', (text, expected) => {
		expect(holds(text)).toBe(expected);
	});

	test('compares lists as its quantifier says', () => {
		const all = (how: string) => `@Request[x:keys] ${how}:StringEquals {'a', 'b'}`;
		// Values a and c against a and b, then a and b against both, then c alone.
		const table = [
			['ForAnyOfAnyValues', true, true, false],
			['ForAllOfAnyValues', false, true, false],
			['ForAnyOfAllValues', false, false, false],
			['ForAllOfAllValues', false, false, false],
		] as const;
		for (const [how, mixed, both, neither] of table) {
			expect(holds(all(how), tags('a', 'c'))).toBe(mixed);
			expect(holds(all(how), tags('a', 'b'))).toBe(both);
			expect(holds(all(how), tags('c'))).toBe(neither);
		}
		expect(
			holds("@Request[x:keys] ForAllOfAllValues:StringLike {'a*', '*b'}", tags('ab', 'aab')),
		).toBe(true);
	});

	test.each([
		'',
		'true',
		`${NAME} StringEquals`,
		`${NAME} Equals 'x'`,
		`${NAME} StringEquals 'x`,
		`(${NAME} StringEquals 'x'`,
		`${NAME} StringEquals 'x' AND`,
		`${NAME} StringEquals {'x'`,
		`@Nowhere[a:b] StringEquals 'x'`,
		`${NAME} ForSomeValues:StringEquals {'x'}`,
		`ActionMatches{read}`,
		`${NAME} StringEquals 'x' ; drop`,
		`${NAME} StringEquals '${'x'.repeat(8 * 1024)}'`,
	])('%s is none', (text) => {
		expect(parseCondition(text)).toBeUndefined();
	});
});

describe('a role with a condition', () => {
	function blobs(condition: string) {
		const azure = new Planes();
		azure.group();
		azure.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
		azure.put(STORAGE, 'stshop');
		const account = azure.id(STORAGE, 'stshop');
		for (const name of ['photos', 'logs']) azure.send(requests.putContainer(account, name));
		const principalId = azure.identityOf(azure.id(VM, 'vm'))?.principalId ?? '';
		const put = (more = {}) => {
			const { url, ...rest } = requests.putRoleAssignment({
				scope: account,
				subscriptionId: azure.subscription,
				roleDefinitionName: ROLES.storageBlobDataReader,
				principalId,
			});
			const body = JSON.parse(rest.body ?? '') as { properties: object };
			const properties = { ...body.properties, condition, conditionVersion: '2.0', ...more };
			return azure.send({ ...rest, url, body: JSON.stringify({ properties }) });
		};
		return { azure, put, principalId };
	}

	test('opens one container and not the other', () => {
		const { azure, put } = blobs(`(!(ActionMatches{'${READ}'}) OR ${NAME} StringEquals 'photos')`);
		expect(put().status).toBe(201);
		const vm = azure.id(VM, 'vm');
		const token = azure.token(vm, 'https://storage.azure.com/');
		const read = (name: string) =>
			azure.data('GET', `https://stshop.blob.core.windows.net/${name}/a`, {
				token,
				from: vm,
				headers: { 'x-ms-version': '2025-05-05' },
			});
		expect(read('photos').headers['x-ms-error-code']).toBe('BlobNotFound');
		expect(read('logs').headers['x-ms-error-code']).toBe('AuthorizationPermissionMismatch');
	});

	test('says so when it is what stands in the way', () => {
		const { azure, put, principalId } = blobs(`${NAME} StringEquals 'photos'`);
		put();
		const decision = checkAccess(azure.world, {
			principalId,
			action: READ,
			scope: `${azure.id(STORAGE, 'stshop')}/blobServices/default/containers/logs`,
			plane: 'data',
		});
		expect(decision).toMatchObject({ allowed: false, reason: 'conditionNotMet' });
	});

	test.each([
		['is not one', 'photos only', '2.0'],
		['is of another version', `${NAME} StringEquals 'photos'`, '1.0'],
	])('is refused when the condition %s', (_, condition, conditionVersion) => {
		const { put } = blobs(condition);
		const response = put({ conditionVersion });
		expect(response.status).toBe(400);
		expect(JSON.parse(response.body)).toEqual({
			error: {
				code: 'InvalidRoleAssignmentCondition',
				message: 'The given role assignment condition is invalid.',
			},
		});
	});
});

test('an administrator whose role says which roles may be granted can grant no other', () => {
	const azure = new Planes();
	azure.group();
	const { subscription } = azure;
	const scope = `/subscriptions/${subscription}/resourceGroups/rg`;
	const hana = person(azure.world, 'hana');
	const only = 'Microsoft.Authorization/roleAssignments';
	const condition = `((!(ActionMatches{'${only}/write'})) OR (@Request[${only}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${ROLES.reader}, ${ROLES.keyVaultReader}} AND @Request[${only}:PrincipalType] StringEqualsIgnoreCase 'User')) AND ((!(ActionMatches{'${only}/delete'})) OR (@Resource[${only}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${ROLES.reader}}))`;
	const grant = (role: string, to: string, more = {}) => {
		const request = requests.putRoleAssignment({
			scope,
			subscriptionId: subscription,
			roleDefinitionName: role,
			principalId: to,
		});
		const { properties } = JSON.parse(request.body ?? '') as { properties: object };
		return { ...request, body: JSON.stringify({ properties: { ...properties, ...more } }) };
	};
	const administrator = 'f58310d9-a9f6-439a-9e8d-f62e7b41a168';
	expect(azure.code(grant(administrator, hana, { condition }))).toBe(201);
	const id = azure.identity('id');
	azure.world = signInAs(azure.world, 'hana');
	const cleo = person(azure.world, 'cleo');
	const forCleo = azure.send(grant(ROLES.reader, cleo));
	expect(forCleo.status).toBe(201);
	expect(azure.code(grant(ROLES.keyVaultReader, cleo))).toBe(201);
	const refused = azure.send(grant(administrator, cleo));
	expect(refused.status).toBe(403);
	expect(refused.body).toContain(
		'does not have authorization or an ABAC condition not fulfilled to perform action',
	);
	expect(azure.code(grant(ROLES.reader, id.principalId))).toBe('AuthorizationFailed');
	const [reader, other] = Object.values(azure.world.roleAssignments)
		.filter(({ principalId, scope: where }) => principalId === cleo && where === scope)
		.map(({ id: each }) => each);
	expect(azure.code(requests.del(reader ?? ''))).toBe(200);
	expect(azure.code(requests.del(other ?? ''))).toBe('AuthorizationFailed');
});

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security#key-vault-data-access-administrator
describe('Key Vault Data Access Administrator, whose condition is in the role', () => {
	const KEEPER = '8b54135c-b56d-4d72-a534-26097cfdc8d8';
	const keeper = (more = {}) => {
		const azure = new Planes();
		azure.group();
		const { subscription: subscriptionId } = azure;
		const scope = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
		const grant = (role: string, to: string, extra = {}) => {
			const request = requests.putRoleAssignment({
				scope,
				subscriptionId,
				roleDefinitionName: role,
				principalId: to,
			});
			const { properties } = JSON.parse(request.body ?? '') as { properties: object };
			return { ...request, body: JSON.stringify({ properties: { ...properties, ...extra } }) };
		};
		const hana = person(azure.world, 'hana');
		expect(azure.code(grant(KEEPER, hana, more))).toBe(201);
		azure.world = signInAs(azure.world, 'hana');
		return { azure, grant, cleo: person(azure.world, 'cleo') };
	};
	test.each([
		['Key Vault Secrets User', ROLES.keyVaultSecretsUser, 201],
		['Key Vault Administrator', ROLES.keyVaultAdministrator, 201],
		['Key Vault Crypto Service Encryption User', 'e147488a-f6f5-4113-8e2d-b22465e65bf6', 201],
		['Reader', ROLES.reader, 'AuthorizationFailed'],
		['Storage Blob Data Reader', ROLES.storageBlobDataReader, 'AuthorizationFailed'],
		['Owner', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'AuthorizationFailed'],
		['itself', KEEPER, 'AuthorizationFailed'],
	])('grants %s: %s %s', (_, role, expected) => {
		const { azure, grant, cleo } = keeper();
		expect(azure.code(grant(role, cleo))).toBe(expected);
	});
	test('an assignment’s condition is one more', () => {
		const only = 'Microsoft.Authorization/roleAssignments';
		const { azure, grant, cleo } = keeper({
			condition: `!(ActionMatches{'${only}/write'}) OR @Request[${only}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${ROLES.keyVaultSecretsUser}, ${ROLES.reader}}`,
			conditionVersion: '2.0',
		});
		expect(azure.code(grant(ROLES.keyVaultSecretsUser, cleo))).toBe(201);
		expect(azure.code(grant(ROLES.keyVaultSecretsOfficer, cleo))).toBe('AuthorizationFailed');
		expect(azure.code(grant(ROLES.reader, cleo))).toBe('AuthorizationFailed');
	});
	test('tells its condition where its rights stand', () => {
		const { azure } = keeper();
		const id = `/subscriptions/${azure.subscription}/providers/Microsoft.Authorization/roleDefinitions/${KEEPER}`;
		azure.world = signInAs(azure.world, 'ada');
		const { permissions } = azure.ask(requests.get(id)).properties as {
			permissions: { condition: string; conditionVersion: string }[];
		};
		expect(permissions[0]?.conditionVersion).toBe('2.0');
		expect(permissions[0]?.condition).toContain('ForAnyOfAnyValues:GuidEquals{');
	});
});
