import { groupOf, idKey, nameOf } from '../azure';
import type { Block, Model } from './block';
import { blocksIn, valuesOfBlock } from './blockParts';
import { camelCase } from './names';
import {
	isRecord,
	refer,
	referencesIn,
	replaceReferences,
	type Meaning,
	type Value,
} from './value';

/**
 * A model cut into the files that ARM and Bicep need: one for each scope that is deployed to, and another where a group must
 * wait for something that itself waits for the group.
 */

/** A parameter of one file. Without a default whoever calls it has to give it. */
export interface FileParameter {
	readonly name: string;
	readonly description?: string;
	readonly secure: boolean;
	readonly usual?: string;
}

/** A template: the main one, or a module. */
export interface TemplateFile {
	/** Without an ending. */
	readonly name: string;
	/** Id of the group or subscription that it is deployed to. */
	readonly home: string;
	readonly blocks: readonly Block[];
	readonly byKey: ReadonlyMap<string, Block>;
	/** The blocks of all files. */
	readonly everywhere: ReadonlyMap<string, Block>;
	readonly parameters: readonly FileParameter[];
	readonly outputs: readonly { readonly name: string; readonly value: Value }[];
	readonly modules: readonly Module[];
}

/** A file as another one uses it. */
export interface Module {
	readonly symbol: string;
	readonly file: TemplateFile;
	readonly arguments: readonly (readonly [name: string, value: Value])[];
	/** Symbols' keys of blocks, and names of modules, that have to be there first and are not referred to. */
	readonly dependsOn: readonly string[];
}

/** The files of a model, and what none of them can say. */
export interface Files {
	readonly main: TemplateFile;
	readonly leftOut: readonly string[];
}

/** What is meant of a block. */
type ByBlock = Extract<Meaning, { readonly kind: 'id' | 'principalId' | 'clientId' }>;

const byBlock = (to: Meaning): to is ByBlock =>
	to.kind === 'id' || to.kind === 'principalId' || to.kind === 'clientId';

const SUFFIX = { id: 'Id', principalId: 'PrincipalId', clientId: 'ClientId' } as const;

/** How the name of a value that goes from file to file ends. */
const suffix = (to: ByBlock): string =>
	('made' in to && to.made ? camelCase('x', ...to.made).slice(1) : '') + SUFFIX[to.kind];

/** Which file each block belongs to, by name: the main one has none. */
function place(model: Model): ReadonlyMap<string, string> {
	const stages = new Map<string, number>();
	const root = idKey(model.root);
	const unit = (block: Block) =>
		idKey(block.home) === root ? '' : `${idKey(block.home)}|${stages.get(block.key) ?? 0}`;
	for (const block of model.blocks) {
		let stage = 0;
		for (const key of blocksIn(block)) {
			const other = model.byKey.get(key);
			if (!other || other.existing) continue;
			const isHere = idKey(other.home) === idKey(block.home) || idKey(other.home) === root;
			const away = isHere ? 0 : 1;
			stage = Math.max(stage, (stages.get(key) ?? 0) + away);
		}
		stages.set(block.key, stage);
	}
	gather(model, stages);
	return new Map(model.blocks.map((block) => [block.key, unit(block)]));
}

const isGrant = ({ kind }: Block): boolean => kind === 'roleAssignment' || kind === 'lock';

/** What no other group waits for is made together with the last resources of its group: fewer files are easier to read. */
function gather(model: Model, stages: Map<string, number>): void {
	const last = new Map<string, number>();
	for (const block of model.blocks)
		if (!block.existing && !isGrant(block))
			last.set(
				idKey(block.home),
				Math.max(last.get(idKey(block.home)) ?? 0, stages.get(block.key) ?? 0),
			);
	const awaited = new Set<string>();
	for (const block of [...model.blocks].reverse()) {
		for (const key of blocksIn(block)) {
			const other = model.byKey.get(key);
			if (other && (awaited.has(block.key) || idKey(other.home) !== idKey(block.home)))
				awaited.add(key);
		}
		const stage = stages.get(block.key) ?? 0;
		if (!awaited.has(block.key) && !block.existing)
			stages.set(block.key, Math.max(stage, last.get(idKey(block.home)) ?? 0));
	}
}

