import { currentSubscription, idKey, nameOf, parseResourceId, type World } from '../azure';
import type { Parameter } from './block';
import { camelCase, chooseNames, typeWord, type Wish } from './names';
import type { Selection } from './select';
import { refer, type Value } from './value';

/** What is known while blocks are made. Parameters and notes are added as they turn out to be needed. */
export interface Drafting {
	readonly world: World;
	readonly subscriptionId: string;
	readonly location: string;
	/** Symbols by the key of what they stand for. */
	readonly symbols: ReadonlyMap<string, string>;
	/** Keys of resources that have a block or can have one. */
	readonly isThere: (key: string) => boolean;
	readonly parameters: Parameter[];
	readonly leftOut: string[];
	/** Every name that is used. */
	readonly claimed: Set<string>;
}

const GROUP = 'Microsoft.Resources/resourceGroups';

/** The region in which most resources are. */
function mostUsed(selection: Selection): string {
	const counts = new Map<string, number>();
	for (const { location } of [...selection.groups, ...selection.resources])
		if (location !== undefined) counts.set(location, (counts.get(location) ?? 0) + 1);
	return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? 'westeurope';
}

const wish = (id: string, type: string, name: string, around: readonly string[]): Wish => {
	const plain = camelCase(name);
	const own = /^[A-Za-z]/.test(plain) ? plain : camelCase(typeWord(type), name);
	return {
		id: idKey(id),
		names: [
			own,
			camelCase(name, typeWord(type)),
			camelCase(...around, name),
			camelCase(...around, name, typeWord(type)),
		],
	};
};

/** Begins to draft: gives every resource of the selection, and those that it may refer to, its name. */
export function drafting(world: World, selection: Selection, whole: boolean): Drafting {
	const subscriptionId = currentSubscription(world);
	const wishes: Wish[] = [];
	if (whole) for (const { id, name } of selection.groups) wishes.push(wish(id, GROUP, name, []));
	for (const { id, type, name } of selection.resources) {
		const parts = parseResourceId(id);
		const parents = parts?.names.slice(0, -1).filter((each) => each !== 'default') ?? [];
		wishes.push(wish(id, type, name, parents.length > 0 ? parents : [parts?.resourceGroup ?? '']));
	}
	for (const { id, name } of selection.secrets)
		wishes.push(
			wish(
				id,
				'Microsoft.KeyVault/vaults/secrets',
				name,
				parseResourceId(id)?.names.slice(0, 1) ?? [],
			),
		);
	for (const { name, roleName } of selection.roles)
		wishes.push({ id: name, names: [camelCase(roleName), camelCase(roleName, 'Role')] });
	const symbols = chooseNames(wishes);
	return {
		world,
		subscriptionId,
		location: mostUsed(selection),
		symbols,
		isThere: (key) => world.resources[key] !== undefined,
		parameters: [],
		leftOut: [],
		claimed: new Set([...symbols.values(), 'location']),
	};
}

/** A name that nothing else has. */
export function claim(context: Drafting, wanted: string): string {
	let name = /^[A-Za-z]/.test(wanted) ? wanted : `x${wanted}`;
	for (let number = 2; context.claimed.has(name); number++) name = `${wanted}${number}`;
	context.claimed.add(name);
	return name;
}

/** What a thing is called in the program. */
export const symbolOf = ({ symbols }: Drafting, key: string): string =>
	symbols.get(key) ?? camelCase(nameOf(key));

/** The parameter of that name, made when it is first asked for. */
export function parameter(
	context: Drafting,
	wanted: string,
	value: string,
	description: string,
	secure = false,
): Value {
	const known = context.parameters.find(
		(one) => one.description === description && one.value === value,
	);
	const name = known?.name ?? claim(context, wanted);
	if (!known) context.parameters.push({ name, value, description, secure });
	return refer({ kind: 'parameter', of: name });
}
