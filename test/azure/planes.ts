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
