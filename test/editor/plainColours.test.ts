// Code that is read without an editor: what it is made of can be told apart, in every language that is written.
import { expect, test } from 'vitest';
import { colouringOf } from '../../src/ui/editor/plainColours';

const hues = (language: string, ...lines: string[]): string[] => {
	const { pieces } = colouringOf(language)?.colour(lines) ?? { pieces: [] };
	return pieces.flat().map(({ text, hue }) => `${text.trim()} ${hue.property}`);
};

test.each([
	[
		'bicep',
		"resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {",
		['resource --role', "'Microsoft.KeyVault/vaults@2023-07-01' --allowed"],
	],
	['json', '  "name": "kv-hub", "tags": 3', ['"name" --system', '"kv-hub" --allowed', '3 --user']],
	['hcl', 'resource "azurerm_key_vault" "hub" {', ['"azurerm_key_vault" --allowed']],
	['azcli', '# made for rg-hub', ['# made for rg-hub --ink-soft']],
	[
		'http',
		'PUT https://management.azure.com/x',
		['PUT --role', 'https://management.azure.com/x --allowed'],
	],
])('%s', (language, line, wanted) => {
	for (const each of wanted) expect(hues(language, line)).toContainEqual(each);
});

test('what began in one line goes on in the next, also in a later part of the text', () => {
	const colouring = colouringOf('bicep');
	const first = colouring?.colour(['/* a comment']);
	const next = colouring?.colour(['that goes on */ var a = 1'], first?.state);
	expect(next?.pieces[0]?.[0]?.hue).toMatchObject({ property: '--ink-soft', style: 'italic' });
	expect(hues('bicep', 'var a = 1')[0]).toBe('var --role');
});

test('no text is lost, and a language without a grammar is left alone', () => {
	const text = ["var a = '${b}-${uniqueString(c)}' // d", '', "  e: '''f'''"];
	const pieces = colouringOf('bicep')?.colour(text).pieces ?? [];
	expect(pieces.map((line) => line.map((piece) => piece.text).join(''))).toEqual(text);
	expect(colouringOf('plaintext')).toBeUndefined();
});
