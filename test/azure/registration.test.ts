import { beforeEach, describe, expect, it } from 'vitest';
import { minutes, requests, seconds } from '../../src/azure';
import { Azure, VM } from './support';

/**
 * Registering resource providers.
 * Source: a recorded refusal of 2024, and
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types
 */
let azure: Azure;
let provider: (namespace: string, verb?: string) => string;
beforeEach(() => {
	azure = new Azure();
	azure.group();
	provider = (namespace, verb) =>
		`/subscriptions/${azure.subscription}/providers/${namespace}${verb ? `/${verb}` : ''}`;
});
const VAULTS = 'Microsoft.RecoveryServices/vaults';

it('a namespace that was never registered refuses new resources in the recorded words', () => {
	const answer = azure.put(VAULTS, 'backup');
	expect(answer.status).toBe(409);
	expect(JSON.parse(answer.body).error).toEqual({
		code: 'MissingSubscriptionRegistration',
		message:
			"The subscription is not registered to use namespace 'Microsoft.RecoveryServices'. See https://aka.ms/rps-not-found for how to register subscriptions.",
	});
});
it('is registered with one request, in any case, and then takes them', () => {
	const answer = azure.ask(
		requests.arm('POST', provider('microsoft.recoveryservices', 'register')),
	);
	expect(answer).toMatchObject({
		namespace: 'Microsoft.RecoveryServices',
		registrationState: 'Registered',
		registrationPolicy: 'RegistrationRequired',
	});
	expect(azure.put(VAULTS, 'backup').status).toBe(201);
});
it('under realistic timing it says Registering first, and can be used meanwhile', () => {
	azure = new Azure({ timing: 'realistic' });
	azure.group();
	azure.advance(seconds(1));
	const path = `/subscriptions/${azure.subscription}/providers/Microsoft.Search`;
	const state = () => azure.ask(requests.get(path)).registrationState;
	expect(state()).toBe('NotRegistered');
	azure.send(requests.arm('POST', `${path}/register`));
	expect(state()).toBe('Registering');
	expect(azure.put('Microsoft.Search/searchServices', 'search-1').status).toBe(201);
	azure.advance(minutes(2));
	expect(state()).toBe('Registered');
});
it('asks for the register action of the provider', () => {
	const cleo = new Azure({ signedInAs: 'cleo' });
	const path = `/subscriptions/${cleo.subscription}/providers/Microsoft.Search/register`;
	const answer = cleo.send(requests.arm('POST', path));
	expect(answer.status).toBe(403);
	expect(answer.body).toContain("'Microsoft.Search/register/action'");
});
it('cannot be unregistered while it has resources, and can afterwards', () => {
	azure.put(VM, 'vm');
	const unregister = requests.arm('POST', provider('Microsoft.Compute', 'unregister'));
	expect(azure.send(unregister).status).toBe(409);
	azure.send(requests.del(azure.id(VM, 'vm')));
	expect(azure.ask(unregister).registrationState).toBe('NotRegistered');
	expect(azure.code(requests.putResource(azure.id(VM, 'vm'), { location: 'westeurope' }))).toBe(
		'MissingSubscriptionRegistration',
	);
});

describe('lists', () => {
	it('tell each namespace with its types, and which of them can have a system-assigned identity', () => {
		const { value } = azure.ask(requests.get(provider(''))) as {
			value: {
				namespace: string;
				resourceTypes: { resourceType: string; capabilities: string }[];
			}[];
		};
		const compute = value.find(({ namespace }) => namespace === 'Microsoft.Compute');
		const machine = compute?.resourceTypes.find((each) => each.resourceType === 'virtualMachines');
		expect(machine?.capabilities).toContain('SystemAssignedResourceIdentity');
	});
	it('an unknown namespace is refused', () => {
		expect(azure.code(requests.get(provider('Contoso.Zoo')))).toBe('InvalidResourceNamespace');
	});
});
