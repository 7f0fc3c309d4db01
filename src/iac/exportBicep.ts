import { groupOf, idKey, nameOf, type World } from '../azure';
import { assignmentName } from './armExpression';
import { apiVersionOf } from './apiVersions';
import { bicepInline, bicepJoin, bicepLines, bicepText } from './bicepValue';
import type { Block } from './block';
import { blocksIn } from './blockParts';
import { filesOf, type Module, type TemplateFile } from './files';
import { modelOf } from './model';
import { camelCase, typeWord } from './names';
import { Lines, type Exported, type LineRange } from './print';
import { referencesIn, type Value } from './value';

/** Resources in between that nobody made: the `default` blob service of an account. */
class Between {
	readonly #symbols = new Map<string, string>();
	/** The symbol of what lies between a block and its nearest parent; it is written when it is first asked for. */
	symbol(block: Block, parent: Block, file: TemplateFile, lines: Lines): string {
		const [namespace = '', ...types] = block.type.split('/');
		let symbol = parent.symbol;
		for (let depth = parent.parents.length + 1; depth < block.parents.length; depth++) {
			const type = [namespace, ...types.slice(0, depth + 1)].join('/');
			const name = bicepInline(block.parents[depth] ?? '', file);
			const key = `${symbol}|${type}|${name}`;
			let known = this.#symbols.get(key);
			if (known === undefined) {
				known = camelCase(parent.symbol, typeWord(type));
				while ([...file.everywhere.values()].some((one) => one.symbol === known))
					known += 'Default';
				this.#symbols.set(key, known);
				lines.add(
					`resource ${known} '${type}@${apiVersionOf(type)}' existing = {`,
					`  parent: ${symbol}`,
					`  name: ${name}`,
					'}',
					'',
				);
			}
			symbol = known;
		}
		return symbol;
	}
}

function add(lines: Lines, name: string, value: Value, file: TemplateFile, after = ''): void {
	const [first = '', ...rest] = bicepLines(value, file, '  ');
	if (rest.length === 0) lines.add(`  ${name}: ${first}${after}`);
	else lines.add(`  ${name}: ${first}`, ...rest);
}

/** What a block waits for though it refers to none of it. */
function unsaid(block: Block, file: TemplateFile): string[] {
	const said = new Set(
		[...blocksIn({ ...block, after: [] })].map((key) => file.byKey.get(key)?.symbol ?? key),
	);
	const found = new Set<string>();
	for (const key of block.after) {
		const other = file.byKey.get(key);
		if (other?.existing) continue;
		const symbol = other?.symbol ?? file.modules.find((module) => module.symbol === key)?.symbol;
		if (symbol !== undefined && !said.has(symbol)) found.add(symbol);
	}
	return [...found];
}

function identityLines(block: Block, file: TemplateFile): string[] {
	if (!block.identity) return [];
	const { system, user, both } = block.identity;
	const type = system && user.length > 0 ? both : system ? 'SystemAssigned' : 'UserAssigned';
	return [
		'  identity: {',
		`    type: '${type}'`,
		...(user.length > 0
			? [
					'    userAssignedIdentities: {',
					...user.map((id) => `      '\${${bicepInline(id, file)}}': {}`),
					'    }',
				]
			: []),
		'  }',
	];
}

function addBlock(block: Block, file: TemplateFile, lines: Lines, between: Between): void {
	const parent = block.parent === undefined ? undefined : file.byKey.get(block.parent);
	const parentSymbol = parent && between.symbol(block, parent, file, lines);
	const from = lines.written.length;
	const existing = block.existing ? 'existing ' : '';
	lines.add(`resource ${block.symbol} '${block.type}@${block.apiVersion}' ${existing}= {`);
	const isAway = idKey(block.home) !== idKey(file.home);
	if (block.existing && isAway && block.kind !== 'group')
		lines.add(`  scope: resourceGroup(${bicepText(nameOf(block.home))})`);
	const on = block.on === undefined ? undefined : file.byKey.get(block.on);
	if (on) lines.add(`  scope: ${on.symbol}`);
	if (parentSymbol !== undefined) lines.add(`  parent: ${parentSymbol}`);
	if (block.kind === 'roleAssignment') add(lines, 'name', assignmentName(block, file), file);
	else if (parentSymbol !== undefined) add(lines, 'name', block.name, file);
	else {
		const parts = [...block.parents, block.name].flatMap((part, index): Value[] =>
			index === 0 ? [part] : ['/', part],
		);
		lines.add(`  name: ${bicepJoin(parts, file)}`);
	}
	if (!block.existing) {
		if (block.location !== undefined) add(lines, 'location', block.location, file);
		if (block.tags !== undefined) add(lines, 'tags', block.tags, file);
		if (block.flavour !== undefined) add(lines, 'kind', block.flavour, file);
		if (block.sku !== undefined) add(lines, 'sku', block.sku, file);
		lines.add(...identityLines(block, file));
		if (block.kind === 'roleAssignment') {
			lines.add('  properties: {');
			for (const [key, value] of Object.entries(block.properties)) {
				const note = key === 'roleDefinitionId' ? ` // ${block.assignment?.roleName ?? ''}` : '';
				lines.add(`    ${key}: ${bicepInline(value, file)}${note}`);
			}
			lines.add('  }');
		} else if (block.kind !== 'group' && Object.keys(block.properties).length > 0)
			add(lines, 'properties', block.properties, file);
		const waits = unsaid(block, file);
		if (waits.length > 0) lines.add('  dependsOn: [', ...waits.map((each) => `    ${each}`), '  ]');
	}
	lines.add('}');
	if (!block.existing) lines.mark(block.key, from);
	lines.add('');
}

