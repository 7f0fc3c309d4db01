// What az printed as a table is a table on paper too. The shapes are those of the real az.
import { expect, test } from 'vitest';
import { readTable } from '../../src/ui/lesson/readTable';

test('the dashes say where columns begin, and a gap is an empty cell', () => {
	const printed = [
		'Principal                             Role                    Scope',
		'------------------------------------  ----------------------  -------------------',
		'ada@contoso.onmicrosoft.com           Owner                   /subscriptions/d2d6',
		'                                      Key Vault Secrets User  /subscriptions/d2d6/resourceGroups/rg-shop',
	].join('\n');
	expect(readTable(printed)).toEqual({
		head: ['Principal', 'Role', 'Scope'],
		rows: [
			['ada@contoso.onmicrosoft.com', 'Owner', '/subscriptions/d2d6'],
			['', 'Key Vault Secrets User', '/subscriptions/d2d6/resourceGroups/rg-shop'],
		],
	});
});

test.each([
	'',
	'{\n  "id": 1\n}',
	'ERROR: (AuthorizationFailed) No.\nCode: AuthorizationFailed',
	'- a\n- b',
])('other text is no table: %j', (printed) => expect(readTable(printed)).toBeUndefined());
