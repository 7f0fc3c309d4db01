import { groupOf, nameOf, requests, type HttpRequest, type JsonObject, type World } from '../azure';
import { commandFor } from '../cli';
import { valuesOfBlock } from './blockParts';
import type { Block, Model } from './block';
import { modelOf } from './model';
import { camelCase } from './names';
import { plainBody } from './plainBody';
import { Lines, type Exported, type LineRange } from './print';
import { pathOf, Reference, referencesIn, toldAt, type Meaning, type Value } from './value';
import { quote, withVariables, type Substitution } from './shellWords';

const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const VM = 'Microsoft.Compute/virtualMachines';
const STORAGE = 'Microsoft.Storage/storageAccounts';

/** Types whose command takes `--tags`, which the line for a plain request does not have. */
const TAGGED = new Set([
	'Microsoft.Resources/resourceGroups',
	'Microsoft.KeyVault/vaults',
	IDENTITY,
	STORAGE,
]);

/** What of a SKU has to be said, as the command chooses it otherwise. */
const SKUS: Readonly<Record<string, readonly string[]>> = {
	[STORAGE]: ['name'],
	'Microsoft.Web/serverfarms': ['name', 'tier', 'capacity'],
	'Microsoft.ContainerRegistry/registries': ['name'],
	'Microsoft.AppConfiguration/configurationStores': ['name'],
	'Microsoft.ServiceBus/namespaces': ['name', 'tier'],
	'Microsoft.EventHub/namespaces': ['name', 'tier'],
	'Microsoft.Compute/virtualMachineScaleSets': ['name', 'tier', 'capacity'],
};

/** Whether the command of a type would add something to what this body says, so that it is not the same. */
function addsSomething({ type, id }: Block, body: JsonObject): boolean {
	const properties = body.properties as JsonObject;
	const needed = SKUS[type];
	if (needed?.some((key) => (body.sku as JsonObject | undefined)?.[key] === undefined)) return true;
	if (type === STORAGE) return body.kind === undefined;
	if (type !== VM) return false;
	const { osProfile = {}, hardwareProfile = {}, storageProfile } = properties;
	const { computerName = nameOf(id), adminUsername: _, ...other } = osProfile as JsonObject;
	const { vmSize: __, ...more } = hardwareProfile as JsonObject;
	return (
		storageProfile === undefined ||
		computerName !== nameOf(id) ||
		Object.keys({ ...other, ...more }).length > 0
	);
}

/** The line that makes a resource: its own command, or `az resource create` for what that cannot say. */
function resourceLine(block: Block, body: JsonObject, world: World): string {
	const { tags, ...plain } = body;
	const isTagged = TAGGED.has(block.type) && tags !== undefined;
	const request = requests.putResource(block.id, isTagged ? plain : body);
	const line = addsSomething(block, body) ? undefined : commandFor(request, world);
	if (line !== undefined && /^az (?:vm|vmss) create /.test(line))
		return /--image \S*Win/.test(line) ? line : `${line} --generate-ssh-keys`;
	if (line !== undefined && !line.startsWith('az rest '))
		return isTagged
			? `${line} --tags ${Object.entries(tags as JsonObject)
					.map(([key, value]) => quote(`${key}=${String(value)}`))
					.join(' ')}`
			: line;
	return `az resource create --id ${block.id} --api-version ${block.apiVersion} --is-full-object --properties ${quote(JSON.stringify(body))}`;
}

/** The request that grants a role, under the name that `az` gives it by itself. */
function grant(block: Block, world: World, subscriptionId: string): HttpRequest {
	const { assignment } = block;
	const one = world.roleAssignments[block.key];
	const request = requests.putRoleAssignment({
		scope: one?.scope ?? '',
		subscriptionId,
		roleDefinitionName: assignment?.roleGuid ?? '',
		principalId: one?.principalId ?? '',
		...(one ? { principalType: one.principalType } : {}),
	});
	const body = JSON.parse(request.body ?? '{}') as { properties: JsonObject };
	const { description, condition } = assignment ?? {};
	const properties: JsonObject = {
		...body.properties,
		...(description === undefined ? {} : { description }),
		...(condition === undefined ? {} : { condition, conditionVersion: '2.0' }),
	};
	return { ...request, body: JSON.stringify({ properties }) };
}

