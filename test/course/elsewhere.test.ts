// A lesson from elsewhere: what may be in it, and that each fault is told with its line.
import { describe, expect, test } from 'vitest';
import { compileElsewhere, faultText } from '../../src/course';
import { iacPorts } from '../../src/playground';

const LESSON = `---
title: Make an identity
summary: One identity, of your own.
goals:
  - id: there
    kind: exists
    name: id-mine
hints:
  - id: make-it
    goal: there
    text: Make it.
---

Make **one** & name it \`id-mine\`. It is an [identity](#term/user-assigned-identity).

\`\`\`az
az identity create --resource-group rg-mine --name id-mine
\`\`\`

| one | two |
| --- | --- |
| a   | b   |

\`\`\`canvas
az group create --name rg-mine --location westeurope
# then
az identity create --resource-group rg-mine --name id-seen
\`\`\`

\`\`\`start
az group create --name rg-mine --location westeurope
\`\`\`

\`\`\`solution
az identity create --resource-group rg-mine --name id-mine
\`\`\`
`;

async function faults(text: string): Promise<string[]> {
	const compiled = await compileElsewhere(text);
	return 'faults' in compiled ? compiled.faults.map(faultText) : [];
}
const lineOf = (text: string, part: string): number =>
	text.slice(0, text.indexOf(part)).split('\n').length;

describe('a lesson from elsewhere', () => {
	test('is one file, and a lesson like ours', async () => {
		const compiled = await compileElsewhere(LESSON.replaceAll('\n', '\r\n'));
		expect(compiled).toMatchObject({
			value: {
				slug: 'make-an-identity',
				minutes: 5,
				covers: [],
				goals: [{ id: 'there' }],
				start: 'az group create --name rg-mine --location westeurope',
				prose: [
					{
						kind: 'paragraph',
						children: [
							{ kind: 'text', text: 'Make ' },
							{ kind: 'strong', children: [{ kind: 'text', text: 'one' }] },
							{ kind: 'text', text: ' & name it ' },
							{ kind: 'code', text: 'id-mine' },
							{ kind: 'text', text: '. It is an ' },
							{ kind: 'term', term: 'user-assigned-identity' },
							{ kind: 'text', text: '.' },
						],
					},
					{ kind: 'command' },
					{ kind: 'table', rows: [[[{ text: 'a' }], [{ text: 'b' }]]] },
					{ kind: 'canvas', steps: expect.stringContaining('id-seen') },
				],
			},
		});
	});

	test.each([
		['HTML', 'Make **one**', '<img src=x onerror=alert(1)> Make one', 'html has no place'],
		['a script in a block', '| one | two |', '<script>alert(1)</script>\n\n| one | two |', 'html'],
		['a picture', 'Make **one**', '![x](https://a.example/x.png) Make one', 'image has no place'],
		['a link that runs', '(#term/user-assigned-identity)', '(javascript:alert)', 'a link leads to'],
		['an unknown term', '#term/user-assigned', '#term/other', "no term in the glossary 'other-"],
		['an unknown goal', 'goal: there', 'goal: thither', "there is no goal 'thither'"],
		['an unknown key', 'summary:', 'code: x\nsummary:', 'code'],
		['a kind of goal that we have not', 'kind: exists', 'kind: run', 'kind'],
		['no title', 'title: Make an identity\n', '', 'title'],
		['no start', '```start', '```text', 'marked start is missing'],
		[
			'a start that fails',
			'westeurope\n```\n\n```solution',
			'westeurope --nonsense\n```\n\n```solution',
			'start',
		],
		['a solution that does not solve', 'name id-mine\n```\n$', 'name id-other\n```\n', "'there'"],
		['no front matter', '---\ntitle', 'title', 'front matter'],
		['a command that is none', '```az\naz identity', '```az\naz identify', "'identify"],
	])('with %s is refused, and the line is told', async (_, from, to, message) => {
		const broken = from.endsWith('$')
			? LESSON.replace(new RegExp(`${from.slice(0, -1)}$`), to)
			: LESSON.replace(from, to);
		expect(broken).not.toBe(LESSON);
		const found = await faults(broken);
		expect(found.join('\n')).toContain(message);
		for (const fault of found) expect(fault).toMatch(/^lesson\.md:\d+: /);
	});

	test('tells the line in the file, not in the text', async () => {
		const broken = LESSON.replace('| one | two |', '<b>no</b>\n\n| one | two |');
		expect(await faults(broken)).toEqual([
			`lesson.md:${lineOf(broken, '<b>no')}: html has no place in a lesson's text`,
		]);
	});

	test('deploys Bicep and exports its group, where another room lends that', async () => {
		const deploys = `cat > main.bicep <<'END'
resource mine 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-mine'
  location: resourceGroup().location
}
END
az deployment group create --resource-group rg-mine --template-file main.bicep
az group export --name rg-mine`;
		const created = 'az identity create --resource-group rg-mine --name id-mine';
		const text = LESSON.split(created).join(deploys);
		expect(await compileElsewhere(text, iacPorts)).toMatchObject({
			value: { title: 'Make an identity' },
		});
		expect((await faults(text)).join('\n')).toContain('Bicep is not read here');
	});

	test('that is far too long is not read at all', async () => {
		expect(await faults(LESSON + 'x'.repeat(60_000))).toEqual([
			'lesson.md:1: is longer than 60000 characters',
		]);
	});
});
