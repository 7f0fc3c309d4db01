import { isObject, type Json, type JsonObject } from '../../azure';
import { has, maybe } from '../args';
import { askList } from '../ask';
import { done, type CommandGroup } from '../command';
import { listAt } from '../grant';
import { ANY_GROUP } from '../options';
import { scopeOf } from '../targets';

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A role as `az` prints it. */
export const definitionModel = (definition: JsonObject): JsonObject => {
	const { type, ...rest } = isObject(definition.properties) ? definition.properties : {};
	return {
		...rest,
		id: definition.id ?? null,
		name: definition.name ?? null,
		roleType: type ?? null,
		type: definition.type ?? null,
	};
};

/**
 * Role definitions.
 * @see https://learn.microsoft.com/cli/azure/role/definition
 */
export const roleDefinition: CommandGroup = {
	groups: { 'role definition': 'What a role allows.' },
	commands: [
		{
			name: 'role definition list',
			summary: 'Lists roles and what they allow.',
			options: [
				{ long: 'name', short: 'n', summary: 'Only the role of this name or GUID.' },
				{ long: 'scope', summary: 'Where the role can be granted.' },
				ANY_GROUP,
				{
					long: 'custom-role-only',
					takes: 'maybe',
					choices: ['true', 'false'],
					summary: 'Only roles of your own.',
				},
			],
			*run(args, context) {
				const listed = yield* askList(listAt(scopeOf(args, context), 'roleDefinitions'));
				if (!listed.ok) return listed;
				const name = maybe(args, 'name')?.toLowerCase();
				const own = has(args, 'custom-role-only') && maybe(args, 'custom-role-only') !== 'false';
				const roles = listed.items
					.map(definitionModel)
					.filter(
						(definition) =>
							(name === undefined ||
								[definition.name, definition.roleName].some(
									(each) => text(each).toLowerCase() === name,
								)) &&
							(!own || definition.roleType === 'CustomRole'),
					);
				return done(roles);
			},
			table: (value) =>
				(Array.isArray(value) ? value : [value]).filter(isObject).map((item) => ({
					Name: item.roleName ?? '',
					Type: item.type ?? '',
					Description: item.description ?? '',
				})),
		},
	],
};
