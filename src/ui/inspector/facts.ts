import { nameOf, type ServicePrincipal, type World } from '../../azure';
import { principalNamed, roleOf } from '../views/access';
import { regionName, shortGuid } from '../views/short';
import { scopeName, type Thing } from '../views/things';
import { words } from '../words';

/** One line of facts. `full` is what a click copies; its presence makes the value code. */
export interface Fact {
	readonly label: string;
	readonly value: string;
	readonly full?: string | undefined;
}

const text = words.inspector.facts;
const state = (name: string): string => words.states[name] ?? name;
const guid = (label: string, value: string): Fact => ({
	label,
	value: shortGuid(value),
	full: value,
});
const path = (label: string, value: string): Fact => ({
	label,
	value: `…/${shortGuid(nameOf(value))}`,
	full: value,
});

/** What is known of a service principal: ids, and when its certificate is renewed. */
export function principalFacts(world: World, principal: ServicePrincipal): Fact[] {
	const certificate = principal.keyCredentials.find(
		({ lifecycle }) => lifecycle.state === 'current',
	);
	const renewal =
		certificate &&
		world.timers.find(({ record }) => record.key === `${principal.id}/${certificate.keyId}`);
	return [
		guid(text.principalId, principal.id),
		guid(text.clientId, principal.appId),
		...(renewal
			? [
					{
						label: text.certificate,
						value: text.renews(words.clock.duration(renewal.at - world.now)),
					},
				]
			: []),
	];
}

/** Who made something, by name: a person, an identity, or whoever held the key of an account. */
function creatorOf(world: World, by: string): string {
	const who = principalNamed(world, by);
	return who.name || (by === 'AccountKey' ? text.accountKey : by);
}

/** The facts of a thing, the most asked for first. */
export function factsOf(world: World, thing: Thing): Fact[] {
	switch (thing.of) {
		case 'managementGroup':
			return [
				{ label: text.name, value: thing.group.name },
				path(text.id, thing.id),
				{ label: text.tenant, value: world.tenant.displayName },
			];
		case 'subscription':
			return [
				guid(text.id, nameOf(thing.id)),
				{ label: text.tenant, value: world.tenant.displayName },
			];
		case 'group':
			return [
				{ label: text.location, value: regionName(words.locations, thing.group.location) },
				{ label: text.state, value: state(thing.group.lifecycle.state) },
				path(text.id, thing.id),
			];
		case 'resource': {
			const { resource } = thing;
			const { properties } = resource;
			const host = properties.defaultHostName ?? properties.vaultUri;
			return [
				...(resource.location
					? [{ label: text.location, value: regionName(words.locations, resource.location) }]
					: []),
				{ label: text.state, value: state(resource.lifecycle.state) },
				...(typeof host === 'string'
					? [{ label: text.host, value: host.replace(/^https:\/\/|\/$/g, ''), full: host }]
					: []),
				{
					label: text.createdBy,
					value: creatorOf(world, resource.createdBy),
				},
				{ label: text.type, value: resource.type, full: resource.type },
				path(text.id, resource.id),
			];
		}
		case 'principal':
			return principalFacts(world, thing.principal);
		case 'assignment': {
			const { assignment } = thing;
			const who = principalNamed(world, assignment.principalId);
			return [
				{
					label: text.role,
					value: roleOf(world, assignment.roleDefinitionName)?.roleName ?? '',
				},
				{ label: text.scope, value: scopeName(world, assignment.scope), full: assignment.scope },
				{
					label: text.principal,
					value: who.kind === 'unknown' ? words.gone : who.name,
					full: assignment.principalId,
				},
				{ label: text.state, value: state(assignment.lifecycle.state) },
				path(text.id, assignment.id),
			];
		}
		case 'secret':
			return [
				{ label: text.value, value: words.inspector.hidden },
				{ label: text.versions, value: String(thing.secret.versions.length) },
				path(text.id, thing.id),
			];
		case 'blob':
			return [
				{ label: text.value, value: words.inspector.hidden },
				{ label: text.container, value: nameOf(thing.blob.containerId) },
				{ label: text.type, value: thing.blob.contentType },
			];
	}
}
