// What conditions say, row by row, as the page on their format has it.
// https://learn.microsoft.com/azure/role-based-access-control/conditions-format
import { describe, expect, test } from 'vitest';
import { parseCondition } from '../../src/azure/rbac/condition';
import { conditionMet } from '../../src/azure/rbac/conditionMet';
import type { AccessQuestion } from '../../src/azure/rbac/accessDecision';
import { shop } from './rbacWorld';

const { world, container, vault, storage } = shop();
const NAME = '@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:Name]';
const ACCOUNT = '@Resource[Microsoft.Storage/storageAccounts:name]';
const ASKED: AccessQuestion = {
	principalId: 'x',
	action: 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
	scope: container,
	plane: 'data',
	subOperation: 'Blob.List',
	attributes: {
		request: {
			'contoso:size': '10',
			'contoso:when': '2026-01-05T09:00:00Z',
			'contoso:tags': ['red', 'green'],
			'contoso:id': 'ABCDEF00-0000-4000-8000-000000000000',
			'contoso:truth': 'true',
			'contoso:none': [],
		},
	},
};

const met = (text: string, asked: Partial<AccessQuestion> = {}): boolean | undefined => {
	const condition = parseCondition(text);
	return condition && conditionMet(world, condition, { ...ASKED, ...asked });
};

describe('holds', () => {
	test.each([
		[`${NAME} StringEquals 'photos'`, true],
		[`${NAME} StringEquals 'Photos'`, false],
		[`${NAME} StringEqualsIgnoreCase 'Photos'`, true],
		[`${NAME} StringNotEquals 'photos'`, false],
		[`${NAME} StringNotEqualsIgnoreCase 'PHOTOS'`, false],
		[`${NAME} StringNotEquals 'other'`, true],
		[`${NAME} StringStartsWith 'pho'`, true],
		[`${NAME} StringStartsWith 'hot'`, false],
		[`${NAME} StringContains 'hot'`, true],
		[`${NAME} StringStartsWithIgnoreCase 'PHO'`, true],
		[`${NAME} StringContainsIgnoreCase 'HOT'`, true],
		[`${NAME} StringLikeIgnoreCase 'P?OTO*'`, true],
		[`${NAME} StringLike 'p*s'`, true],
		[`${NAME} StringLike 'p?otos'`, true],
		[`${NAME} StringLike 'p?tos'`, false],
		[`${NAME} StringLike 'photo'`, false],
		[`${ACCOUNT} StringEquals 'stshop'`, true],
		['@Resource[Microsoft.Storage/storageAccounts:kind] Exists', undefined],
		["@Resource[Microsoft.Storage/storageAccounts:kind] StringEquals 'stshop'", false],
		["@Request[Microsoft.Storage/storageAccounts:name] StringEquals 'stshop'", true],
		["@Principal[Microsoft.Storage/storageAccounts:name] StringEquals 'stshop'", false],
		["@Environment[Microsoft.Storage/storageAccounts:name] StringEquals 'stshop'", false],
		["@Request[Microsoft.KeyVault/vaults:name] StringEquals 'stshop'", false],
		["@Resource[Microsoft.Storage/queues:name] StringEquals 'stshop'", false],
		['@Request[contoso:size] NumericEquals 10', true],
		['@Request[contoso:size] NumericEquals 9', false],
		['@Request[contoso:size] NumericNotEquals 9', true],
		['@Request[contoso:size] NumericLessThan 11', true],
		['@Request[contoso:size] NumericLessThan 10', false],
		['@Request[contoso:size] NumericLessThanEquals 10', true],
		['@Request[contoso:size] NumericLessThanEquals 9', false],
		['@Request[contoso:size] NumericLessThanEquals 11', true],
		['@Request[contoso:size] NumericGreaterThan 9', true],
		['@Request[contoso:size] NumericGreaterThan 10', false],
		['@Request[contoso:size] NumericGreaterThanEquals 10', true],
		['@Request[contoso:size] NumericGreaterThanEquals 11', false],
		['@Request[contoso:size] NumericGreaterThanEquals 9', true],
		["@Request[contoso:when] DateTimeEquals '2026-01-05T10:00:00+01:00'", true],
		["@Request[contoso:when] DateTimeLessThan '2026-01-05T09:00:01Z'", true],
		["@Request[contoso:when] DateTimeGreaterThan '2026-01-05T09:00:01Z'", false],
		["@Environment[UtcNow] DateTimeGreaterThanEquals '2026-01-05T09:00:00Z'", true],
		["@Environment[UtcNow] DateTimeGreaterThan '2026-01-05T09:00:00Z'", false],
		["@Environment[Other] DateTimeGreaterThan '2000-01-05T09:00:00Z'", false],
		["@Request[UtcNow] DateTimeGreaterThan '2000-01-05T09:00:00Z'", false],
		["@Request[contoso:id] GuidEquals 'abcdef00-0000-4000-8000-000000000000'", true],
		["@Request[contoso:id] GuidNotEquals 'abcdef00-0000-4000-8000-000000000000'", false],
		['@Request[contoso:truth] BoolEquals true', true],
		['@Request[contoso:truth] BoolEquals false', false],
		["@Request[contoso:tags] ForAnyOfAnyValues:StringEquals {'red', 'blue'}", true],
		["@Request[contoso:tags] ForAnyOfAnyValues:StringEquals {'blue', 'black'}", false],
		["@Request[contoso:tags] ForAllOfAnyValues:StringEquals {'red', 'blue'}", false],
		["@Request[contoso:tags] ForAllOfAnyValues:StringEquals {'red', 'green', 'blue'}", true],
		["@Request[contoso:tags] ForAnyOfAllValues:StringStartsWith {'r', 're'}", true],
		["@Request[contoso:tags] ForAnyOfAllValues:StringStartsWith {'r', 'g'}", false],
		["@Request[contoso:tags] ForAllOfAllValues:StringLike {'*e*', '*'}", true],
		["@Request[contoso:tags] ForAllOfAllValues:StringLike {'*e*', 'r*'}", false],
		["@Request[contoso:tags] ForAllOfAllValues:StringNotEquals {'blue', 'black'}", true],
		["@Request[contoso:tags] ForAnyOfAllValues:StringNotEquals {'red', 'black'}", true],
		["@Request[contoso:tags] ForAllOfAllValues:StringNotEquals {'red', 'black'}", false],
		['Exists @Request[contoso:tags]', true],
		['Exists @Request[contoso:none]', false],
		['NotExists @Request[contoso:none]', true],
		['NotExists @Request[contoso:tags]', false],
		["@Request[contoso:none] ForAllOfAllValues:StringNotEquals {'red'}", false],
		["@Request[contoso:missing] StringNotEquals 'red'", false],
		["SubOperationMatches{'blob.list'}", true],
		["SubOperationMatches{'Blob.Read'}", false],
		["ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/*'}", true],
		["ActionMatches{'microsoft.storage/storageaccounts/blobservices/containers/blobs/read'}", true],
		["ActionMatches{'Microsoft.KeyVault/*'}", false],
		["!(SubOperationMatches{'Blob.List'})", false],
		["NOT SubOperationMatches{'Blob.List'}", false],
		["!!SubOperationMatches{'Blob.List'}", true],
		// AND binds more closely than OR.
		["ActionMatches{'*'} OR ActionMatches{'x'} AND ActionMatches{'x'}", true],
		["(ActionMatches{'*'} OR ActionMatches{'x'}) AND ActionMatches{'x'}", false],
		["ActionMatches{'*'} && ActionMatches{'*'} || ActionMatches{'x'}", true],
		[`${NAME} StringEquals 'it''s' OR ${NAME} StringEquals 'photos'`, true],
		[`  ${NAME}\n\tStringEquals   'photos'  `, true],
		["@resource[ microsoft.storage/storageaccounts:NAME ] stringequals 'stshop'", true],
	] as const)('%s: %s', (text, holds) => {
		expect(met(text)).toBe(holds);
	});
	test('not without the sub-operation that it names', () => {
		const { subOperation: _, attributes: __, ...bare } = ASKED;
		const condition = parseCondition("SubOperationMatches{'Blob.List'}");
		expect(condition && conditionMet(world, condition, bare)).toBe(false);
		const size = parseCondition('@Request[contoso:size] NumericEquals 10');
		expect(size && conditionMet(world, size, bare)).toBe(false);
	});
	test.each([
		[vault, false],
		[storage, false],
		['/', false],
		[`${storage}/queueServices/default/queues/photos`, false],
		[`${container}/blobs/a`, true],
		[container.toLowerCase(), true],
	] as const)('for the container in %s: %s', (scope, holds) => {
		expect(met(`${NAME} StringEquals 'photos'`, { scope })).toBe(holds);
	});
	test('for the account of a queue, which is in no container', () => {
		const scope = `${storage}/queueServices/default/queues/photos`;
		expect(met(`${ACCOUNT} StringEquals 'stshop'`, { scope })).toBe(true);
	});
});

