// What is claimed of the two places where code asks for a token.
import { minutes } from '../../src/azure';
import { BOTH, both, SYSTEM, table, user } from './claims';
import { bodyOf } from './planes';

const NONE = ['invalid_request', 'Identity not found'];

table('the metadata service', BOTH, [
	['no identity', (azure) => azure.asks(azure.machine('vm-a')), NONE],
	[
		'unknown id',
		(azure) => azure.asks(azure.machine('vm-a', SYSTEM), { client_id: azure.subscription }),
		NONE,
	],
	[
		'several, none chosen',
		(azure) => {
			const ids = ['id-a', 'id-b'].map((name) => azure.identity(name).id);
			return azure.asks(azure.machine('vm-a', user(...ids)));
		},
		[
			'invalid_request',
			'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request',
		],
	],
	[
		'no Metadata header',
		(azure) => azure.asks(azure.machine('vm-a', SYSTEM), {}, {}),
		['bad_request_102', 'Required metadata header not specified'],
	],
	[
		'an unknown resource',
		(azure) => {
			const [error] = azure.asks(azure.machine('vm-a', SYSTEM), {
				resource: 'https://x.y',
			}) as string[];
			return error;
		},
		'invalid_resource',
	],
	[
		'none chosen: the system-assigned one if it is on, else the only user-assigned one',
		(azure) => {
			const { id, clientId } = azure.identity('id-a');
			const [one, two] = [azure.machine('vm-a', both(id)), azure.machine('vm-b', user(id))];
			return [azure.asks(one) === clientId, azure.asks(two) === clientId];
		},
		[false, true],
	],
	[
		'chosen by client_id, object_id or msi_res_id',
		(azure) => {
			const one = azure.identity('id-a');
			const { id, clientId, principalId } = azure.identity('id-b');
			const vm = azure.machine('vm-a', both(one.id, id));
			return [{ client_id: clientId }, { object_id: principalId }, { msi_res_id: id }].map(
				(selector) => azure.asks(vm, selector) === clientId,
			);
		},
		[true, true, true],
	],
	[
		'the keys of an answer in their order, the life of a token in seconds',
		(azure) => {
			const body = bodyOf(azure.imds(azure.machine('vm-a', SYSTEM)));
			const life = Number(body.expires_on) - Number(body.not_before);
			return [Object.keys(body), body.expires_in, body.ext_expires_in, life, body.token_type];
		},
		[
			[
				'access_token',
				'client_id',
				'expires_in',
				'expires_on',
				'ext_expires_in',
				'not_before',
				'resource',
				'token_type',
			],
			'86400',
			'86399',
			86700,
			'Bearer',
		],
	],
	[
		'asked again: the same token, with less time left',
		(azure) => {
			const vm = azure.machine('vm-a', SYSTEM);
			const first = bodyOf(azure.imds(vm));
			azure.advance(minutes(10));
			const second = bodyOf(azure.imds(vm));
			return [first.access_token === second.access_token, second.expires_in];
		},
		[true, '85800'],
	],
]);

const NOT_FOUND =
	'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.';

table("an app's own endpoint", BOTH, [
	[
		'none chosen: the system-assigned identity',
		(azure) => {
			const { id, clientId } = azure.identity('id-a');
			const said = azure.asksAtHome(azure.app('contoso-shop', both(id)));
			return said !== clientId && said !== NOT_FOUND;
		},
		true,
	],
	[
		'none chosen: never an only user-assigned one',
		(azure) => azure.asksAtHome(azure.app('contoso-shop', user(azure.identity('id-a').id))),
		NOT_FOUND,
	],
	[
		'an id that is not attached',
		(azure) =>
			azure.asksAtHome(azure.app('contoso-shop', SYSTEM), `&client_id=${azure.subscription}`),
		NOT_FOUND,
	],
	[
		'chosen by client_id, principal_id, object_id or mi_res_id',
		(azure) => {
			const { id, clientId, principalId } = azure.identity('id-a');
			const app = azure.app('contoso-shop', user(id));
			return [
				`&client_id=${clientId}`,
				`&principal_id=${principalId}`,
				`&object_id=${principalId}`,
				`&mi_res_id=${encodeURIComponent(id)}`,
			].map((selector) => azure.asksAtHome(app, selector) === clientId);
		},
		[true, true, true, true],
	],
]);
