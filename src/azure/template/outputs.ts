import { isObject, type Json, type JsonObject } from '../json';
import { repeat, resolve } from './evaluate';
import { Fault, type Outcome } from './fault';
import type { Scope } from './scope';
import { withDefinition } from './types';

const shown = (type: Json | undefined): string => {
	const text = String(type ?? '').toLowerCase();
	return text.startsWith('secure')
		? `Secure${text.charAt(6).toUpperCase()}${text.slice(7)}`
		: text.charAt(0).toUpperCase() + text.slice(1);
};

function valueOf(output: JsonObject, scope: Scope, path: readonly string[]): Outcome {
	const { copy } = output;
	if (!isObject(copy)) return resolve(output.value ?? null, scope, [...path, 'value']);
	const count = resolve(copy.count ?? null, scope, [...path, 'copy', 'count']);
	if (count instanceof Fault) return count;
	return repeat(Number(count), '', scope, (inner) =>
		resolve(copy.input ?? null, inner, [...path, 'copy', 'input']),
	);
}

/**
 * What a deployment has to say in the end. Secure outputs are named and not shown.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/outputs
 */
export function deploymentOutputs(template: JsonObject, scope: Scope): Outcome<JsonObject> {
	const outputs = isObject(template.outputs) ? template.outputs : {};
	const entries: [string, Json][] = [];
	for (const [name, output] of Object.entries(outputs)) {
		if (!isObject(output)) continue;
		const path = ['outputs', name];
		const condition =
			output.condition === undefined
				? true
				: resolve(output.condition, scope, [...path, 'condition']);
		const value = condition === false ? null : valueOf(output, scope, path);
		const fault = condition instanceof Fault ? condition : value;
		if (fault instanceof Fault)
			return new Fault(
				`The template output '${name}' is not valid: ${fault.message}`,
				path,
				fault.code === undefined ? undefined : 'DeploymentOutputEvaluationFailed',
			);
		if (condition === false || value instanceof Fault) continue;
		const declared = withDefinition(output, template);
		const type = shown(declared.type ?? 'Object');
		entries.push([name, type.startsWith('Secure') ? { type } : { type, value }]);
	}
	return Object.fromEntries(entries);
}
