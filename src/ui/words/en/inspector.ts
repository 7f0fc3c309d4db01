import type { Rich } from '../rich';
import { capital, count, list } from './text';

/** The details pane and the outline: what is said about one thing. */
export const inspectorWords = {
	inspector: {
		label: 'Details',
		nothing: 'Nothing selected',
		nothingAbout:
			'Choose something in the picture or in the outline to see what it is and what it can do.',
		tabs: {
			overview: 'Overview',
			identity: 'Identity',
			access: 'Access',
			assigned: (n: number) => `Assigned to ${n}`,
			lifecycle: 'Lifecycle',
			json: 'JSON',
		},
		can: (lets: string, where: string, wide: boolean): Rich => [
			'Can ',
			{ strong: lets },
			wide ? ` in all of ${where}` : ` in ${where}`,
		],
		/** Of an identity that is no more. */
		could: (lets: string, where: string, wide: boolean): Rich => [
			'Could ',
			{ strong: lets },
			wide ? ` in all of ${where}` : ` in ${where}`,
		],
		whoCan: (who: string, lets: string): Rich => [{ strong: who }, ` can ${lets}`],
		whoCould: (who: string, lets: string): Rich => [{ strong: who }, ` could ${lets}`],
		through: (role: string, how: string) => `through ${role}, ${how}`,
		grantedOn: (scope: string) => `granted on ${scope}`,
		throughIdentity: (identity: string, scope: string) => `as ${identity}, granted on ${scope}`,
		throughGroup: (group: string, scope: string) =>
			`as a member of the group ${group}, granted on ${scope}`,
		propagating: (minutes: string | undefined) =>
			minutes ? `Propagating: works in ${minutes}.` : 'Propagating: not everywhere yet.',
		revoking: 'Revoked, and may work for some minutes more.',
		inherited: (scope: string) => `inherited from ${scope}`,
		direct: 'granted here',
		reaches: 'What it can reach',
		reachedBy: 'Which identities can reach it',
		peopleReach: 'Which people can',
		history: 'History',
		settings: {
			tags: 'Tags',
			own: 'Settings',
			environment: 'What its code finds in its environment',
			certificates: 'Certificates, which nobody ever sees',
			certificate: (thumbprint: string, until: string) => `${thumbprint}…, good until ${until}`,
			versions: 'Versions, the latest first',
			version: (id: string, enabled: boolean) => `${id}…${enabled ? '' : ', disabled'}`,
			grant: 'How it came about',
			grantedAt: 'Granted',
			grantedBy: 'By',
			principalType: 'principalType',
			condition: 'Condition',
			description: 'Description',
			size: 'Size',
			bytes: (n: number) => count(n, 'byte'),
			changed: 'Changed',
			etag: 'ETag',
		},
		deployments: { title: 'Deployments' },
		orphan: 'Points at nobody: its identity was deleted.',
		noAccess: 'Can reach nothing: no role is granted to it.',
		noIdentity: 'It has no identity, so it can reach nothing without a password.',
		nobodyReaches: 'No managed identity can.',
		facts: {
			location: 'Location',
			state: 'State',
			createdBy: 'Created by',
			accountKey: 'somebody with the account key',
			type: 'Type',
			id: 'Id',
			principalId: 'principalId',
			clientId: 'clientId',
			certificate: 'certificate',
			renews: (span: string) => `renews in ${span}`,
			host: 'Host name',
			role: 'Role',
			scope: 'Scope',
			principal: 'Principal',
			versions: 'Versions',
			value: 'Value',
			container: 'Container',
			tenant: 'Tenant',
			name: 'Name',
			blobs: (n: number) => count(n, 'blob'),
		},
		hidden: 'not shown: reading it takes a role',
		system: {
			on: 'On. One to one: no other resource can use it, and it is deleted with this one.',
			off: 'Off. When it is turned on, Azure makes an identity that lives and dies with this resource.',
			turnedOff: (grants: number) =>
				grants === 0
					? 'Turned off and on again, it is another principal.'
					: `Turned off, it leaves ${count(grants, 'role assignment')} that ${grants === 1 ? 'points' : 'point'} at nobody; turned on again, it is another principal without ${grants === 1 ? 'that role' : 'those roles'}.`,
			title: 'System-assigned',
		},
		user: {
			title: 'User-assigned',
			none: 'None assigned. A user-assigned identity can be shared, and stays when this resource goes.',
			dangling: 'deleted; only this resource still names it',
		},
		assignedTo: 'Assigned to',
		assignedToNone: 'Not assigned to any resource. It exists all the same, and so do its roles.',
		lifecycleOf: {
			resource: 'Lifecycle of the resource',
			resourceGroup: 'Lifecycle of the resource group',
			servicePrincipal: 'Lifecycle of its service principal',
			keyCredential: 'Lifecycle of its certificate',
			roleAssignment: 'Lifecycle of the role assignment',
			accessToken: 'Lifecycle of a token',
			deployment: 'Lifecycle of the deployment',
		},
		since: (state: string, when: string) => `${capital(state)} since ${when}.`,
		nextUp: (what: string, when: string) => `Becomes ${what} in ${when}.`,
		recoverable: (span: string) =>
			`Deleted, it can be recovered for ${span}, and its name stays taken as long.`,
		diagram: (states: readonly string[], current: string, next: readonly string[]) =>
			`States ${list(states)}. Now: ${current}.${next.length > 0 ? ` From here: ${next.join('; ')}.` : ''}`,
		/** What leads on from the current state, as its chart is spoken: "disable, to disabled". */
		arrow: (by: string, to: string) => `${by}, to ${to}`,
		jsonNote: 'What a GET on its id answers',
		overview: {
			managementGroup: (subscriptions: number) =>
				`A management group around ${count(subscriptions, 'subscription')}. A role granted on it reaches everything inside.`,
			subscription: (groups: number, resources: number) =>
				`${count(groups, 'resource group')} with ${count(resources, 'resource')}.`,
			group: (location: string, resources: number) =>
				`A resource group in ${location} with ${count(resources, 'resource')}. A role granted on it reaches all of them.`,
			workload: (kind: string, location: string, identities: string) =>
				`${kind}${location === '' ? '' : ` in ${location}`}. ${identities}`,
			identities: {
				none: 'It has no identity: its code would need a password to reach anything.',
				system: 'Its code signs in with its own identity, without a password.',
				user: (names: readonly string[]) =>
					`Its code signs in as ${list(names)}, without a password.`,
				both: (names: readonly string[]) =>
					`Its code signs in as itself or as ${list(names)}, without a password.`,
			},
			keyVault: (location: string, secrets: number) =>
				`A key vault in ${location} with ${count(secrets, 'secret')}. Roles decide who may read them.`,
			storageAccount: (location: string, containers: number, blobs: number) =>
				`A storage account in ${location} with ${count(containers, 'container')} and ${count(blobs, 'blob')}.`,
			userIdentity: (names: readonly string[], grants: number) =>
				names.length === 0
					? `An identity of its own, assigned to nothing, with ${count(grants, 'role')}.`
					: `An identity of its own, assigned to ${list(names)}, with ${count(grants, 'role')}.`,
			systemIdentity: (resource: string) =>
				`The identity of ${resource}, made by Azure. No other resource can use it, and it goes when ${resource} goes.`,
			systemIdentityGone: (resource: string) =>
				`It was the identity of ${resource} and went with it. Entra keeps it deleted for 30 days; it cannot be restored.`,
			roleAssignment: (who: string, lets: string, where: string) =>
				`Lets ${who} ${lets} in ${where}.`,
			orphan: (role: string, where: string, wide: boolean) =>
				`${role} on ${where}, granted to an identity that is no more. It opens nothing to anybody, but counts towards the ${wide ? '500 of a management group' : '4,000 of a subscription'}: revoke it to clean up.`,
			secret: (vault: string) =>
				`A secret in ${vault}. Who may manage the vault cannot read it for that.`,
			blob: (container: string) => `A blob in ${container}.`,
			container: (account: string, blobs: number) =>
				`A container in ${account} with ${count(blobs, 'blob')}.`,
			resource: (kind: string, location: string) =>
				`${kind}${location === '' ? '' : ` in ${location}`}.`,
			deleting: 'It is being deleted.',
		},
	},
	outline: {
		label: 'Outline of the subscription',
		close: 'Close the outline',
		away: 'Put the outline away',
		search: 'Find by name',
		found: (n: number) => (n === 0 ? 'Nothing is called that' : `${n} found`),
		empty: 'The subscription is empty.',
		item: (name: string, kind: string) => `${name}, ${kind.toLowerCase()}`,
		kept: (names: readonly string[]) => `${list(names)} deleted and recoverable`,
		group: (name: string, n: number) => `${name}, resource group, ${count(n, 'resource')}`,
		managementGroup: (name: string, n: number) =>
			`${name}, management group, ${count(n, 'subscription')}`,
		systemIdentity: (resource: string) => `System-assigned identity of ${resource}`,
		reach: (who: string, lets: string, where: string, role: string, state: string) =>
			`${who} can ${lets} in ${where}, through ${role}${state === 'effective' ? '' : `, ${state}`}`,
		reachVisible: (lets: string, where: string) => `can ${lets} in ${where}`,
		granted: (who: string, role: string, state: string) =>
			`${who} has ${role} here${state === 'effective' ? '' : `, ${state}`}`,
		orphan: (role: string) => `Identity not found has ${role} here`,
		assigned: (identity: string, resource: string) => `${identity} is assigned to ${resource}`,
		uses: (identity: string) => `uses ${identity}`,
		usesGone: (identity: string) => `still names ${identity}, which was deleted`,
		state: (text: string, state: string) => `${text}, ${state}`,
		hint: 'Arrow keys move. Enter opens the actions.',
	},
} as const;
