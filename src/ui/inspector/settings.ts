import { environmentOf, isObject, providerOf, type Json, type World } from '../../azure';
import { clockText } from '../topbar/clockMenu';
import type { Thing } from '../views/things';
import { words } from '../words';
import type { Fact } from './facts';

/** Properties that tell how a resource was set up, and not what Azure made of it. */
const OWN = new Set(['provisioningState', 'creationTime', 'creationDate', 'vmId', 'timeCreated']);
const MOST = 14;
const LONGEST = 60;

/** The leaves of a JSON value with their paths: `sku.name`, `Standard`. */
function leavesOf(value: Json | undefined, path: string): readonly (readonly [string, string])[] {
	if (Array.isArray(value))
		return (value as readonly Json[]).flatMap((each, index) => leavesOf(each, `${path}[${index}]`));
	if (isObject(value))
		return Object.entries(value).flatMap(([name, each]) =>
			OWN.has(name) ? [] : leavesOf(each, path === '' ? name : `${path}.${name}`),
		);
	return value === null || value === undefined ? [] : [[path, String(value)]];
}

const factOf = ([label, full]: readonly [string, string]): Fact => ({
	label,
	value: full.length > LONGEST ? `${full.slice(0, LONGEST - 1)}…` : full,
	full,
});

/** A heading with facts below it. */
export interface SettingsPart {
	readonly title: string;
	readonly facts: readonly Fact[];
}

/** What is known of what is no resource: an identity's certificates, a secret's versions, a grant's circumstances. */
function partsOf(start: World, world: World, thing: Thing): SettingsPart[] {
	const text = words.inspector.settings;
	const when = (moment: number): string => clockText(start, moment);
	switch (thing.of) {
		case 'principal':
			return [
				{
					title: text.certificates,
					facts: thing.principal.keyCredentials.map(({ thumbprint, lifecycle, endsAt }) => ({
						label: words.states[lifecycle.state] ?? lifecycle.state,
						value: text.certificate(thumbprint.slice(0, 8), when(endsAt)),
						full: thumbprint,
					})),
				},
			];
		case 'secret':
			return [
				{
					title: text.versions,
					facts: thing.secret.versions.toReversed().map(({ version, createdAt, enabled }) => ({
						label: when(createdAt),
						value: text.version(version.slice(0, 8), enabled),
						full: version,
					})),
				},
			];
		case 'assignment': {
			const { createdAt, createdBy, principalType, condition, description } = thing.assignment;
			const by = world.users[createdBy]?.displayName ?? createdBy;
			return [
				{
					title: text.grant,
					facts: [
						{ label: text.grantedAt, value: when(createdAt) },
						{ label: text.grantedBy, value: by },
						{ label: text.principalType, value: principalType },
						...(condition ? [{ label: text.condition, value: condition, full: condition }] : []),
						...(description ? [{ label: text.description, value: description }] : []),
					],
				},
			];
		}
		case 'blob': {
			const { content, etag, changedAt } = thing.blob;
			return [
				{
					title: text.own,
					facts: [
						{ label: text.size, value: text.bytes(new TextEncoder().encode(content).length) },
						{ label: text.changed, value: when(changedAt) },
						{ label: text.etag, value: etag, full: etag },
					],
				},
			];
		}
		default:
			return [];
	}
}

/** How a thing is set up; `start` is the world that the clock counts its days from: its tags, its settings, and what its code finds in its environment. */
export function settingsOf(start: World, world: World, thing: Thing): SettingsPart[] {
	if (thing.of !== 'resource' && thing.of !== 'group') return partsOf(start, world, thing);
	const text = words.inspector.settings;
	const tags = Object.entries((thing.of === 'group' ? thing.group : thing.resource).tags ?? {});
	const parts: [string, readonly (readonly [string, string])[]][] = [[text.tags, tags]];
	if (thing.of === 'resource') {
		const { resource } = thing;
		const { siteConfig: _, template: __, ...properties } = resource.properties;
		const own = leavesOf({ ...(resource.sku ? { sku: resource.sku } : {}), ...properties }, '');
		parts.push([text.own, own.slice(0, MOST)]);
		if (providerOf(resource.type)?.tokenEndpoint)
			parts.push([text.environment, Object.entries(environmentOf(world, resource.id))]);
	}
	return parts
		.filter(([, rows]) => rows.length > 0)
		.map(([title, rows]) => ({ title, facts: rows.map(factOf) }));
}