/** Whether a block makes machines without saying to which network they belong, which Azure would refuse. */
const hasNoNetwork = ({ type, existing, properties }: Block): boolean =>
	existing !== true &&
	/^Microsoft\.Compute\/virtualMachine(?:s|ScaleSets)$/i.test(type) &&
	properties.networkProfile === undefined &&
	!(
		properties.virtualMachineProfile !== undefined &&
		isRecord(properties.virtualMachineProfile) &&
		properties.virtualMachineProfile.networkProfile !== undefined
	);

/** Cuts a model into files. */
export function filesOf(model: Model): Files {
	const above = model.blocks.filter(
		({ home }) => !home.toLowerCase().startsWith('/subscriptions/'),
	);
	const leftOut = above.map(
		({ symbol }) =>
			`${symbol}: it lies above the subscription and needs a deployment of its own there.`,
	);
	const machines = model.blocks.filter(hasNoNetwork).map(({ id }) => nameOf(id));
	if (machines.length > 0)
		leftOut.push(
			`Networks, SSH keys and passwords: the simulator has none. Azure wants them of ${machines.join(', ')}.`,
		);
	const dropped = new Set(above.map(({ key }) => key));
	const blocks = model.blocks.filter(({ key }) => !dropped.has(key));
	const unitOf = place({ ...model, blocks });
	const units = new Map<string, Block[]>();
	for (const block of blocks) {
		if (block.existing) continue;
		const unit = unitOf.get(block.key) ?? '';
		const list = units.get(unit);
		if (list) list.push(block);
		else units.set(unit, [block]);
	}
	const names = nameUnits(units);
	const outputs = new Map<string, Map<string, Value>>();
	const files = new Map<
		string,
		{ file: TemplateFile; arguments: Map<string, Value>; dependsOn: Set<string> }
	>();
	/** Asks the file of a block to give something back. */
	const ask = (key: string, to: ByBlock): Value => {
		const unit = unitOf.get(key) ?? '';
		if (unit === '') return refer(to);
		const name = `${model.byKey.get(key)?.symbol}${suffix(to)}`;
		const list = outputs.get(unit) ?? new Map<string, Value>();
		outputs.set(unit, list.set(name, refer(to)));
		return refer({ kind: 'output', of: names.get(unit)?.symbol ?? '', name });
	};
	for (const [unit, mine] of units) {
		if (unit === '') continue;
		const given = new Map<string, Value>();
		const dependsOn = new Set<string>();
		const local = new Map<string, Block>();
		const isElsewhere = (key: string) => {
			const other = model.byKey.get(key);
			return other !== undefined && !other.existing && unitOf.get(key) !== unit;
		};
		const replace = (value: Value): Value =>
			replaceReferences(value, ({ to }) => {
				if (!byBlock(to) || !isElsewhere(to.of)) return undefined;
				const name = `${model.byKey.get(to.of)?.symbol}${suffix(to)}`;
				given.set(name, ask(to.of, to));
				return refer({ kind: 'parameter', of: name });
			});
		const look = (key: string | undefined) => {
			const other = key === undefined ? undefined : model.byKey.get(key);
			if (!other || !isElsewhere(other.key)) return;
			local.set(other.key, asExisting(other));
			dependsOn.add(names.get(unitOf.get(other.key) ?? '')?.symbol ?? other.key);
		};
		const own = mine.map((block): Block => {
			look(block.on);
			look(block.parent);
			for (const key of block.after)
				if (isElsewhere(key)) {
					const other = unitOf.get(key) ?? '';
					dependsOn.add(other === '' ? key : (names.get(other)?.symbol ?? ''));
				}
			return {
				...block,
				properties: replace(block.properties) as Block['properties'],
				...(block.identity
					? { identity: { ...block.identity, user: block.identity.user.map(replace) } }
					: {}),
				after: block.after.filter((key) => !isElsewhere(key)),
			};
		});
		for (const block of own)
			for (const key of blocksIn(block)) {
				const other = model.byKey.get(key);
				if (other?.existing) local.set(key, other);
			}
		const all = [...local.values(), ...own];
		const used = parametersIn(all);
		const parameters = [...used].map((name): FileParameter => {
			const known = model.parameters.find((one) => one.name === name);
			if (!given.has(name)) given.set(name, refer({ kind: 'parameter', of: name }));
			return {
				name,
				secure: known?.secure ?? false,
				...(known ? { description: known.description } : {}),
			};
		});
		const name = names.get(unit)?.name ?? '';
		const home = mine[0]?.home ?? '';
		files.set(unit, {
			file: {
				name,
				home,
				blocks: all,
				byKey: new Map(all.map((block) => [block.key, block])),
				everywhere: model.byKey,
				parameters,
				outputs: [],
				modules: [],
			},
			arguments: new Map([...given].filter(([each]) => used.has(each))),
			dependsOn,
		});
	}
	const mine = (units.get('') ?? []).map((block): Block => {
		const replace = (value: Value): Value =>
			replaceReferences(value, ({ to }) =>
				byBlock(to) && model.byKey.get(to.of)?.existing !== true && unitOf.get(to.of) !== ''
					? ask(to.of, to)
					: undefined,
			);
		return {
			...block,
			properties: replace(block.properties) as Block['properties'],
			after: [
				...new Set(block.after.map((key) => names.get(unitOf.get(key) ?? '')?.symbol ?? key)),
			],
		};
	});
	const asked = new Set(mine.flatMap((block) => [...blocksIn(block)]));
	const existing = [...asked].flatMap((key) => {
		const other = model.byKey.get(key);
		return other?.existing ? [other] : [];
	});
	const modules = [...files].map(([unit, { file, arguments: given, dependsOn }]): Module => {
		const group = groupOf(file.home);
		const groupKey = group === undefined ? undefined : idKey(group);
		return {
			symbol: names.get(unit)?.symbol ?? '',
			file: {
				...file,
				outputs: [...(outputs.get(unit) ?? [])].map(([name, value]) => ({ name, value })),
			},
			arguments: [...given],
			dependsOn: [...dependsOn].filter((key) => key !== groupKey),
		};
	});
	const all = [...existing, ...mine];
	const passed = new Set(
		modules.flatMap((module) =>
			module.arguments.flatMap(([, value]) => [...parameterNames(value)]),
		),
	);
	const used = new Set([...parametersIn(all), ...passed]);
	const main: TemplateFile = {
		name: 'main',
		home: model.root,
		blocks: all,
		byKey: new Map(all.map((block) => [block.key, block])),
		everywhere: model.byKey,
		parameters: [
			...(used.has('location')
				? [
						{
							name: 'location',
							description: 'Region of the resources.',
							secure: false,
							usual: model.location,
						},
					]
				: []),
			...model.parameters
				.filter(({ name }) => used.has(name))
				.map(({ name, description, secure, value }) => ({
					name,
					description,
					secure,
					...(secure ? {} : { usual: value }),
				})),
		],
		outputs: [],
		modules,
	};
	return { main, leftOut };
}

