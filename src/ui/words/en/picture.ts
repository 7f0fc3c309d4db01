import type { Foretold } from '../../canvas/picture';
import type { Kind } from '../../views/kinds';

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** What lies in a resource, by the last part of its type. */
const CHILDREN: Readonly<Record<string, readonly [one: string, many?: string]>> = {
	secrets: ['secret'],
	containers: ['container'],
	federatedIdentityCredentials: ['credential'],
	queues: ['queue'],
	topics: ['topic'],
	tables: ['table'],
	databases: ['database'],
	sqlDatabases: ['database'],
	eventhubs: ['event hub'],
	consumergroups: ['consumer group'],
	agentPools: ['pool of nodes', 'pools of nodes'],
	slots: ['slot'],
};
const inside = (n: number): string => `${n} inside`;

const COUNTED: Readonly<Record<Kind, readonly [one: string, many?: string]>> = {
	managementGroup: ['management group'],
	subscription: ['subscription'],
	resourceGroup: ['resource group'],
	virtualMachine: ['virtual machine'],
	webApp: ['web app'],
	functionApp: ['function app'],
	keyVault: ['key vault'],
	storageAccount: ['storage account'],
	container: ['container'],
	userIdentity: ['user-assigned identity', 'user-assigned identities'],
	systemIdentity: ['system-assigned identity', 'system-assigned identities'],
	roleAssignment: ['role assignment'],
	secret: ['secret'],
	blob: ['blob'],
	resource: ['other resource'],
};

/** A short span of time, as it stands at an arrow: "6 min". */
const span = (milliseconds: number): string =>
	milliseconds < 60_000
		? `${Math.max(1, Math.ceil(milliseconds / 1000))} s`
		: `${Math.ceil(milliseconds / 60_000)} min`;

/** What is written in the picture itself: all that the canvas waits for before it lives. */
export const pictureWords = {
	gone: 'Identity not found',
	was: (name: string) => `was ${name}`,
	locations: {
		westeurope: 'West Europe',
		northeurope: 'North Europe',
		eastus: 'East US',
		westus2: 'West US 2',
		swedencentral: 'Sweden Central',
		germanywestcentral: 'Germany West Central',
		uksouth: 'UK South',
		southeastasia: 'Southeast Asia',
		australiaeast: 'Australia East',
	} as Readonly<Record<string, string>>,
	picture: {
		foretold: {
			create: 'would be created',
			change: 'would change',
			delete: 'would be deleted',
		} satisfies Record<Foretold, string>,
		/** The same, where there is little room. */
		foretoldShort: {
			create: 'would be new',
			change: 'would change',
			delete: 'would go',
		} satisfies Record<Foretold, string>,
		/** What was deleted from a group and can still be recovered; by its name where that is short. */
		kept: (names: readonly string[]) => {
			const [name = ''] = names;
			return names.length === 1 && name.length <= 14
				? `${name} deleted, recoverable`
				: `${names.length} deleted, recoverable`;
		},
		subscription: (name: string) => `subscription · ${name}`,
		managementGroup: (name: string) => `management group · ${name}`,
		userAssigned: 'User-assigned',
		securityGroup: (members: number) => `Security group · ${count(members, 'member')}`,
		children: (what: string, n: number) =>
			CHILDREN[what] ? count(n, ...CHILDREN[what]) : inside(n),
		inside,
		propagating: (left: number | undefined) =>
			left === undefined || left <= 0 ? 'propagating' : `propagating, ${span(left)}`,
		revoking: (left: number | undefined) =>
			left === undefined || left <= 0 ? 'being revoked' : `being revoked, ${span(left)}`,
		reach: {
			child: (name: string) => `only ${name}`,
			resource: () => '',
			group: () => 'on the whole group',
			subscription: () => 'on the whole subscription',
			managementGroup: () => 'on the whole management group',
		},
		/** How many of a kind there are in a folded group: "3 virtual machines". */
		counted: (n: number, kind: Kind) => count(n, ...COUNTED[kind]),
		/** The same, as short as it stands in the picture. */
		countedShort: (n: number, kind: Kind) =>
			kind === 'systemIdentity'
				? `${n} system-assigned`
				: kind === 'userIdentity'
					? `${n} user-assigned`
					: count(n, ...COUNTED[kind]),
		held: (n: number) => count(n, 'resource'),
		folded: (group: string, counts: string) =>
			`${group} is drawn as counts: ${counts}. Zoom in to see each.`,
		entra: 'Entra',
		tokenEndpoint: 'Token endpoint',
		wouldGrant: (who: string, scope: string) => `grant ${who} a role on ${scope}`,
		attachmentTip: 'Assigned',
		bundleTip: (n: number, kind: 'role' | 'attachment', from: string, to: string) =>
			`${kind === 'role' ? count(n, 'role assignment') : count(n, 'assigned identity', 'assigned identities')}: ${from} → ${to}`,
		roleSentence: (who: string, role: string, scope: string) => `${who} has ${role} on ${scope}.`,
		attachmentSentence: (resource: string, identity: string) => `${resource} uses ${identity}.`,
		groupSentence: (group: string, names: readonly string[]) =>
			names.length === 0 ? `${group} is empty.` : `${group} holds ${names.join(', ')}.`,
		lookAround: 'Look around',
		view: 'View: move, zoom and more',
		panned: { left: 'Look left', right: 'Look right', up: 'Look up', down: 'Look down' },
		bin: 'Drop here to delete…',
		pulling: (would: string) => `Let go: ${would}.`,
		dropInto: (group: string) => `into ${group}`,
		dropBeside: 'group asked for next',
		dropNowhere: 'onto the picture',
		wheelHint: 'To zoom, click the picture first, or hold Ctrl or ⌘.',
		tidied: 'The picture was tidied up.',
		untidied: 'Everything is back where it was.',
		undoTidy: 'Put back',
		fileName: 'keyless-picture',
		exported: (name: string) => `${name} was saved.`,
		aimed: (what: string) => `Enter: ${what}. Escape cancels.`,
		zoomIn: 'Zoom in',
		zoomOut: 'Zoom out',
		help: 'The outline says everything that is drawn here. Arrow keys move the selection, Enter opens its menu, C connects it, Delete asks to delete it. Plus and minus zoom, 0 shows everything, Shift and an arrow key pan.',
		chosen: (name: string, kind: string) => `${name}, ${kind}`,
		connecting: (name: string) =>
			`Choose what to connect ${name} to, by a click or with arrow keys and Enter. Escape cancels.`,
		left: 'Nothing was connected.',
	},
} as const;
