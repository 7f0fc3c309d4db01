// Templates that link to others: the others as files of the terminal.
import { expect, test } from 'vitest';
import { createPlayground } from '../../src/playground';
import { identity, storage, template } from './support';

const SCRIPT = 'az deployment group create -g rg --template-file';
const file = (path: string, value: object) =>
	`cat > ${path} <<'EOF'\n${JSON.stringify(value, null, 2)}\nEOF\n`;
const link = (name: string, properties: object) => ({
	type: 'Microsoft.Resources/deployments',
	apiVersion: '2022-09-01',
	name,
	properties: { mode: 'Incremental', ...properties },
});
const NAMED = template({
	parameters: { name: { type: 'string' } },
	resources: [identity("[parameters('name')]")],
	outputs: { made: { type: 'string', value: "[parameters('name')]" } },
});

function sitting() {
	const playground = createPlayground();
	playground.run('az group create -n rg -l westeurope');
	return {
		playground,
		names: () => Object.values(playground.world.resources).map(({ name }) => name),
		say: (line: string) => {
			const { printed } = playground.run(line);
			return `${printed?.stdout ?? ''}${printed?.stderr ?? ''}`;
		},
	};
}

test('a relative path, its parameters, and what it gives back', () => {
	const { say, names } = sitting();
	const main = template({
		resources: [
			link('inner', {
				templateLink: { relativePath: '../nested/one.json' },
				parameters: { name: { value: 'id-one' } },
			}),
			storage('stone', { dependsOn: ['inner'] }),
		],
		outputs: { it: { type: 'string', value: "[reference('inner').outputs.made.value]" } },
	});
	say(file('nested/one.json', NAMED));
	say(file('deploy/main.json', main));
	expect(say(`${SCRIPT} deploy/main.json --query properties.outputs.it.value -o tsv`)).toContain(
		'id-one',
	);
	expect(names().sort()).toEqual(['id-one', 'stone']);
});

test('an address, also one that is worked out: the file of that name, and one that it links to itself', () => {
	const { say, names } = sitting();
	const uri = "[uri(parameters('_artifactsLocation'), 'nestedtemplates/vnet.json')]";
	say(file('inner.json', NAMED));
	say(file('values.json', { parameters: { name: { value: 'id-far' } } }));
	say(
		file(
			'vnet.json',
			template({
				resources: [
					link('inner', {
						templateLink: { uri: 'https://example.com/a/inner.json?sv=1' },
						parametersLink: { uri: 'https://example.com/a/values.json' },
					}),
				],
			}),
		),
	);
	say(
		file(
			'main.json',
			template({
				parameters: { _artifactsLocation: { type: 'string', defaultValue: 'https://x.example/' } },
				resources: [link('outer', { templateLink: { uri } })],
			}),
		),
	);
	expect(say(`${SCRIPT} main.json`)).toContain('"provisioningState": "Succeeded"');
	expect(names()).toEqual(['id-far']);
});

test('without the file: what is missing by name, and what to do', () => {
	const { say, names } = sitting();
	const main = template({
		resources: [link('outer', { templateLink: { uri: 'https://example.com/vnet.json' } })],
	});
	say(file('main.json', main));
	const said = say(`${SCRIPT} main.json`);
	expect(said).toContain('InvalidContentLink');
	expect(said).toContain(
		"Unable to download deployment content from 'https://example.com/vnet.json'",
	);
	expect(said).toContain('write the template into a file of that name');
	expect(names()).toEqual([]);
});