describe('cannot be read', () => {
	test.each([
		'',
		'   ',
		'nonsense',
		NAME,
		`${NAME} StringEquals`,
		`StringEquals 'photos'`,
		`'photos' StringEquals 'photos'`,
		`${NAME} StringSounds 'photos'`,
		`${NAME} 'StringEquals' 'photos'`,
		`${NAME} { 'photos'`,
		`${NAME} StringEquals ${NAME}`,
		`${NAME} StringEquals {'photos'`,
		`${NAME} StringEquals {'photos' 'x'}`,
		`${NAME} ForAnyOfAnyValues:StringEquals {${NAME}}`,
		`${NAME} ForAnyOfAnyValues:StringEquals {}`,
		`${NAME} ForSomeValues:StringEquals {'photos'}`,
		`${NAME} StringEquals 'photos' 'x'`,
		`${NAME} StringEquals 'photos')`,
		`(${NAME} StringEquals 'photos'`,
		`${NAME} StringEquals 'photos' AND`,
		`${NAME} StringEquals 'pho`,
		`@Resource[  ] StringEquals 'photos'`,
		`@Elsewhere[x] StringEquals 'photos'`,
		'ActionMatches{*}',
		"ActionMatches{'*'",
		"ActionMatches'*'}",
		"'ActionMatches'{'*'}",
		"ActionMatches{'*'} 'AND' ActionMatches{'*'}",
		'Exists x',
		"Exists 'x'",
		`Exists`,
		"^ ActionMatches{'*'}",
	])('%s', (text) => {
		expect(parseCondition(text)).toBeUndefined();
	});
	test('one of more than 8 KB; one of exactly 8 KB can', () => {
		const body = "ActionMatches{'*'}";
		const fit = body.padEnd(8 * 1024);
		expect(parseCondition(fit)).toBeDefined();
		expect(parseCondition(`${fit} `)).toBeUndefined();
	});
});
