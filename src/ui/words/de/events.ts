import type { StepEvent } from '../../../playground';
import type { eventWords as en } from '../en/events';
import type { Localized } from '../localized';
import type { Rich } from '../rich';
import { pageWords } from './page';
import { list } from './text';
import { toolWords } from './tools';

const orphans = (n: number): Rich =>
	n === 0
		? []
		: [
				' ',
				{
					warn:
						n === 1
							? '1 Rollenzuweisung zeigt jetzt auf niemanden.'
							: `${n} Rollenzuweisungen zeigen jetzt auf niemanden.`,
				},
			];

const SERVICES: Readonly<Record<string, string>> = {
	'https://vault.azure.net': 'Key Vault',
	'https://storage.azure.com': 'Storage',
	'https://management.azure.com': 'Resource Manager',
	'https://graph.microsoft.com': 'Microsoft Graph',
};
const service = (audience: string): string => SERVICES[audience.replace(/\/$/, '')] ?? audience;

/** What was read, before and after the name of it. */
const READS: Readonly<Record<string, readonly [before: string, after: string]>> = {
	SecretGet: [' hat ', ' gelesen'],
	SecretList: [' hat die Geheimnisse von ', ' aufgelistet'],
	GetBlob: [' hat ', ' gelesen'],
	ListBlobs: [' hat die Blobs von ', ' aufgelistet'],
	ListContainers: [' hat die Container von ', ' aufgelistet'],
};

function place(what: { readonly id: string; readonly name: string }): Rich {
	const owner = /\/(?:vaults|storageAccounts)\/([^/]+)/i.exec(what.id)?.[1];
	return owner && owner.toLowerCase() !== what.name.toLowerCase()
		? [{ code: what.name }, ` in ${owner}`]
		: [what.name];
}

/** What Azure said no to: a role by its name, who was to have it and where; anything else by its own name. */
function saidNo({ grant, method, resource }: Extract<StepEvent, { kind: 'failed' }>): string {
	if (!grant) {
		if (!resource.name) return 'Azure sagte nein';
		return method === 'DELETE'
			? `Azure hat ${resource.name} nicht gelöscht`
			: `Azure sagte nein zu ${resource.name}`;
	}
	const who = grant.principal.name || 'jemandem';
	const role = grant.roleName ? `die Rolle ${grant.roleName}` : 'eine Rolle';
	const done = method === 'DELETE' ? 'genommen' : 'gegeben';
	return `Azure hat ${who} ${role} auf ${grant.scope.name || 'alles'} nicht ${done}`;
}