/** A block of another file as one that is looked at. */
const asExisting = ({ identity: _, tags: __, parent: ___, ...rest }: Block): Block => ({
	...rest,
	existing: true,
	properties: {},
	after: [],
});

function nameUnits(
	units: ReadonlyMap<string, readonly Block[]>,
): ReadonlyMap<string, { readonly name: string; readonly symbol: string }> {
	const names = new Map<string, { name: string; symbol: string }>();
	const used = new Set(['main']);
	const symbols = new Set([...units.values()].flat().map(({ symbol }) => symbol));
	for (const [unit, blocks] of units) {
		if (unit === '') continue;
		const home = nameOf(blocks[0]?.home ?? '');
		const base = groupOf(blocks[0]?.home ?? '') === undefined ? 'subscription' : home;
		const onlyRoles = blocks.every(({ kind }) => kind === 'roleAssignment' || kind === 'lock');
		const stem = onlyRoles ? `${base}-roles` : base;
		let name = stem;
		for (let number = 2; used.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
		used.add(name.toLowerCase());
		const wanted = onlyRoles ? camelCase(name) : camelCase(name, 'Resources');
		let symbol = /^[a-zA-Z]/.test(wanted) ? wanted : `group${wanted}`;
		for (let number = 2; symbols.has(symbol); number++) symbol = `${wanted}${number}`;
		symbols.add(symbol);
		names.set(unit, { name, symbol });
	}
	return names;
}

function* parameterNames(value: Value | undefined): Generator<string> {
	if (value === undefined || (!isRecord(value) && typeof value !== 'object')) return;
	for (const to of referencesIn(value)) if (to.kind === 'parameter') yield to.of;
}

function parametersIn(blocks: readonly Block[]): Set<string> {
	const used = new Set<string>();
	for (const block of blocks)
		for (const value of block.existing ? [block.name, ...block.parents] : valuesOfBlock(block))
			for (const name of parameterNames(value)) used.add(name);
	return used;
}
