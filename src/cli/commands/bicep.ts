import { groupScope, isObject, requests, type Json, type JsonObject } from '../../azure';
import { has, many, maybe, one } from '../args';
import { ask } from '../ask';
import { done, fail, type CommandGroup } from '../command';
import { GROUP } from '../options';
import { buildBicep, isFailure } from '../templateFile';

const itemsOf = (template: JsonObject): readonly Json[] => {
	const { resources } = template;
	return Array.isArray(resources) ? (resources as readonly Json[]) : [];
};
const parametersOf = ({ parameters }: JsonObject): JsonObject =>
	isObject(parameters) ? parameters : {};

/** Two templates as one. */
const joined = (one: JsonObject, other: JsonObject): JsonObject => ({
	...one,
	parameters: { ...parametersOf(one), ...parametersOf(other) },
	resources: [...itemsOf(one), ...itemsOf(other)],
});

/**
 * Templates made of other things: of Bicep, and of what is there already.
 * @see https://learn.microsoft.com/cli/azure/bicep
 */
export const bicep: CommandGroup = {
	groups: { bicep: 'Bicep, a language for templates.' },
	commands: [
		{
			name: 'bicep build',
			summary: 'Builds a Bicep file: writes the ARM template that it stands for.',
			options: [
				{
					long: 'file',
					short: 'f',
					required: true,
					offers: 'files',
					summary: 'The Bicep file, one of this sitting.',
				},
				{ long: 'outfile', summary: 'Where the template is written. Default: beside the file.' },
				{ long: 'stdout', takes: 'none', summary: 'Prints the template and writes no file.' },
			],
			examples: ['az bicep build -f main.bicep'],
			*run(args, context) {
				const path = one(args, 'file');
				if (context.file(path) === undefined) return fail(`Could not find file '${path}'.`);
				const template = buildBicep(path, context);
				if (isFailure(template)) return template;
				const text = `${JSON.stringify(template, undefined, 2)}\n`;
				if (has(args, 'stdout')) return { ok: true, raw: text };
				const to = maybe(args, 'outfile') ?? path.replace(/(\.bicep)?$/, '.json');
				return { ok: true, files: { [to.replace(/^(\.\/|~\/)+/, '')]: text } };
			},
		},
		{
			name: 'group export',
			summary: 'Prints what lies in a resource group as a template.',
			options: [
				{
					...GROUP,
					long: 'name',
					also: ['resource-group'],
					short: 'ng',
					called: '--name/-n/--resource-group/-g',
				},
				{ long: 'resource-ids', takes: 'some', summary: 'Only these resources.' },
			],
			examples: ['az group export -n rg-shop'],
			*run(args, { subscriptionId, look, ports }) {
				const id = groupScope(subscriptionId, one(args, 'name'));
				const there = yield* ask(requests.get(id));
				if (!there.ok) return there;
				if (!look || !ports) return fail("'az group export' needs a simulated world to look at.");
				const world = look();
				const parts = (many(args, 'resource-ids') ?? [id]).map((each) =>
					ports.exportArm(world, each),
				);
				return done(parts.reduce(joined));
			},
		},
	],
};
