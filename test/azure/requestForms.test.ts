// One request in the many forms in which clients write it, and what Azure says to what is no request at all.
import { describe, expect, test } from 'vitest';
import { handle, parseJson, type HttpRequest, type JsonObject } from '../../src/azure';
import { Azure, VM } from './support';

const azure = new Azure();
azure.group();
azure.put(VM, 'vm-web');
const ARM = 'https://management.azure.com';
const S = azure.subscription;
const G = `/subscriptions/${S}/resourceGroups/rg`;
const V = `${G}/providers/${VM}/vm-web`;
const VERSION = 'api-version=2024-07-01';
const ask = (request: Partial<HttpRequest>) =>
	handle(azure.world, { method: 'GET', url: '', headers: {}, ...request });
const errorOf = (body: string) => (parseJson(body) as JsonObject).error as JsonObject;

describe('the same machine is read by', () => {
	test.each([
		['its own address', `${ARM}${V}?${VERSION}`],
		['double slashes', `${ARM}/${V.replaceAll('/providers', '//providers')}?${VERSION}`],
		['a slash at the end', `${ARM}${V}/?${VERSION}`],
		[
			'resourcegroups in lower case',
			`${ARM}${V.replace('resourceGroups', 'resourcegroups')}?${VERSION}`,
		],
		['an id in capitals', `${ARM}${V.toUpperCase()}?${VERSION}`],
		['an id in lower case', `${ARM}${V.toLowerCase()}?${VERSION}`],
		['encoded hyphens', `${ARM}${V.replaceAll('-', '%2D')}?${VERSION}`],
		['an encoded type', `${ARM}${V.replace('virtualMachines', 'virtual%4Dachines')}?${VERSION}`],
		['a host in capitals', `https://MANAGEMENT.AZURE.COM${V}?${VERSION}`],
		['a host with its port', `https://management.azure.com:443${V}?${VERSION}`],
		['another spelling of api-version', `${ARM}${V}?API-Version=2024-07-01`],
		['an old version', `${ARM}${V}?api-version=2015-06-15`],
		['a preview', `${ARM}${V}?api-version=2025-01-01-preview`],
		['a beta', `${ARM}${V}?api-version=2018-03-01-beta`],
		['other parameters beside', `${ARM}${V}?$expand=userData&${VERSION}&t=1`],
		['a fragment', `${ARM}${V}?${VERSION}#top`],
	])('%s', (_, url) => {
		const [next, { status, body }] = ask({ url });
		expect(status).toBe(200);
		expect(parseJson(body)).toMatchObject({ id: V, name: 'vm-web', type: VM });
		expect(next).toBe(azure.world);
	});
});

/** Codes: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
describe('is no request:', () => {
	const json = { 'content-type': 'application/json' };
	test.each<[string, Partial<HttpRequest>, number, string]>([
		['no api-version', { url: `${ARM}${V}` }, 400, 'MissingApiVersionParameter'],
		['an empty api-version', { url: `${ARM}${V}?api-version=` }, 400, 'InvalidApiVersionParameter'],
		[
			'api-version=latest',
			{ url: `${ARM}${V}?api-version=latest` },
			400,
			'InvalidApiVersionParameter',
		],
		['an unknown path', { url: `${ARM}/nowhere?${VERSION}` }, 404, 'NotFound'],
		[
			'an unknown type',
			{ url: `${ARM}${G}/providers/Microsoft.Compute/toasters/t?${VERSION}` },
			404,
			'InvalidResourceType',
		],
		[
			'an unknown namespace',
			{ url: `${ARM}${G}/providers/Contoso.Toasters/t/1?${VERSION}` },
			404,
			'InvalidResourceNamespace',
		],
		[
			'an unknown group',
			{ url: `${ARM}${V.replace('/rg/', '/other/')}?${VERSION}` },
			404,
			'ResourceGroupNotFound',
		],
		['an unknown name', { url: `${ARM}${V}-2?${VERSION}` }, 404, 'ResourceNotFound'],
		[
			'an unknown subscription',
			{
				url: `${ARM}/subscriptions/${S.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}/resourceGroups?${VERSION}`,
			},
			404,
			'SubscriptionNotFound',
		],
		[
			'POST to a resource',
			{ method: 'POST', url: `${ARM}${V}?${VERSION}` },
			405,
			'MethodNotAllowed',
		],
		['TRACE', { method: 'TRACE', url: `${ARM}${V}?${VERSION}` }, 405, 'MethodNotAllowed'],
		[
			'PUT to a list',
			{ method: 'PUT', url: `${ARM}${G}/providers/${VM}?${VERSION}`, body: '{}' },
			405,
			'MethodNotAllowed',
		],
		[
			'malformed JSON',
			{ method: 'PUT', url: `${ARM}${V}?${VERSION}`, headers: json, body: '{"location":' },
			400,
			'InvalidRequestContent',
		],
		[
			'a list for a body',
			{ method: 'PUT', url: `${ARM}${V}?${VERSION}`, headers: json, body: '[]' },
			400,
			'InvalidRequestContent',
		],
		[
			'a text for a body',
			{ method: 'PUT', url: `${ARM}${V}?${VERSION}`, headers: json, body: '"vm"' },
			400,
			'InvalidRequestContent',
		],
		[
			'an empty body',
			{ method: 'PUT', url: `${ARM}${V}?${VERSION}`, headers: json, body: '' },
			400,
			'InvalidRequestContent',
		],
		['no body', { method: 'PATCH', url: `${ARM}${V}?${VERSION}` }, 400, 'InvalidRequestContent'],
		[
			'a body that is too large',
			{ method: 'PUT', url: `${ARM}${V}?${VERSION}`, body: `"${'x'.repeat(4_200_000)}"` },
			413,
			'RequestContentTooLarge',
		],
		[
			'a token that is none',
			{ url: `${ARM}${V}?${VERSION}`, headers: { Authorization: 'Bearer abc' } },
			401,
			'InvalidAuthenticationToken',
		],
	])('%s', (_, request, status, code) => {
		const [next, response] = ask(request);
		expect([response.status, errorOf(response.body).code]).toEqual([status, code]);
		expect(errorOf(response.body).message).toEqual(expect.stringMatching(/\S/));
		expect(response.headers['content-type']).toMatch(/^application\/json/);
		expect(next.resources).toBe(azure.world.resources);
	});
});

describe('nobody answers', () => {
	test.each([
		['an unknown host', 'https://management.azure.example/'],
		['a name of no resource', 'https://kv-none.vault.contoso.net/secrets/a'],
		['what is no address', 'management.azure.com'],
		['another scheme', `ftp://management.azure.com${V}`],
		['nothing', ''],
	])('at %s', (_, url) => {
		const [next, response] = ask({ url });
		expect(response).toMatchObject({ status: 0, headers: {} });
		expect(response.body).not.toBe('');
		expect(next).toBe(azure.world);
	});
});
