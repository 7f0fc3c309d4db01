import { requests, subscriptionScope, type Json } from '../../azure';
import { one } from '../args';
import { ask, askList } from '../ask';
import { done, type Command, type CommandGroup, type Option } from '../command';
import { az } from '../quote';
import { columns } from '../tables';

const NAMESPACE: Option = {
	long: 'namespace',
	short: 'n',
	required: true,
	summary: 'Its name: Microsoft.Compute.',
};

const table = columns({
	Namespace: 'namespace',
	RegistrationPolicy: 'registrationPolicy',
	RegistrationState: 'registrationState',
});

const change = (verb: 'register' | 'unregister', does: string): Command => ({
	name: `provider ${verb}`,
	summary: `${does} a resource provider in the subscription.`,
	options: [NAMESPACE, { long: 'wait', takes: 'none', summary: 'Until it is done.' }],
	*run(args, { subscriptionId }) {
		const namespace = one(args, 'namespace');
		const answer = yield* ask(
			requests.arm('POST', `${subscriptionScope(subscriptionId)}/providers/${namespace}/${verb}`),
		);
		if (!answer.ok) return answer;
		const state: Json | undefined = answer.body.registrationState;
		return state === 'Registering' || state === 'Unregistering'
			? done(undefined, [
					`${verb === 'register' ? 'Registering' : 'Unregistering'} is still on-going. You can monitor using 'az provider show -n ${namespace}'`,
				])
			: done();
	},
});

/**
 * Resource providers.
 * @see https://learn.microsoft.com/cli/azure/provider
 */
export const provider: CommandGroup = {
	groups: { provider: 'Resource providers: which services a subscription may use.' },
	commands: [
		{
			name: 'provider list',
			summary: 'Lists the resource providers.',
			options: [],
			*run(_args, { subscriptionId }) {
				const listed = yield* askList(
					requests.get(`${subscriptionScope(subscriptionId)}/providers`),
				);
				return listed.ok ? done(listed.items) : listed;
			},
			table,
		},
		{
			name: 'provider show',
			summary: 'Shows a resource provider.',
			options: [NAMESPACE],
			*run(args, { subscriptionId }) {
				const answer = yield* ask(
					requests.get(`${subscriptionScope(subscriptionId)}/providers/${one(args, 'namespace')}`),
					true,
				);
				return answer.ok ? done(answer.body) : answer;
			},
			table,
		},
		change('register', 'Registers'),
		change('unregister', 'Unregisters'),
	],
	spell({ id = '', url, method }) {
		const path = id === '' ? url.path : id;
		const found = /^\/subscriptions\/[^/]+\/providers\/([^/]+)(?:\/((?:un)?register))?$/i.exec(
			path,
		);
		if (!found) return undefined;
		const [, namespace, verb] = found;
		if (verb !== undefined && method === 'POST')
			return az(`provider ${verb.toLowerCase()}`, '--namespace', namespace);
		return verb === undefined && method === 'GET'
			? az('provider show', '--namespace', namespace)
			: undefined;
	},
};
