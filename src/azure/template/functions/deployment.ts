import type { Json } from '../../json';
import { Fault } from '../fault';
import { unfit, type FunctionTable, type Place, type PlainFunction, type Scope } from '../scope';

type Answer = keyof Place['answers'];

/** What the deployment knows of its surroundings. */
const answers = (key: Answer): PlainFunction => ({
	min: 0,
	max: 0,
	run: (_, { place }, name) =>
		place.answers[key] ??
		new Fault(
			`The template function '${name}' is not expected at this location. Please see https://aka.ms/arm-functions for usage details.`,
		),
});

const named = (find: (scope: Scope) => (name: string) => Json | Fault): PlainFunction => ({
	min: 1,
	max: 1,
	run: ([value = null], scope, name) =>
		typeof value === 'string' ? find(scope)(value) : unfit(name, 'a string', value),
});

/**
 * Functions of the deployment and of where it takes place.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-scope
 */
export const DEPLOYMENT: FunctionTable = {
	parameters: named(({ parameter }) => parameter),
	variables: named(({ variable }) => variable),
	deployment: answers('deployment'),
	deployer: answers('deployer'),
	environment: answers('environment'),
	resourcegroup: answers('resourceGroup'),
	subscription: answers('subscription'),
	tenant: answers('tenant'),
	managementgroup: answers('managementGroup'),
};
