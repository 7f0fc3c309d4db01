import {
	decodeToken,
	header,
	parseJson,
	requests,
	type HttpResponse,
	type JsonObject,
} from '../../src/azure';
import { Azure } from './support';

/** GUIDs of built-in roles, as Microsoft publishes them. */
export const ROLES = {
	keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6',
	keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
	keyVaultReader: '21090545-7ca7-4776-b22c-e363652d74d2',
	keyVaultAdministrator: '00482a5a-887f-4fb3-b363-3b7fe8e74483',
	storageBlobDataReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
	storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
	storageQueueDataMessageSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a',
	storageQueueDataMessageProcessor: '8a0f0c08-91a1-4084-bc3d-661d67233fed',
	storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
	storageQueueDataReader: '19e7f393-937e-4f77-808e-94535e297925',
	storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
	storageTableDataReader: '76199698-9eea-4c19-bc75-cec21354c6b6',
	appConfigurationDataReader: '516239f1-63e1-4d78-a4de-a74fb236a071',
	appConfigurationDataOwner: '5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b',
	acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
	acrPush: '8311e382-0749-4cb8-b61a-304f252e45ec',
	serviceBusDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
	serviceBusDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0',
	eventHubsDataSender: '2b629674-e913-4c01-ae53-ef4638d8f975',
	keyVaultCryptoUser: '12338af0-0e69-4776-bea7-57ae8d297424',
	reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
};

const query = (parameters: Readonly<Record<string, string>>): string =>
	Object.entries(parameters)
		.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
		.join('&');

/** The JSON body of an answer. */
export const bodyOf = (response: HttpResponse): JsonObject =>
	(parseJson(response.body) ?? {}) as JsonObject;

/** A learner's Azure with code running on its resources. */
export class Planes extends Azure {
	/** What code on a machine gets from its metadata service. */
	imds(
		from: string,
		parameters: Readonly<Record<string, string>> = {},
		headers: Readonly<Record<string, string>> = { Metadata: 'true' },
	): HttpResponse {
		const all = {
			'api-version': '2018-02-01',
			resource: 'https://vault.azure.net',
			...parameters,
		};
		const url = `http://169.254.169.254/metadata/identity/oauth2/token?${query(all)}`;
		return this.send({ method: 'GET', url, headers, from });
	}
	/** The access token that code on a machine gets. */
	token(from: string, audience: string, parameters: Readonly<Record<string, string>> = {}): string {
		const answer = bodyOf(this.imds(from, { resource: audience, ...parameters }));
		return String(answer.access_token);
	}
	/** A data request with a bearer token (or without), from a resource or from a person. */
	data(
		method: string,
		url: string,
		options: {
			token?: string;
			from?: string;
			body?: string;
			headers?: Readonly<Record<string, string>>;
		} = {},
	): HttpResponse {
		const { token, from, body, headers } = options;
		return this.send({
			method,
			url,
			headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
			...(body === undefined ? {} : { body }),
			...(from === undefined ? {} : { from }),
		});
	}
	grant(scope: string, roleDefinitionName: string, principalId: string): HttpResponse {
		const principalType = this.world.users[principalId] ? 'User' : 'ServicePrincipal';
		return this.send(
			requests.putRoleAssignment({
				scope,
				subscriptionId: this.subscription,
				roleDefinitionName,
				principalId,
				principalType,
			}),
		);
	}
}

/** What a token says. */
export const claimsOf = (jwt: string) => {
	const claims = decodeToken(jwt);
	if (!claims) throw new Error('not a token');
	return claims;
};

/** A header of an answer. */
export const responseHeader = (response: HttpResponse, name: string): string | undefined =>
	header({ method: '', url: '', headers: response.headers }, name);
