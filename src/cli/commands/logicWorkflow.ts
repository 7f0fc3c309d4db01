import { isObject, parseJson, type JsonObject } from '../../azure';
import { one } from '../args';
import { fail, type CommandGroup } from '../command';
import { createCommand, plainCommands, type Kind } from '../crud';
import { identityCommands } from '../identityCommands';
import { twoOptions } from '../newIdentity';
import { az } from '../quote';
import { isTo } from '../sentRequest';
import { model } from '../shape';

const TYPE = 'Microsoft.Logic/workflows';
const kind: Kind = {
	word: 'logic workflow',
	type: TYPE,
	noun: 'logic app',
	shape: (workflow) => model(workflow, 'identity', 'definition'),
	confirm: true,
};

/** The definition that a line gives: the text of a file, or JSON itself; the file may hold `{ definition: … }`. */
function definitionOf(text: string): JsonObject | undefined {
	const value = parseJson(text);
	if (!isObject(value)) return undefined;
	return isObject(value.definition) ? value.definition : value;
}

/**
 * Logic apps that are paid by use.
 * @see https://learn.microsoft.com/cli/azure/logic/workflow
 */
export const logicWorkflow: CommandGroup = {
	groups: {
		logic: 'Logic Apps.',
		'logic workflow': 'Logic apps that are paid by use.',
		'logic workflow identity': 'The identities of a logic app.',
	},
	commands: [
		createCommand(kind, {
			options: [
				{
					long: 'definition',
					required: true,
					offers: 'files',
					summary: 'What it does, as JSON: @workflow.json, or the text itself.',
				},
			],
			identity: twoOptions('mi-system-assigned', 'mi-user-assigned'),
			body: (args) => {
				const definition = definitionOf(one(args, 'definition'));
				return definition
					? { properties: { definition } }
					: fail("'--definition' is no JSON: give @FILE or the text itself.");
			},
		}),
		...plainCommands(kind),
		...identityCommands({ ...kind, by: twoOptions('system-assigned', 'user-assigned') }),
	],
	spell(sent) {
		const { group, name } = sent;
		if (isTo(sent, 'DELETE', TYPE))
			return az('logic workflow delete', '-g', group, '-n', name, '-y');
		return isTo(sent, 'GET', TYPE) ? az('logic workflow show', '-g', group, '-n', name) : undefined;
	},
};
