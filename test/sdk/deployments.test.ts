import { ResourceManagementClient } from '@azure/arm-resources';
import { describe, expect, it } from 'vitest';
import { TIMINGS } from '../../src/azure';
import { grouped, template } from '../template/support';
import { insideOptions, keepInside, personCredential, SdkAzure } from './support';

keepInside();

/** Microsoft's client puts a deployment as it puts any resource, polls it and hands on its errors. */
describe.each(TIMINGS)('templates through the management client, with %s timing', (timing) => {
	async function deploy(resources: Parameters<typeof template>[0]) {
		const azure = new SdkAzure({ timing });
		const client = new ResourceManagementClient(
			personCredential(azure),
			azure.subscription,
			insideOptions(azure),
		);
		await client.resourceGroups.createOrUpdate('rg', { location: 'westeurope' });
		const id = `/subscriptions/${azure.subscription}/resourceGroups/rg/providers/Microsoft.Resources/deployments/main`;
		const outcome = await client.resources
			.beginCreateOrUpdateByIdAndWait(
				id,
				'2022-09-01',
				{ properties: { mode: 'Incremental', template: template(resources) } },
				{ updateIntervalInMs: 0 },
			)
			.then(
				(done) => done.properties as Record<string, unknown>,
				(error: unknown) => error as Error,
			);
		return { azure, client, outcome };
	}

	it('deploys, polls to the end and reads what was made', async () => {
		const { client, outcome, azure } = await deploy(grouped('stshop'));
		expect(outcome).toMatchObject({
			provisioningState: 'Succeeded',
			outputs: { blob: { value: 'https://stshop.blob.core.windows.net/' } },
		});
		const polls = azure.requests.filter(({ url }) => url.includes('/operationStatuses/'));
		expect(polls.length).toBeGreaterThan(timing === 'realistic' ? 5 : 0);
		const found: string[] = [];
		for await (const resource of client.resources.listByResourceGroup('rg'))
			found.push(resource.name ?? '');
		expect(found.sort()).toEqual(['id-shop', 'stshop']);
	});

	it('is told why a deployment failed', async () => {
		const { outcome } = await deploy(grouped('NOT-ALLOWED'));
		expect(outcome).toBeInstanceOf(Error);
		expect(String(outcome)).toMatch(/At least one resource deployment operation failed/);
	});

	it('is told what is wrong with a template', async () => {
		const { outcome } = await deploy({ variables: { a: '[nonsense()]' } });
		expect(String(outcome)).toMatch(/The template function 'nonsense' is not valid/);
	});
});
