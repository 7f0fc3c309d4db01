// Bicep and exported groups, which the terminal borrows from the room that knows other languages.
import { describe, expect, test } from 'vitest';
import { createWorld } from '../../src/azure';
import { runInWorld, type Ports, type Session } from '../../src/cli';
import { createPlayground, iacPorts } from '../../src/playground';

const MAIN = `cat > main.bicep <<'EOF'
param name string
module id 'mod/id.bicep' = { name: 'id', params: { name: name } }
output principal string = id.outputs.principal
EOF`;
const MODULE = `cat > mod/id.bicep <<'EOF'
param name string
resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: resourceGroup().location
}
output principal string = id.properties.principalId
EOF`;

/** Lines one after the other; gives what the last one printed. */
function runAll(lines: readonly string[], ports?: Ports) {
	let world = createWorld();
	let session: Session | undefined;
	let last = { stdout: '', stderr: '', exitCode: 0 };
	for (const line of ['az group create -n rg -l westeurope', MAIN, MODULE, ...lines]) {
		const ran = runInWorld(world, line, session, ports);
		({ world } = ran);
		({ session } = ran.result);
		last = ran.result;
	}
	return last;
}

describe('Bicep', () => {
	test('is deployed as az deploys it, with the files that it names', () => {
		const deploy = 'az deployment group create -g rg -f ./main.bicep -p name=id-shop';
		expect(
			runAll(
				[
					`${deploy} --query properties.outputs.principal.value -o tsv > told`,
					'az identity show -g rg -n id-shop --query principalId -o tsv > true',
					'uniq told > a; uniq true > b; cat a b | uniq | wc -l',
				],
				iacPorts,
			).stdout,
		).toBe('1\n');
	});

	test('is built into a template beside it, or printed', () => {
		const built = runAll(['az bicep build -f main.bicep', 'cat main.json'], iacPorts);
		expect(JSON.parse(built.stdout)).toMatchObject({ parameters: { name: { type: 'string' } } });
		const printed = runAll(['az bicep build --file main.bicep --stdout'], iacPorts);
		expect(printed.stdout).toBe(built.stdout);
	});

	test('with a mistake is refused as bicep refuses it, and nothing is deployed', () => {
		const line = "echo 'param x strin' > bad.bicep; az deployment group create -g rg -f bad.bicep";
		const refused = runAll([line], iacPorts);
		expect([refused.exitCode, refused.stderr]).toEqual([
			1,
			expect.stringMatching(/^ERROR: bad\.bicep\(1,9\) : Error \w+: /),
		]);
	});

	test('without its reader is refused in a sentence', () => {
		const refused = runAll(['az deployment group create -g rg -f main.bicep -p name=x']);
		expect([refused.exitCode, refused.stderr]).toEqual([
			1,
			"ERROR: Bicep is not read here: give 'main.bicep' as the ARM template that 'az bicep build' makes of it.\n",
		]);
	});
});

describe('az group export', () => {
	test('prints a template that makes the same again elsewhere', () => {
		const names = runAll(
			[
				'az identity create -g rg -n id-shop -o none',
				'az group export -n rg > all.json',
				'az group create -n rg-copy -l westeurope -o none',
				'az deployment group create -g rg-copy -f all.json -o none',
				'az identity list -g rg-copy --query [].name -o tsv',
			],
			iacPorts,
		);
		expect(names).toMatchObject({ stdout: 'id-shop\n', exitCode: 0 });
	});

	test('takes only what is named, and groups that are there', () => {
		const lines = [
			'az identity create -g rg -n id-a -o none',
			'az identity create -g rg -n id-b -o none',
			'az group export -g rg --resource-ids $(az identity show -g rg -n id-b --query id -o tsv) --query resources[].name -o tsv',
		];
		expect(runAll(lines, iacPorts).stdout).toBe('id-b\n');
		expect(runAll(['az group export -n none'], iacPorts).exitCode).toBe(1);
	});
});

test('a sitting deploys Bicep too, and does it again when it is opened anew', () => {
	const playground = createPlayground();
	for (const line of ['az group create -n rg -l westeurope', MAIN, MODULE]) playground.run(line);
	const step = playground.run('az deployment group create -g rg -f main.bicep -p name=id-shop');
	expect(step.printed?.exitCode).toBe(0);
	const again = createPlayground();
	again.open(playground.sitting);
	expect(again.world).toEqual(playground.world);
});

describe('az deployment', () => {
	test('with --confirm-with-what-if deploys without a question where nothing would change', () => {
		const deploy = 'az deployment group create -g rg -f main.bicep -p name=id-shop';
		const asked = `${deploy} --confirm-with-what-if`;
		expect(runAll([asked], iacPorts)).toMatchObject({
			exitCode: 1,
			stderr: expect.stringContaining('Resource changes: 1 to create') as string,
		});
		const again = `${asked} --proceed-if-no-change --query properties.provisioningState -o tsv`;
		expect(runAll([deploy, again], iacPorts).stdout).toBe('Succeeded\n');
	});

	test('operation show tells of single steps', () => {
		const steps = 'az deployment operation group';
		const on = '-g rg -n main';
		expect(
			runAll(
				[
					'az deployment group create -g rg -f main.bicep -p name=id-shop -o none',
					`${steps} show ${on} --operation-ids $(${steps} list ${on} --query [0].operationId -o tsv) --query [].properties.targetResource.resourceName -o tsv`,
				],
				iacPorts,
			).stdout,
		).toBe('id\n');
	});
});
