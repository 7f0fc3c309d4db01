import type { StepEvent } from '../../../playground';
import type { Rich } from '../rich';
import { pageWords } from './page';
import { toolWords } from './tools';
import { list } from './text';

const orphans = (n: number): Rich => {
	if (n === 0) return [];
	return [
		' ',
		{
			warn:
				n === 1
					? '1 role assignment now points at nobody.'
					: `${n} role assignments now point at nobody.`,
		},
	];
};

const SERVICES: Readonly<Record<string, string>> = {
	'https://vault.azure.net': 'Key Vault',
	'https://storage.azure.com': 'Storage',
	'https://management.azure.com': 'Resource Manager',
	'https://graph.microsoft.com': 'Microsoft Graph',
};
const service = (audience: string): string => SERVICES[audience.replace(/\/$/, '')] ?? audience;

const READS: Readonly<Record<string, string>> = {
	SecretGet: 'read',
	SecretList: 'listed the secrets of',
	GetBlob: 'read',
	ListBlobs: 'listed the blobs of',
	ListContainers: 'listed the containers of',
};

const WRITES: Readonly<Record<string, string>> = { PutBlob: 'put' };

const TOP_LEVEL = (id: string): string | undefined =>
	/\/(?:vaults|storageAccounts)\/([^/]+)/i.exec(id)?.[1];

function place(what: { readonly id: string; readonly name: string }): Rich {
	const owner = TOP_LEVEL(what.id);
	return owner && owner.toLowerCase() !== what.name.toLowerCase()
		? [{ code: what.name }, ` in ${owner}`]
		: [what.name];
}

/** What Azure said no to: a role by its name, who was to have it and where; anything else by its own name. */
function saidNoTo({ grant, method, resource }: Extract<StepEvent, { kind: 'failed' }>): string {
	if (!grant) {
		if (!resource.name) return '';
		return method === 'DELETE' ? ` to deleting ${resource.name}` : ` for ${resource.name}`;
	}
	const who = grant.principal.name || 'somebody';
	const role = `${grant.roleName || 'a role'} on ${grant.scope.name || 'everything'}`;
	return method === 'DELETE' ? ` to taking ${role} from ${who}` : ` to giving ${who} ${role}`;
}

