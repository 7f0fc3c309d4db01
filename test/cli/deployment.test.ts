import { describe, expect, test } from 'vitest';
import { inGroup } from './support';

const FILE = `{
  // a vault and an identity
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "name": { "type": "string" },
    "count": { "type": "int", "defaultValue": 1 }
  },
  "resources": [
    {
      "type": "Microsoft.ManagedIdentity/userAssignedIdentities",
      "apiVersion": "2023-01-31",
      "name": "[parameters('name')]",
      "location": "[resourceGroup().location]"
    }
  ],
  "outputs": {
    "clientId": { "type": "string", "value": "[reference(parameters('name')).clientId]" }
  }
}`;

function shell(timing: 'instant' | 'realistic' = 'instant') {
	const made = inGroup({ timing });
	made.ok(`cat > main.json <<'END'\n${FILE}\nEND`);
	return made;
}

describe('az deployment group', () => {
	test('create validates, deploys and prints the deployment as az does', () => {
		const az = shell();
		const printed = az.json('az deployment group create -g rg -f main.json -p name=id-shop');
		expect(
			az.sent.map((each) => each.replace(/\?.*$/, '').replace(/^(\w+) .*\/deployments/, '$1 ')),
		).toEqual(['POST /main/validate', 'PUT /main', 'GET /main']);
		expect(printed).toMatchObject({
			location: null,
			name: 'main',
			resourceGroup: 'rg',
			tags: null,
			type: 'Microsoft.Resources/deployments',
			properties: {
				debugSetting: null,
				error: null,
				mode: 'Incremental',
				outputs: { clientId: { type: 'String' } },
				outputResources: [
					{ id: expect.stringContaining('id-shop') as string, resourceGroup: 'rg' },
				],
				parameters: {
					name: { type: 'String', value: 'id-shop' },
					count: { type: 'Int', value: 1 },
				},
				provisioningState: 'Succeeded',
				templateLink: null,
				validatedResources: null,
			},
		});
		expect(az.ok('az deployment group list -g rg --query "[].name" -o tsv').trim()).toBe('main');
		expect(
			az
				.ok(
					'az deployment group show -g rg -n main --query properties.outputs.clientId.value -o tsv',
				)
				.trim(),
		).toMatch(/^[0-9a-f-]{36}$/);
		expect(
			az
				.ok(
					'az deployment operation group list -g rg -n main --query "[].properties.targetResource.resourceName" -o tsv',
				)
				.trim(),
		).toBe('id-shop');
		expect(
			az
				.ok('az deployment group export -g rg -n main --query "parameters.name.type" -o tsv')
				.trim(),
		).toBe('string');
		az.ok('az deployment group delete -g rg -n main');
		expect(az.run('az deployment group show -g rg -n main')).toMatchObject({
			exitCode: 3,
			stderr: expect.stringContaining(
				"(DeploymentNotFound) Deployment 'main' could not be found.",
			) as string,
		});
	});

	test('parameters are given as pairs, files and JSON; the last counts', () => {
		const az = shell();
		az.ok(
			`echo '{"parameters": {"name": {"value": "id-file"}, "count": {"value": 5}}}' > values.json`,
		);
		const read = (line: string) =>
			az
				.ok(
					`az deployment group create -g rg -f main.json -n d ${line} --query "properties.parameters.[name.value, count.value]" -o tsv`,
				)
				.trim()
				.split(/\s+/);
		expect(read('-p @values.json')).toEqual(['id-file', '5']);
		expect(read('-p values.json count=7')).toEqual(['id-file', '7']);
		expect(read(`-p '{"name": {"value": "id-json"}}' -p count=3`)).toEqual(['id-json', '3']);
	});

	test.each([
		['-f main.json', 'Missing input parameters: name'],
		[
			'-f main.json -p other=1 name=x',
			"unrecognized template parameter 'other'. Allowed parameters: count, name",
		],
		['-f none.json', "[Errno 2] No such file or directory: 'none.json'"],
		['', 'incorrect usage: Chose only one of --template-file FILE | --template-uri URI'],
		['-f main.json -p nonsense', 'Unable to parse parameter: nonsense'],
	])('create %s is refused', (line, sentence) => {
		const result = shell().run(`az deployment group create -g rg ${line}`);
		expect(result.exitCode).not.toBe(0);
		expect(result.stderr).toContain(sentence);
	});

	test('parameters written in Bicep are refused as what they are, with what makes them JSON', () => {
		const az = shell();
		az.run(`echo "using './main.bicep'" > values.bicepparam`);
		const { exitCode, stderr } = az.run(
			'az deployment group create -g rg -f main.json -p values.bicepparam',
		);
		expect(exitCode).not.toBe(0);
		expect(stderr).toContain('values.bicepparam: parameters are read from JSON here');
		expect(stderr).toContain('az bicep build-params');
	});

	test('what Azure refuses and what fails is told with its reasons', () => {
		const az = shell();
		const refused = az.run('az deployment group create -g rg -f main.json --no-prompt true');
		expect(refused.stderr).toMatch(
			/^ERROR: InvalidTemplate - Deployment template validation failed: 'The value for the template parameter 'name' at line/,
		);
		const failed = az.run('az deployment group create -g rg -f main.json -p name=x');
		expect(failed.stderr).toMatch(
			/^ERROR: \{"status":"Failed","error":\{"code":"DeploymentFailed"/,
		);
		expect(failed.exitCode).toBe(1);
	});

	test('validate prints what would be made', () => {
		expect(
			shell().json('az deployment group validate -g rg -f main.json -p name=id-shop'),
		).toMatchObject({
			error: null,
			properties: { validatedResources: [{ id: expect.stringContaining('id-shop') as string }] },
		});
	});

	test('what-if tells it in words', () => {
		const az = shell();
		az.ok('az identity create -g rg -n id-old');
		const text = az.ok('az deployment group what-if -g rg -f main.json -p name=id-shop');
		expect(text).toMatch(
			/^Note: The result may contain false positive predictions \(noise\)\.\nYou can help us improve/,
		);
		expect(text).toContain(
			'Resource and property changes are indicated with these symbols:\n  + Create\n  * Ignore\n',
		);
		expect(text).toContain(
			'The deployment will update the following scope:\n\nScope: /subscriptions/',
		);
		expect(text).toContain(
			'\n  + Microsoft.ManagedIdentity/userAssignedIdentities/id-shop [2023-01-31]\n\n',
		);
		expect(text.trimEnd()).toMatch(/Resource changes: 1 to create, 1 to ignore\.$/);
		expect(az.ok('az identity list -g rg --query "[].name" -o tsv').trim()).toBe('id-old');
		const asked = az.run('az deployment group create -g rg -f main.json -p name=id-shop -c');
		expect(asked.exitCode).toBe(1);
		expect(
			az
				.ok(
					'az deployment group what-if -g rg -f main.json -p name=id-shop --no-pretty-print --query "changes[].changeType" -o tsv',
				)
				.trim()
				.split('\n'),
		).toEqual(['Ignore', 'Create']);
	});

	test('under realistic timing it says that the work goes on, and can be stopped', () => {
		const az = shell('realistic');
		const begun = az.run('az deployment group create -g rg -f main.json -p name=id-shop');
		expect(begun.exitCode).toBe(0);
		az.run('az deployment group cancel -g rg -n main');
	});
});

describe('az deployment elsewhere', () => {
	test('sub, and a location that it needs', () => {
		const az = shell();
		az.ok(`cat > sub.json <<'END'
{"$schema":"https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#","contentVersion":"1.0.0.0","resources":[{"type":"Microsoft.Resources/resourceGroups","apiVersion":"2022-09-01","name":"rg-made","location":"northeurope","properties":{}}]}
END`);
		expect(az.json('az deployment sub create -l westeurope -f sub.json')).toMatchObject({
			location: 'westeurope',
			name: 'sub',
			properties: { provisioningState: 'Succeeded' },
		});
		expect(az.ok('az group exists -n rg-made').trim()).toBe('true');
		expect(az.run('az deployment sub create -f sub.json').stderr).toContain(
			'the following arguments are required: --location/-l',
		);
	});
});