function lineOf(block: Block, world: World, model: Model): string {
	const { subscriptionId } = model;
	const body = plainBody(block, world, model);
	switch (block.kind) {
		case 'roleAssignment':
			return commandFor(grant(block, world, subscriptionId), world) ?? '';
		case 'lock':
			return commandFor(requests.arm('PUT', block.id, body), world) ?? '';
		case 'roleDefinition': {
			const id = `/subscriptions/${subscriptionId}/providers/${block.type}/${block.id}`;
			return commandFor(requests.arm('PUT', id, body), world) ?? '';
		}
		default:
			return resourceLine(block, body, world);
	}
}

/** Whether a block says something that is a secret. */
function hasSecret(block: Block, { parameters }: Model): boolean {
	for (const value of valuesOfBlock(block))
		for (const to of referencesIn(value))
			if (
				to.kind === 'parameter' &&
				parameters.some(({ name, secure }) => secure && name === to.of)
			)
				return true;
	return false;
}

/** An id of an identity that a script asks for before it is said. */
type Asked = Extract<Meaning, { readonly kind: 'principalId' | 'clientId' }>;

/** The line that asks for an id of an identity. */
function question({ of: key, kind, made }: Asked, world: World): string {
	const resource = world.resources[key];
	const id = resource?.id ?? key;
	if (made)
		return `az resource show --ids ${id} --query properties.${pathOf({ kind }, made)} -o tsv`;
	const of = `-g ${nameOf(groupOf(id) ?? '')} -n ${nameOf(id)}`;
	if (resource?.type === IDENTITY) return `az identity show ${of} --query ${kind} -o tsv`;
	if (resource?.type === VM) return `az vm show ${of} --query identity.principalId -o tsv`;
	return `az resource show --ids ${id} --query identity.principalId -o tsv`;
}

/** Ids of identities that a block speaks of. */
function* identitiesIn(block: Block): Generator<Asked> {
	const principal = block.assignment?.principal;
	for (const value of [...valuesOfBlock(block), principal])
		for (const to of referencesIn(value))
			if (to.kind === 'principalId' || to.kind === 'clientId') yield to;
}

/** Names that must be unique, as they stand in ids. */
const namesInIds = ({ blocks }: Model): ReadonlyMap<string, string> =>
	new Map(
		blocks.flatMap(({ name, id, type, kind }) =>
			kind === 'resource' && name instanceof Reference && name.to.kind === 'parameter'
				? [[`/${type.split('/').at(-1) ?? ''}/${nameOf(id)}`, name.to.of] as const]
				: [],
		),
	);