/** What happened, in plain words. Each event of a step is a sentence or two. */
export const eventWords = {
	happened: (event: StepEvent): Rich => {
		switch (event.kind) {
			case 'created':
				return [`${event.resource.name} was created${event.ready ? '.' : ' and is being set up.'}`];
			case 'ready':
				return [`${event.resource.name} is ready.`];
			case 'changed':
				return [`${event.resource.name} was changed.`];
			case 'deleting':
				return [`${event.resource.name} is being deleted.`];
			case 'deleted': {
				const { resource, identityGone, stillNamedBy, keptFor } = event;
				const parts: Rich = [
					event.with
						? `${resource.name} was deleted with ${event.with.name}.`
						: `${resource.name} was deleted.`,
					identityGone === 'system' ? ' Its system-assigned identity went with it.' : '',
					keptFor === undefined
						? ''
						: ` It can be recovered for ${pageWords.clock.duration(keptFor)}, and its name stays taken as long.`,
					...orphans(event.orphans),
				];
				return stillNamedBy.length === 0
					? parts
					: [
							...parts,
							' ',
							{
								warn: `${list(stillNamedBy.map(({ name }) => name))} still ${stillNamedBy.length === 1 ? 'names' : 'name'} it.`,
							},
						];
			}
			case 'purged':
				return [`${event.resource.name} can no longer be recovered. Its name is free.`];
			case 'moved':
				return [
					`${event.resource.name} was moved to ${event.to.name}.`,
					...(event.left === 0
						? []
						: [
								' ',
								{
									warn:
										event.left === 1
											? '1 role assignment stayed behind, at an id that nothing has any more.'
											: `${event.left} role assignments stayed behind, at an id that nothing has any more.`,
								},
							]),
				];
			case 'identityOn':
				return [`${event.resource.name} now has a system-assigned identity.`];
			case 'identityOff':
				return [
					`The system-assigned identity of ${event.resource.name} is gone.`,
					...orphans(event.orphans),
				];
			case 'attached':
				return [`${event.identity.name} is now assigned to ${event.resource.name}.`];
			case 'detached':
				return [`${event.identity.name} is no longer assigned to ${event.resource.name}.`];
			case 'granted':
				return [
					`Granted ${event.grant.roleName} to ${event.grant.principal.name || 'a new principal'} on ${event.grant.scope.name}.`,
					event.effective ? '' : ' It takes a while to work everywhere.',
				];
			case 'effective':
				return [
					`${event.grant.roleName} on ${event.grant.scope.name} now works for ${event.grant.principal.name || 'its principal'}.`,
				];
			case 'revoked':
				return [
					`${event.grant.principal.name || 'An identity that is no more'} no longer has ${event.grant.roleName} on ${event.grant.scope.name}.`,
				];
			case 'token':
				return [
					event.identity.name === event.from.name
						? `${event.from.name} got a token for ${service(event.audience)}${event.cached ? ', the one it had' : ''}.`
						: `${event.from.name} got a token for ${service(event.audience)} as ${event.identity.name}${event.cached ? ', the one it had' : ''}.`,
				];
			case 'noToken':
				return [
					{
						warn: `${event.from.name} got no token for ${service(event.audience)}${event.error === '' ? ': nobody answered.' : '.'}`,
					},
					...(event.error === '' ? [] : [' ', { code: event.error }]),
				];
			case 'read':
				return [
					`${event.by.name || 'Somebody'} ${READS[event.operation] ?? 'read'} `,
					...place(event.what),
					event.known ? '. No password was used.' : '. The data log names nobody.',
				];
			case 'wrote':
				return [
					`${event.by.name || 'You'} ${WRITES[event.operation] ?? 'wrote'} `,
					...place(event.what),
					'.',
				];
			case 'refused':
				return [
					{ warn: `${event.by.name || 'Somebody'} was refused ` },
					...place(event.what),
					{ warn: ` (${event.status}).` },
				];
			case 'failed':
				if (event.status === 0) return [{ warn: `Nobody answered at ${event.resource.name}.` }];
				return [
					{ warn: `Azure said no${saidNoTo(event)}: ` },
					{ code: event.code || String(event.status) },
				];
			case 'deploying':
				return [`The deployment ${event.deployment.name} has begun.`];
			case 'deployed': {
				const { deployment, state, made, code } = event;
				const count = made === 1 ? '1 resource is in place' : `${made} resources are in place`;
				if (state === 'succeeded') return [`The deployment ${deployment.name} is done: ${count}.`];
				if (state === 'canceled')
					return [`The deployment ${deployment.name} was canceled: ${count}.`];
				return [
					{ warn: `The deployment ${deployment.name} failed` },
					...(code === '' ? [] : [': ', { code }]),
					`. ${count}, and stays.`,
				];
			}
			case 'credentialRolled':
				return [`Azure renewed the certificate of ${event.identity.name}. Nothing had to change.`];
			case 'signedIn':
				return [`${event.person.name} is signed in now.`];
			case 'timing':
				return [`${toolWords.timing[event.timing]} from now on.`];
			case 'passed':
				return [pageWords.clock.passed(pageWords.clock.duration(event.duration)) + '.'];
		}
	},
	changes: {
		title: 'What changed',
		none: 'Nothing in Azure changed.',
		how: { added: 'New:', removed: 'Gone:', changed: 'Changed:' },
		principal: (name: string) => `service principal ${name}`,
		assignment: (role: string, who: string, scope: string) =>
			`role assignment ${role} of ${who} on ${scope}`,
		secret: (name: string) => `secret ${name}`,
		blob: (name: string) => `blob ${name}`,
		deployment: (name: string) => `deployment ${name}`,
		more: (n: number) => `and ${n} more`,
	},
	feed: {
		label: 'What happened',
		steps: (n: number) => (n === 1 ? '1 step' : `${n} steps`),
		empty: 'Nothing yet. What you do will be told here.',
		looked: 'Looked around. Nothing changed.',
		others: (n: number) => `And ${n} more.`,
		command: 'In the terminal',
		requests: 'Requests',
		goHere: 'Go back to this moment',
		undone: 'undone',
		more: 'Show the commands and requests',
		undo: (what: string) => `Undone: ${what}.`,
		redo: (what: string) => `Done again: ${what}.`,
		startedOver: 'Started over.',
		together: (steps: number, last: string) => `${steps} steps were done. ${last}`,
		wentTo: (time: string) => `Now at ${time}.`,
	},
} as const;