/** What happened, in plain words. Each event of a step is a sentence or two. */
export const eventWords: Localized<typeof en> = {
	happened: (event: StepEvent): Rich => {
		switch (event.kind) {
			case 'created':
				return [
					`${event.resource.name} wurde angelegt${event.ready ? '.' : ' und wird eingerichtet.'}`,
				];
			case 'ready':
				return [`${event.resource.name} ist bereit.`];
			case 'changed':
				return [`${event.resource.name} wurde geändert.`];
			case 'deleting':
				return [`${event.resource.name} wird gelöscht.`];
			case 'deleted': {
				const { resource, identityGone, stillNamedBy, keptFor } = event;
				const names = list(stillNamedBy.map(({ name }) => name));
				return [
					event.with
						? `${resource.name} wurde mit ${event.with.name} gelöscht.`
						: `${resource.name} wurde gelöscht.`,
					identityGone === 'system' ? ' Die systemseitig zugewiesene Identität ging mit.' : '',
					keptFor === undefined
						? ''
						: ` Noch ${pageWords.clock.duration(keptFor)} lang lässt sich das rückgängig machen, und so lange bleibt der Name vergeben.`,
					...orphans(event.orphans),
					...(stillNamedBy.length === 0
						? []
						: [
								' ',
								{
									warn: `${names} ${stillNamedBy.length === 1 ? 'nennt' : 'nennen'} sie noch immer.`,
								},
							]),
				];
			}
			case 'purged':
				return [
					`${event.resource.name} lässt sich nicht mehr wiederherstellen. Der Name ist wieder frei.`,
				];
			case 'moved':
				return [
					`${event.resource.name} wurde nach ${event.to.name} verschoben.`,
					...(event.left === 0
						? []
						: [
								' ',
								{
									warn:
										event.left === 1
											? '1 Rollenzuweisung blieb zurück, bei einer ID, die nichts mehr hat.'
											: `${event.left} Rollenzuweisungen blieben zurück, bei einer ID, die nichts mehr hat.`,
								},
							]),
				];
			case 'identityOn':
				return [`${event.resource.name} hat jetzt eine systemseitig zugewiesene Identität.`];
			case 'identityOff':
				return [
					`Die systemseitig zugewiesene Identität von ${event.resource.name} ist weg.`,
					...orphans(event.orphans),
				];
			case 'attached':
				return [`${event.identity.name} ist jetzt an ${event.resource.name} zugewiesen.`];
			case 'detached':
				return [`${event.identity.name} ist nicht mehr an ${event.resource.name} zugewiesen.`];
			case 'granted':
				return [
					`${event.grant.principal.name || 'Ein neuer Prinzipal'} hat ${event.grant.roleName} auf ${event.grant.scope.name} bekommen.`,
					event.effective ? '' : ' Bis das überall gilt, dauert es eine Weile.',
				];
			case 'effective':
				return [
					`${event.grant.roleName} auf ${event.grant.scope.name} gilt jetzt für ${event.grant.principal.name || 'den Prinzipal'}.`,
				];
			case 'revoked':
				return [
					`${event.grant.principal.name || 'Eine Identität, die es nicht mehr gibt,'} hat ${event.grant.roleName} auf ${event.grant.scope.name} nicht mehr.`,
				];
			case 'token': {
				const as = event.identity.name === event.from.name ? '' : ` als ${event.identity.name}`;
				const cached = event.cached ? ', und zwar das vorhandene' : '';
				return [`${event.from.name} bekam${as} ein Token für ${service(event.audience)}${cached}.`];
			}
			case 'noToken':
				return [
					{
						warn: `${event.from.name} bekam kein Token für ${service(event.audience)}${event.error === '' ? ': Niemand hat geantwortet.' : '.'}`,
					},
					...(event.error === '' ? [] : [' ', { code: event.error }]),
				];
			case 'read': {
				const [before, after] = READS[event.operation] ?? [' hat ', ' gelesen'];
				return [
					`${event.by.name || 'Jemand'}${before}`,
					...place(event.what),
					`${after}. ${event.known ? 'Ein Kennwort war nicht nötig.' : 'Das Datenprotokoll nennt niemanden.'}`,
				];
			}
			case 'wrote':
				return [
					`${event.by.name || 'Jemand'} hat `,
					...place(event.what),
					event.operation === 'PutBlob' ? ' abgelegt.' : ' geschrieben.',
				];
			case 'refused':
				return [
					{ warn: `${event.by.name || 'Jemand'} wurde abgewiesen: ` },
					...place(event.what),
					{ warn: ` (${event.status}).` },
				];
			case 'failed':
				if (event.status === 0)
					return [{ warn: `Unter ${event.resource.name} hat niemand geantwortet.` }];
				return [{ warn: `${saidNo(event)}: ` }, { code: event.code || String(event.status) }];
			case 'deploying':
				return [`Die Bereitstellung ${event.deployment.name} hat begonnen.`];
			case 'deployed': {
				const { deployment, state, made, code } = event;
				const there = made === 1 ? '1 Ressource steht' : `${made} Ressourcen stehen`;
				if (state === 'succeeded')
					return [`Die Bereitstellung ${deployment.name} ist fertig: ${there}.`];
				if (state === 'canceled')
					return [`Die Bereitstellung ${deployment.name} wurde abgebrochen: ${there}.`];
				return [
					{ warn: `Die Bereitstellung ${deployment.name} ist gescheitert` },
					...(code === '' ? [] : [': ', { code }]),
					`. ${there} und ${made === 1 ? 'bleibt' : 'bleiben'}.`,
				];
			}
			case 'credentialRolled':
				return [
					`Azure hat das Zertifikat von ${event.identity.name} erneuert. Niemand musste etwas ändern.`,
				];
			case 'signedIn':
				return [`${event.person.name} ist jetzt angemeldet.`];
			case 'timing':
				return [`Von jetzt an: ${toolWords.timing[event.timing]}.`];
			case 'passed':
				return [pageWords.clock.passed(pageWords.clock.duration(event.duration)) + '.'];
		}
	},
	changes: {
		title: 'Was sich geändert hat',
		none: 'In Azure hat sich nichts geändert.',
		how: { added: 'Neu:', removed: 'Weg:', changed: 'Geändert:' },
		principal: (name) => `Dienstprinzipal ${name}`,
		assignment: (role, who, scope) => `Rollenzuweisung ${role} von ${who} auf ${scope}`,
		secret: (name) => `Geheimnis ${name}`,
		blob: (name) => `Blob ${name}`,
		deployment: (name) => `Bereitstellung ${name}`,
		more: (n) => `und ${n} weitere`,
	},
	feed: {
		label: 'Was geschah',
		steps: (n) => (n === 1 ? '1 Schritt' : `${n} Schritte`),
		empty: 'Noch nichts. Was Sie tun, wird hier erzählt.',
		looked: 'Nur nachgesehen. Nichts hat sich geändert.',
		others: (n) => `Und ${n} weitere.`,
		command: 'Im Terminal',
		requests: 'Anforderungen',
		goHere: 'Zu diesem Augenblick zurückgehen',
		undone: 'rückgängig gemacht',
		more: 'Befehle und Anforderungen zeigen',
		undo: (what) => `Rückgängig gemacht: ${what}.`,
		redo: (what) => `Wiederholt: ${what}.`,
		startedOver: 'Von vorn begonnen.',
		together: (steps, last) => `${steps} Schritte wurden ausgeführt. ${last}`,
		wentTo: (time) => `Jetzt ist es ${time}.`,
	},
};
