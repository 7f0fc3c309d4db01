import { beforeEach, describe, expect, it } from 'vitest';
import { requests, type HttpRequest } from '../../src/azure';
import { Azure, SITE, STORAGE, VAULT, VM } from './support';

/** Refusals to the letter, as people reported them: each row names where. */
let azure: Azure;
beforeEach(() => {
	azure = new Azure();
	azure.group();
});
const at = { location: 'westeurope' };
const arm = (method: string, path: string, version = '2022-09-01'): HttpRequest => ({
	method,
	url: `https://management.azure.com${path}?api-version=${version}`,
	headers: {},
});
const refusal = (request: HttpRequest) => {
	const { status, body } = azure.send(request);
	const { code, message } = JSON.parse(body).error;
	return [status, code, message];
};
const make = (type: string, name: string) =>
	requests.putResource(azure.id(type, name), { ...at, properties: {} });

describe('a subscription id that is no GUID', () => {
	// https://github.com/Azure/apiops/issues/460
	it.each(['Pay-As-You-Go', '12345678-1234-1234-1234-1234567890123'])('%s', (id) => {
		expect(refusal(arm('GET', `/subscriptions/${id}/resourceGroups`))).toEqual([
			400,
			'InvalidSubscriptionId',
			`The provided subscription identifier '${id}' is malformed or invalid.`,
		]);
	});
});

describe('a name that its provider does not take', () => {
	it('of a resource group: the characters that do not fit are named', () => {
		// https://github.com/microsoft/microsoft-foundry-for-vscode/issues/53
		const name = 'Create new resource group';
		const put = requests.putResourceGroup(
			azure.subscription,
			encodeURIComponent(name),
			'westeurope',
		);
		expect(refusal(put)).toEqual([
			400,
			'InvalidResourceGroup',
			`The provided resource group name '${name}' has these invalid characters: '   '. The name can only be a letter, digit, '-', '.', '(', ')' or '_'. For more details, visit https://aka.ms/ResourceGroupNamingRestrictions .`,
		]);
	});
	it('of a resource group: letters of any alphabet fit', () => {
		// https://github.com/MicrosoftDocs/azure-docs-cli/issues/2653
		const name = encodeURIComponent('FORMACIÓN');
		expect(
			azure.send(requests.putResourceGroup(azure.subscription, name, 'westeurope')).status,
		).toBe(201);
		expect(
			azure.ask(arm('GET', `/subscriptions/${azure.subscription}/resourceGroups/${name}`)).name,
		).toBe('FORMACIÓN');
	});
	it('of a vault', () => {
		// https://github.com/OfficeDev/microsoft-teams-apps-newemployeeonboarding/issues/28
		expect(refusal(make(VAULT, 'BrusselsNewEmployeeOnBoardingvault'))).toEqual([
			400,
			'VaultNameNotValid',
			"The vault name 'BrusselsNewEmployeeOnBoardingvault' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens. Follow this link for more information: https://go.microsoft.com/fwlink/?linkid=2147742",
		]);
	});
	it('of a storage account', () => {
		// https://github.com/pulumi/templates/pull/274
		expect(refusal(make(STORAGE, 'storageAccount6289248d'))).toEqual([
			400,
			'AccountNameInvalid',
			'storageAccount6289248d is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.',
		]);
	});
	it('of a web app: it is a host name', () => {
		// https://github.com/MicrosoftDocs/azure-docs/issues/26710
		expect(refusal(make(SITE, 'hello_world'))).toEqual([
			400,
			'BadRequest',
			'The host name hello_world.azurewebsites.net is invalid.',
		]);
	});
});

describe('an api-version that there is not', () => {
	const newest = "The supported versions are '";
	it.each(['2099-01-01', '2003-05-01', 'latest'])(
		'%s: Resource Manager lists its own',
		// https://github.com/Azure/azure-cli/issues/28038
		(version) => {
			const [status, code, message] = refusal(
				arm('GET', `/subscriptions/${azure.subscription}/resourceGroups`, version),
			);
			expect([status, code]).toEqual([400, 'InvalidApiVersionParameter']);
			expect(message).toMatch(`The api-version '${version}' is invalid. ${newest}`);
			expect(message).toContain('2022-09-01,2022-06-01,2022-05-01');
			expect(message).toMatch(/2013-03-01,2014-02-26,2014-04'\.$/);
		},
	);
	it('of a type: its provider and where it is are named', () => {
		// https://github.com/Azure/azure-powershell/issues/2230
		azure.put(VM, 'vm-web');
		const [status, code, message] = refusal(arm('GET', azure.id(VM, 'vm-web'), '2099-01-01'));
		expect([status, code]).toEqual([400, 'NoRegisteredProviderFound']);
		expect(message).toMatch(
			/^No registered resource provider found for location 'westeurope' and API version '2099-01-01' for type 'virtualMachines'\. The supported api-versions are '[\d-]+'\. The supported locations are '.*westeurope.*'\.$/,
		);
	});
	it('any that a client could have been made for is taken', () => {
		azure.put(VM, 'vm-web');
		for (const version of ['2015-06-15', '2024-07-01', '2026-05-31', '2018-06-01-preview'])
			expect(azure.send(arm('GET', azure.id(VM, 'vm-web'), version)).status).toBe(200);
	});
});

it('a list of a group that is not there, or that is sent for, is none', () => {
	const group = `/subscriptions/${azure.subscription}/resourceGroups`;
	expect(refusal(arm('GET', `${group}/none/resources`)).slice(0, 2)).toEqual([
		404,
		'ResourceGroupNotFound',
	]);
	expect(azure.send(arm('POST', `${group}/rg/resources`)).status).toBe(405);
	expect(azure.send(arm('POST', `/subscriptions/${azure.subscription}/resources`)).status).toBe(
		405,
	);
});
