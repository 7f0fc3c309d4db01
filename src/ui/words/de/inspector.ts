import type { inspectorWords as en } from '../en/inspector';
import type { Localized } from '../localized';
import { capital, count, dative, list } from './text';

const resources = (n: number): string => count(n, 'Ressource', 'Ressourcen');
const inPlace = (location: string): string => (location === '' ? '' : ` in ${location}`);

/** The details pane and the outline: what is said about one thing. */
export const inspectorWords: Localized<typeof en> = {
	inspector: {
		label: 'Details',
		nothing: 'Nichts ausgewählt',
		nothingAbout:
			'Wählen Sie etwas im Bild oder in der Gliederung aus, um zu sehen, was es ist und was es kann.',
		tabs: {
			overview: 'Übersicht',
			identity: 'Identität',
			access: 'Zugriff',
			assigned: (n) => `Zugewiesen an ${n}`,
			lifecycle: 'Lebenslauf',
			json: 'JSON',
		},
		can: (lets, where, wide) => [
			'Darf ',
			{ strong: lets },
			wide ? `, in ganz ${where}` : `, in ${where}`,
		],
		could: (lets, where, wide) => [
			'Durfte ',
			{ strong: lets },
			wide ? `, in ganz ${where}` : `, in ${where}`,
		],
		whoCan: (who, lets) => [{ strong: who }, ` darf ${lets}`],
		whoCould: (who, lets) => [{ strong: who }, ` durfte ${lets}`],
		through: (role, how) => `durch ${role}, ${how}`,
		grantedOn: (scope) => `erteilt auf ${scope}`,
		throughIdentity: (identity, scope) => `als ${identity}, erteilt auf ${scope}`,
		throughGroup: (group, scope) => `als Mitglied der Gruppe ${group}, erteilt auf ${scope}`,
		propagating: (minutes) =>
			minutes
				? `Verbreitet sich: gilt in ${dative(minutes)}.`
				: 'Verbreitet sich: gilt noch nicht überall.',
		revoking: 'Entzogen, gilt aber vielleicht noch einige Minuten.',
		inherited: (scope) => `geerbt von ${scope}`,
		direct: 'hier erteilt',
		reaches: 'Was sie erreicht',
		reachedBy: 'Welche Identitäten sie erreichen',
		peopleReach: 'Welche Personen',
		history: 'Verlauf',
		settings: {
			tags: 'Tags',
			own: 'Einstellungen',
			environment: 'Was der Code in seiner Umgebung findet',
			certificates: 'Zertifikate, die nie jemand sieht',
			certificate: (thumbprint, until) => `${thumbprint}…, gültig bis ${until}`,
			versions: 'Versionen, die neueste zuerst',
			version: (id, enabled) => `${id}…${enabled ? '' : ', deaktiviert'}`,
			grant: 'Wie es dazu kam',
			grantedAt: 'Erteilt',
			grantedBy: 'Von',
			principalType: 'principalType',
			condition: 'Bedingung',
			description: 'Beschreibung',
			size: 'Größe',
			bytes: (n) => count(n, 'Byte', 'Bytes'),
			changed: 'Geändert',
			etag: 'ETag',
		},
		deployments: { title: 'Bereitstellungen' },
		orphan: 'Zeigt auf niemanden: Die Identität wurde gelöscht.',
		noAccess: 'Erreicht nichts: Sie hat keine Rolle.',
		noIdentity: 'Hat keine Identität und erreicht deshalb ohne Kennwort nichts.',
		nobodyReaches: 'Keine verwaltete Identität.',
		facts: {
			location: 'Ort',
			state: 'Zustand',
			createdBy: 'Angelegt von',
			accountKey: 'jemand mit dem Kontoschlüssel',
			type: 'Typ',
			id: 'Id',
			principalId: 'principalId',
			clientId: 'clientId',
			certificate: 'Zertifikat',
			renews: (span) => `wird in ${dative(span)} erneuert`,
			host: 'Hostname',
			role: 'Rolle',
			scope: 'Bereich',
			principal: 'Prinzipal',
			versions: 'Versionen',
			value: 'Wert',
			container: 'Container',
			tenant: 'Mandant',
			name: 'Name',
			blobs: (n) => count(n, 'Blob', 'Blobs'),
		},
		hidden: 'nicht gezeigt: Zum Lesen braucht man eine Rolle',
		system: {
			on: 'An. Eins zu eins: Keine andere Ressource kann sie benutzen, und sie wird mit dieser gelöscht.',
			off: 'Aus. Wird sie eingeschaltet, legt Azure eine Identität an, die mit dieser Ressource lebt und stirbt.',
			turnedOff: (grants) =>
				grants === 0
					? 'Aus- und wieder eingeschaltet ist sie ein anderer Prinzipal.'
					: `Wird sie ausgeschaltet, ${grants === 1 ? 'zeigt 1 Rollenzuweisung' : `zeigen ${grants} Rollenzuweisungen`} auf niemanden; wieder eingeschaltet ist sie ein anderer Prinzipal ohne ${grants === 1 ? 'diese Rolle' : 'diese Rollen'}.`,
			title: 'Systemseitig zugewiesen',
		},
		user: {
			title: 'Benutzerseitig zugewiesen',
			none: 'Keine zugewiesen. Eine benutzerseitig zugewiesene Identität lässt sich teilen und bleibt, wenn diese Ressource geht.',
			dangling: 'gelöscht; nur diese Ressource nennt sie noch',
		},
		assignedTo: 'Zugewiesen an',
		assignedToNone: 'An keine Ressource zugewiesen. Es gibt sie trotzdem, und ihre Rollen auch.',
		lifecycleOf: {
			resource: 'Lebenslauf der Ressource',
			resourceGroup: 'Lebenslauf der Ressourcengruppe',
			servicePrincipal: 'Lebenslauf des Dienstprinzipals',
			keyCredential: 'Lebenslauf des Zertifikats',
			roleAssignment: 'Lebenslauf der Rollenzuweisung',
			accessToken: 'Lebenslauf eines Tokens',
			deployment: 'Lebenslauf der Bereitstellung',
		},
		since: (state, when) => `${capital(state)} seit ${when}.`,
		nextUp: (what, when) => `In ${dative(when)}: ${what}.`,
		recoverable: (span) =>
			`Gelöscht lässt es sich noch ${span} lang wiederherstellen, und so lange bleibt der Name vergeben.`,
		diagram: (states, current, next) =>
			`Zustände ${list(states)}. Jetzt: ${current}.${next.length > 0 ? ` Von hier: ${next.join('; ')}.` : ''}`,
		arrow: (by, to) => `${by}, zu ${to}`,
		jsonNote: 'Was ein GET auf die Id antwortet',
		overview: {
			managementGroup: (subscriptions) =>
				`Eine Verwaltungsgruppe um ${count(subscriptions, 'Abonnement', 'Abonnements')}. Eine Rolle auf ihr gilt für alles darin.`,
			subscription: (groups, n) =>
				`${count(groups, 'Ressourcengruppe', 'Ressourcengruppen')} mit ${resources(n)}.`,
			group: (location, n) =>
				`Eine Ressourcengruppe in ${location} mit ${resources(n)}. Eine Rolle auf ihr gilt für alle.`,
			workload: (kind, location, identities) => `${kind}${inPlace(location)}. ${identities}`,
			identities: {
				none: 'Ohne Identität: Der Code bräuchte ein Kennwort, um etwas zu erreichen.',
				system: 'Der Code meldet sich mit eigener Identität an, ohne Kennwort.',
				user: (names) => `Der Code meldet sich als ${list(names)} an, ohne Kennwort.`,
				both: (names) =>
					`Der Code meldet sich mit eigener Identität oder als ${list(names)} an, ohne Kennwort.`,
			},
			keyVault: (location, secrets) =>
				`Ein Schlüsseltresor in ${location} mit ${count(secrets, 'Geheimnis', 'Geheimnissen')}. Rollen bestimmen, wer sie lesen darf.`,
			storageAccount: (location, containers, blobs) =>
				`Ein Speicherkonto in ${location} mit ${count(containers, 'Container', 'Containern')} und ${count(blobs, 'Blob', 'Blobs')}.`,
			userIdentity: (names, grants) =>
				names.length === 0
					? `Eine eigenständige Identität, an nichts zugewiesen, mit ${count(grants, 'Rolle', 'Rollen')}.`
					: `Eine eigenständige Identität, zugewiesen an ${list(names)}, mit ${count(grants, 'Rolle', 'Rollen')}.`,
			systemIdentity: (resource) =>
				`Die Identität von ${resource}, von Azure angelegt. Keine andere Ressource kann sie benutzen, und sie geht, wenn ${resource} geht.`,
			systemIdentityGone: (resource) =>
				`Sie war die Identität von ${resource} und ging mit. Entra bewahrt sie 30 Tage als gelöscht auf; zurückholen lässt sie sich nicht.`,
			roleAssignment: (who, lets, where) => `${who} darf ${lets}, in ${where}.`,
			orphan: (role, where, wide) =>
				`${role} auf ${where}, erteilt an eine Identität, die es nicht mehr gibt. Sie öffnet niemandem etwas, zählt aber zu den ${wide ? '500 einer Verwaltungsgruppe' : '4.000 eines Abonnements'}: Zum Aufräumen entziehen.`,
			secret: (vault) =>
				`Ein Geheimnis in ${vault}. Wer den Tresor verwalten darf, kann es darum noch nicht lesen.`,
			blob: (container) => `Ein Blob in ${container}.`,
			container: (account, blobs) =>
				`Ein Container in ${account} mit ${count(blobs, 'Blob', 'Blobs')}.`,
			resource: (kind, location) => `${kind}${inPlace(location)}.`,
			deleting: 'Wird gerade gelöscht.',
		},
	},
	outline: {
		label: 'Gliederung des Abonnements',
		close: 'Gliederung schließen',
		away: 'Gliederung einklappen',
		search: 'Nach Namen suchen',
		found: (n) => (n === 0 ? 'So heißt nichts' : `${n} gefunden`),
		empty: 'Das Abonnement ist leer.',
		item: (name, kind) => `${name}, ${kind}`,
		kept: (names) => `${list(names)} gelöscht und wiederherstellbar`,
		group: (name, n) => `${name}, Ressourcengruppe, ${resources(n)}`,
		managementGroup: (name, n) =>
			`${name}, Verwaltungsgruppe, ${count(n, 'Abonnement', 'Abonnements')}`,
		systemIdentity: (resource) => `Systemseitig zugewiesene Identität von ${resource}`,
		reach: (who, lets, where, role, state) =>
			`${who} darf ${lets}, in ${where}, durch ${role}${state === 'effective' ? '' : `, ${state}`}`,
		reachVisible: (lets, where) => `darf ${lets}, in ${where}`,
		granted: (who, role, state) =>
			`${who} hat hier ${role}${state === 'effective' ? '' : `, ${state}`}`,
		orphan: (role) => `Identität nicht gefunden hat hier ${role}`,
		assigned: (identity, resource) => `${identity} ist an ${resource} zugewiesen`,
		uses: (identity) => `benutzt ${identity}`,
		usesGone: (identity) => `nennt noch ${identity}, gelöscht`,
		state: (text, state) => `${text}, ${state}`,
		hint: 'Pfeiltasten bewegen. Eingabe öffnet die Aktionen.',
	},
};