/** What stands beside a name in a text, as far as JSON and a shell write it as it is. */
const NEAR = { before: /[\w:/=.@(-]{0,16}$/, after: /^[\w.;]{0,24}/ } as const;

/** Names that must be unique, where the properties of a block speak of them: in addresses, and as values of their own. */
function namesSaid(block: Block, { parameters }: Model): Substitution[] {
	const found: Substitution[] = [];
	const say = (value: Value, before: string, after: string) => {
		if (!(value instanceof Reference) || value.to.kind !== 'parameter') return;
		const { of } = value.to;
		const known = parameters.find(({ name, secure }) => name === of && !secure);
		if (!known || before + after === '') return;
		found.push({ text: before + known.value + after, before, after, variable: of });
	};
	const read = (value: Value): void => {
		if (value instanceof Reference) {
			if (value.to.kind !== 'text') return say(value, '":"', '"');
			const parts = value.to.of;
			parts.forEach((part, index) => {
				const [last = '', next = ''] = [parts[index - 1], parts[index + 1]].map((near) =>
					typeof near === 'string' ? near : '',
				);
				say(part, NEAR.before.exec(last)?.[0] ?? '', NEAR.after.exec(next)?.[0] ?? '');
			});
		} else if (typeof value === 'object' && value !== null) Object.values(value).forEach(read);
	};
	read(block.properties);
	return found;
}

/**
 * A world, or the group or resource `scope` of it, as a script of `az` commands. Secrets are shell variables that have to be
 * set before it is run.
 * @see https://learn.microsoft.com/cli/azure/
 */
export function exportAz(world: World, scope?: string): Exported {
	const model = modelOf(world, scope);
	const ranges = new Map<string, LineRange[]>();
	const body = new Lines('main.azcli', ranges);
	// A secret may begin with another one: the longest is looked for first.
	const secretTexts = model.parameters
		.filter(({ secure, value }) => secure && value !== '')
		.sort((a, b) => b.value.length - a.value.length)
		.flatMap(({ name, value }): Substitution[] => {
			const escaped = JSON.stringify(value).slice(1, -1);
			const plain = { text: value, variable: name };
			return escaped === value ? [plain] : [{ text: escaped, variable: name }, plain];
		});
	const guids = new Map([
		[model.subscriptionId, 'subscriptionId'],
		[model.tenantId, 'tenantId'],
	]);
	const names = namesInIds(model);
	const used = new Set<string>();
	const write = (
		line: string,
		own: readonly Substitution[],
		secrets: readonly Substitution[] = [],
	) => withVariables(line, { guids, names, texts: [...own, ...secrets] }, used);
	const ownName = ({ name, id }: Block): Substitution[] =>
		name instanceof Reference && name.to.kind === 'parameter'
			? [{ text: `-n ${nameOf(id)}`, before: '-n ', variable: name.to.of, whole: true }]
			: [];
	for (const block of model.blocks) {
		if (block.existing) continue;
		const from = body.written.length;
		for (const asked of identitiesIn(block)) {
			const { of: key, kind, made } = asked;
			const { id, properties, identity } = world.resources[key] ?? {};
			const value = made
				? toldAt(properties, pathOf(asked, made))
				: ((kind === 'clientId' ? properties?.clientId : properties?.principalId) ??
					identity?.system?.principalId);
			if (id === undefined || typeof value !== 'string' || guids.has(value)) continue;
			const symbol = [model.byKey.get(key)?.symbol ?? nameOf(id), ...(made ?? []).slice(-1)].join(
				'-',
			);
			const variable = camelCase(symbol, kind === 'clientId' ? 'ClientId' : 'PrincipalId');
			const holder = model.byKey.get(key);
			body.add(`${variable}=$(${write(question(asked, world), holder ? ownName(holder) : [])})`);
			guids.set(value, variable);
		}
		const place = ['-l ', '--consumption-plan-location ', '"location":"'].map(
			(before): Substitution => ({
				text: before + model.location,
				before,
				variable: 'location',
				whole: true,
			}),
		);
		const secrets = hasSecret(block, model) ? secretTexts : [];
		const own = [...ownName(block), ...place, ...namesSaid(block, model)];
		body.add(write(lineOf(block, world, model), own, secrets));
		body.mark(block.key, from);
		body.add('');
	}
	const secrets = model.parameters.filter(({ secure, name }) => secure && used.has(name));
	const head = [
		...(model.leftOut.length > 0
			? ['# What this script cannot make:', ...model.leftOut.map((each) => `# - ${each}`), '']
			: []),
		...(secrets.length > 0
			? [
					'# Set these before you run it; they are secrets:',
					...secrets.map(({ name }) => `# ${name}`),
					'',
				]
			: []),
		'set -e',
		...(used.has('subscriptionId') ? ['subscriptionId=$(az account show --query id -o tsv)'] : []),
		...(used.has('tenantId') ? ['tenantId=$(az account show --query tenantId -o tsv)'] : []),
		...(used.has('location') ? [`location=${model.location}`] : []),
		...model.parameters
			.filter(({ name, secure }) => !secure && used.has(name))
			.map(({ name, value }) => `${name}=${quote(value)}`),
		'',
	];
	const shifted = [...ranges].map(
		([key, found]) =>
			[
				key,
				found.map(({ path, from, to }) => ({
					path,
					from: from + head.length,
					to: to + head.length,
				})),
			] as const,
	);
	return {
		files: { 'main.azcli': [...head, ...body.written].join('\n').replace(/\n+$/, '\n') },
		lines: Object.fromEntries(shifted),
		secrets: Object.fromEntries(secrets.map(({ name, value }) => [name, value])),
		leftOut: model.leftOut,
	};
}