function addModule(module: Module, file: TemplateFile, lines: Lines): void {
	const { home, name } = module.file;
	const group = groupOf(home);
	const known = group === undefined ? undefined : file.byKey.get(idKey(group));
	const scope =
		group === undefined
			? 'subscription()'
			: (known?.symbol ?? `resourceGroup(${bicepText(nameOf(group))})`);
	lines.add(
		`module ${module.symbol} ${bicepText(`${name}.bicep`)} = {`,
		`  name: ${bicepText(name)}`,
		...(idKey(home) === idKey(file.home) ? [] : [`  scope: ${scope}`]),
	);
	if (module.arguments.length > 0) {
		lines.add('  params: {');
		for (const [key, value] of module.arguments)
			lines.add(`    ${key}: ${bicepInline(value, file)}`);
		lines.add('  }');
	}
	const said = new Set(
		module.arguments.flatMap(([, value]) =>
			[...referencesIn(value)].map((to) => (to.kind === 'output' ? to.of : '')),
		),
	);
	const waits = module.dependsOn
		.map((key) => file.byKey.get(key)?.symbol ?? key)
		.filter((symbol) => !said.has(symbol));
	if (waits.length > 0) lines.add('  dependsOn: [', ...waits.map((each) => `    ${each}`), '  ]');
	lines.add('}', '');
}

function addFile(file: TemplateFile, leftOut: readonly string[], lines: Lines): void {
	const scope = groupOf(file.home) === undefined ? 'subscription' : 'resourceGroup';
	if (leftOut.length > 0)
		lines.add('// What this program cannot say:', ...leftOut.map((each) => `// - ${each}`), '');
	if (scope === 'subscription') lines.add("targetScope = 'subscription'", '');
	for (const { name, description, secure, usual } of file.parameters) {
		if (description !== undefined) lines.add(`@description(${bicepText(description)})`);
		if (secure) lines.add('@secure()');
		lines.add(`param ${name} string${usual === undefined ? '' : ` = ${bicepText(usual)}`}`, '');
	}
	const between = new Between();
	for (const block of file.blocks) addBlock(block, file, lines, between);
	for (const module of file.modules) addModule(module, file, lines);
	for (const { name, value } of file.outputs)
		lines.add(`output ${name} string = ${bicepInline(value, file)}`);
	if (lines.written.at(-1) === '') lines.written.pop();
}

/**
 * A world, or the group or resource `scope` of it, as a Bicep program: `main.bicep`, and a module for each other scope that
 * it deploys to.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/bicep/file
 */
export function exportBicep(world: World, scope?: string): Exported {
	const model = modelOf(world, scope);
	const { main, leftOut } = filesOf(model);
	const notes = [...model.leftOut, ...leftOut];
	const ranges = new Map<string, LineRange[]>();
	const files: Record<string, string> = {};
	for (const file of [main, ...main.modules.map((module) => module.file)]) {
		const path = `${file.name}.bicep`;
		const lines = new Lines(path, ranges);
		addFile(file, file === main ? notes : [], lines);
		files[path] = lines.text();
	}
	return {
		files,
		lines: Object.fromEntries(ranges),
		secrets: Object.fromEntries(
			model.parameters.filter(({ secure }) => secure).map(({ name, value }) => [name, value]),
		),
		leftOut: notes,
	};
}
