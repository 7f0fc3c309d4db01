import { count, list } from './text';

/** Dialogs: what they ask, what they explain, and what they say about bad input. */
export const formWords = {
	form: {
		cancel: 'Cancel',
		close: 'Close',
		name: 'Name',
		group: 'Resource group',
		newGroup: 'New resource group…',
		newGroupName: 'Name of the new resource group',
		location: 'Location',
		equals: 'The same in the terminal',
		refused: 'Azure said no',
		create: {
			title: (kind: string) => `New ${kind.toLowerCase()}`,
			submit: 'Create',
			generic: 'Its name, its place and its identities are simulated. What it does is not.',
			parentFirst: (parent: string) => `It lies in another resource. Create this first: ${parent}.`,
			identity: 'With a system-assigned identity',
			identityNote: 'Azure makes it together with the resource, and deletes it with the resource.',
			about: {
				virtualMachine: 'Its code asks for tokens at 169.254.169.254, which no one else can reach.',
				webApp:
					'Its code asks for tokens at an address that App Service puts into its environment.',
				functionApp: 'Its code asks for tokens as a web app does.',
				keyVault: 'Who may read its secrets is decided by roles, for its creator as well.',
				storageAccount: 'Blobs lie in containers. Roles decide who may read them.',
				userIdentity: 'A resource of its own. It stays when the resources that use it go.',
				resourceGroup: 'A role granted on it reaches everything inside, now and later.',
			},
		},
		wrong: {
			empty: 'Give it a name.',
			rule: (rule: string) => `It takes ${rule}.`,
			taken: (name: string, group: string) => `${name} is already in ${group}.`,
			takenGlobally: (name: string) =>
				`${name} is taken. This name is part of a host name and must be free in all of Azure.`,
			takenDeleted: (name: string) =>
				`${name} belongs to a deleted resource that can still be recovered, so the name stays taken.`,
			groupTaken: (name: string) => `There is a resource group ${name} already.`,
			groupRule:
				'It takes 1 to 90 letters, digits, periods, underscores, hyphens or parentheses, and does not end with a period.',
			secretRule: 'It takes 1 to 127 letters, digits or hyphens.',
			blobRule: 'It takes 1 to 1,024 characters.',
			choose: 'Choose one.',
		},
		secret: {
			title: (vault: string) => `Add a secret to ${vault}`,
			about:
				'Written through Resource Manager, as templates do: who manages the vault may write a secret without being allowed to read it.',
			value: 'Value',
			submit: 'Add secret',
		},
		container: {
			title: (account: string) => `Add a container to ${account}`,
			submit: 'Add container',
		},
		blob: {
			title: (account: string) => `Add a blob to ${account}`,
			about:
				'You sign in with the account key here. Whoever holds that key can do anything with the data: that is what identities spare you.',
			container: 'Container',
			newContainer: 'New container…',
			newContainerName: 'Name of the new container',
			content: 'Content',
			submit: 'Add blob',
		},
		attach: {
			title: (name: string) => `Assign a user-assigned identity to ${name}`,
			titleTo: (identity: string) => `Assign ${identity} to`,
			which: 'Identity',
			where: 'Resources',
			none: 'There is no user-assigned identity yet.',
			noneLeft: 'Every identity is assigned here already.',
			noResources: 'There is nothing that it could be assigned to yet.',
			already: 'assigned already',
			submit: 'Assign',
			newIdentity: 'New user-assigned identity…',
			reaches: (grants: readonly string[]) => `It holds ${list(grants)}.`,
			reachesNothing: 'It holds no role yet.',
		},
		grant: {
			title: 'Grant a role',
			who: 'Who',
			noOne: 'There is no identity yet. Turn one on or create one first.',
			identities: 'Managed identities',
			people: 'People',
			system: (name: string) => `${name} (system-assigned)`,
			user: (name: string) => `${name} (user-assigned)`,
			role: 'Role',
			search: 'Search roles',
			results: (n: number) => count(n, 'role'),
			noRole: 'No role has this in its name or explanation.',
			fits: (target: string) => `For the data in ${target}`,
			data: 'For data',
			management: 'For managing resources',
			where: 'Where',
			target: 'Resource',
			covers: (n: number) => (n === 0 ? 'covers nothing yet' : `covers ${count(n, 'resource')}`),
			coversThis: 'covers only this',
			wider: 'This is wider than one resource: it reaches what is added later as well.',
			submit: 'Grant',
			exists: 'This role is granted there already.',
			delay: 'It can take up to ten minutes until the role works everywhere.',
			delayData:
				'A role for data, granted on a management group, can take several hours until it works everywhere.',
		},
		remove: {
			title: (name: string) => `Delete ${name}?`,
			submit: 'Delete',
			goes: 'Goes with it',
			stays: 'Stays behind',
			nothing: 'Nothing else goes, and nothing stays behind.',
			goesIdentity: 'Its system-assigned identity, for good: a new one would be another principal',
			goesPrincipal: 'Its service principal, kept deleted for 30 days and never restored',
			goesResources: (n: number, names: readonly string[]) =>
				n > 4
					? `${count(n, 'resource')}: ${names.slice(0, 3).join(', ')} and ${n - 3} more`
					: `${count(n, 'resource')}: ${list(names)}`,
			goesIdentities: (n: number) =>
				n === 1 ? '1 managed identity in it' : `${n} managed identities in it`,
			goesBlobs: (containers: number, blobs: number) =>
				containers === 0
					? `${count(blobs, 'blob')} in it`
					: `${count(containers, 'container')} with ${count(blobs, 'blob')}`,
			goesAssignments: (n: number) => `${count(n, 'role assignment')} made on it`,
			staysVault: (name: string, secrets: number, span: string) =>
				secrets === 0
					? `${name} as a deleted vault, which can be recovered for ${span}; as long its name stays taken. Roles on it do not come back`
					: `${name} as a deleted vault with its ${secrets === 1 ? 'secret' : `${secrets} secrets`}, which can be recovered for ${span}; as long its name stays taken. Roles on it do not come back`,
			staysStore: (name: string, span: string) =>
				`${name} as a deleted store with its settings, which can be recovered for ${span}; as long its name stays taken. Its own identity and roles on it do not come back`,
			staysTokens: (n: number, span: string) =>
				n === 1
					? `1 token that was issued already: it may open doors until it expires, in ${span}`
					: `${n} tokens that were issued already: they may open doors until they expire, the last in ${span}`,
			roleOn: (role: string, scope: string) => `${role} on ${scope}`,
			staysOrphans: (n: number, roles: readonly string[]) =>
				n === 1
					? `1 role assignment that will point at nobody: ${list(roles)}`
					: `${n} role assignments that will point at nobody: ${list(roles)}`,
			staysIdentities: (names: readonly string[]) =>
				names.length === 1
					? `The user-assigned identity ${list(names)}, with its roles`
					: `The user-assigned identities ${list(names)}, with their roles`,
			staysReferences: (names: readonly string[]) =>
				names.length === 1
					? `${list(names)} still names it, and its next change will fail until it lets go`
					: `${list(names)} still name it, and their next change will fail until they let go`,
		},
		move: {
			title: (name: string) => `Move ${name} to another group`,
			submit: 'Move',
			from: (group: string) => `It lies in ${group} now. It stays in its region.`,
			goes: 'Goes along',
			goesContents: 'All its settings, and what is in it',
			goesIdentity:
				'Its system-assigned identity: the same principal, with the roles that it was granted',
			keepsIdentities: 'User-assigned identities stay where they are, and stay assigned',
			inReach: (n: number, group: string) =>
				`${count(n, 'role assignment')} on ${group}: from then on ${n === 1 ? 'it reaches' : 'they reach'} this resource too`,
			mind: 'Does not go along',
			newId: 'Its id: who names it by the old one does not find it any more',
			left: (n: number) =>
				n === 1
					? '1 role assignment made on it: it stays at the old id, where nothing is. Grant it anew'
					: `${n} role assignments made on it: they stay at the old id, where nothing is. Grant them anew`,
			outOfReach: (n: number, group: string) =>
				`${count(n, 'role assignment')} on ${group}: ${n === 1 ? 'it no longer reaches' : 'they no longer reach'} this resource`,
			machine:
				'Once stopped, the machine starts again only after an update, such as a new tag: until then its identity is known by the old id',
		},
		startOver: {
			title: 'Start over?',
			about: 'Everything done here goes away, and cannot be undone.',
			submit: 'Start over',
		},
	},
	/** One line of what an error of Azure's means. Keys are Azure's own codes. */
	errorMeans: {
		AuthorizationFailed: 'The signed-in person has no role that allows this here.',
		LinkedAuthorizationFailed:
			'Assigning an identity needs a right on the identity as well: Managed Identity Operator has it.',
		ResourceNotFound: 'There is nothing of that name here, or no longer.',
		ParentResourceNotFound: 'What it should go into is not there.',
		ResourceGroupNotFound: 'There is no resource group of that name.',
		ResourceGroupBeingDeleted: 'The group is on its way out and takes nothing new.',
		FailedIdentityOperation:
			'The resource still names an identity that was deleted. Take that identity away first.',
		PrincipalNotFound:
			'The identity is so new that this part of the directory does not know it yet.',
		RoleAssignmentExists: 'The same role is granted there already.',
		RoleAssignmentUpdateNotPermitted:
			'A role assignment keeps its principal and its scope for life.',
		InvalidResourceName: 'Azure does not take this name.',
		InvalidResourceGroup: 'Azure does not take this name.',
		VaultNameNotValid: 'Azure does not take this name.',
		AccountNameInvalid: 'Azure does not take this name.',
		InvalidResourceLocation:
			'It exists in another location, and resources do not move by themselves.',
		VaultAlreadyExists: 'The name is taken, perhaps by a deleted vault that can be recovered.',
		StorageAccountAlreadyTaken: 'Another storage account has this name.',
		Forbidden: 'The token is good, but no role of its principal allows this.',
		AuthorizationPermissionMismatch: 'The token is good, but no role of its principal allows this.',
		Unauthorized: 'There was no token that this service accepts.',
		invalid_request: 'The identity endpoint could not tell which identity to answer for.',
	} as Readonly<Record<string, string>>,
	errorUnknown: 'Azure refused the request.',
} as const;
