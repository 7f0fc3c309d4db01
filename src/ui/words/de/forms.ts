import type { formWords as en } from '../en/forms';
import type { Localized } from '../localized';
import { count, dative, list } from './text';

const resources = (n: number): string => count(n, 'Ressource', 'Ressourcen');
const assignments = (n: number): string => count(n, 'Rollenzuweisung', 'Rollenzuweisungen');

/** Dialogs: what they ask, what they explain, and what they say about bad input. */
export const formWords: Localized<typeof en> = {
	form: {
		cancel: 'Abbrechen',
		close: 'Schließen',
		name: 'Name',
		group: 'Ressourcengruppe',
		newGroup: 'Neue Ressourcengruppe…',
		newGroupName: 'Name der neuen Ressourcengruppe',
		location: 'Ort',
		equals: 'Dasselbe im Terminal',
		refused: 'Azure sagte nein',
		create: {
			title: (kind) => `Anlegen: ${kind}`,
			submit: 'Anlegen',
			generic: 'Simuliert werden Name, Ort und Identitäten. Was die Ressource tut, nicht.',
			parentFirst: (parent) =>
				`Sie liegt in einer anderen Ressource. Legen Sie zuerst diese an: ${parent}.`,
			identity: 'Mit systemseitig zugewiesener Identität',
			identityNote: 'Azure legt sie mit der Ressource an und löscht sie mit der Ressource.',
			about: {
				virtualMachine:
					'Sein Code fragt unter 169.254.169.254 nach Token; niemand sonst erreicht diese Adresse.',
				webApp:
					'Ihr Code fragt unter einer Adresse nach Token, die App Service in die Umgebung schreibt.',
				functionApp: 'Ihr Code fragt nach Token, wie es eine Web-App tut.',
				keyVault:
					'Wer die Geheimnisse lesen darf, bestimmen Rollen, auch für den, der ihn angelegt hat.',
				storageAccount: 'Blobs liegen in Containern. Rollen bestimmen, wer sie lesen darf.',
				userIdentity:
					'Eine eigene Ressource. Sie bleibt, wenn die Ressourcen gehen, die sie benutzen.',
				resourceGroup: 'Eine Rolle auf ihr gilt für alles darin, jetzt und später.',
			},
		},
		wrong: {
			empty: 'Geben Sie einen Namen ein.',
			rule: (rule) => `Erlaubt ist: ${rule}.`,
			taken: (name, group) => `${name} gibt es in ${group} schon.`,
			takenGlobally: (name) =>
				`${name} ist vergeben. Dieser Name ist Teil eines Hostnamens und muss in ganz Azure frei sein.`,
			takenDeleted: (name) =>
				`${name} gehört einer gelöschten Ressource, die noch wiederhergestellt werden kann. So lange bleibt der Name vergeben.`,
			groupTaken: (name) => `Eine Ressourcengruppe ${name} gibt es schon.`,
			groupRule:
				'Erlaubt sind 1 bis 90 Buchstaben, Ziffern, Punkte, Unterstriche, Bindestriche oder Klammern, am Ende kein Punkt.',
			secretRule: 'Erlaubt sind 1 bis 127 Buchstaben, Ziffern oder Bindestriche.',
			blobRule: 'Erlaubt sind 1 bis 1.024 Zeichen.',
			choose: 'Wählen Sie etwas aus.',
		},
		secret: {
			title: (vault) => `Geheimnis in ${vault} anlegen`,
			about:
				'Wird über Resource Manager geschrieben, wie Vorlagen es tun: Wer den Tresor verwaltet, darf ein Geheimnis schreiben, ohne es lesen zu dürfen.',
			value: 'Wert',
			submit: 'Anlegen',
		},
		container: {
			title: (account) => `Container in ${account} anlegen`,
			submit: 'Anlegen',
		},
		blob: {
			title: (account) => `Blob in ${account} ablegen`,
			about:
				'Hier melden Sie sich mit dem Kontoschlüssel an. Wer diesen Schlüssel hat, kann mit den Daten alles tun: Das ersparen Ihnen Identitäten.',
			container: 'Container',
			newContainer: 'Neuer Container…',
			newContainerName: 'Name des neuen Containers',
			content: 'Inhalt',
			submit: 'Ablegen',
		},
		attach: {
			title: (name) => `${name} eine benutzerseitig zugewiesene Identität zuweisen`,
			titleTo: (identity) => `${identity} zuweisen an`,
			which: 'Identität',
			where: 'Ressourcen',
			none: 'Es gibt noch keine benutzerseitig zugewiesene Identität.',
			noneLeft: 'Hier ist schon jede Identität zugewiesen.',
			noResources: 'Es gibt noch nichts, dem sie zugewiesen werden könnte.',
			already: 'schon zugewiesen',
			submit: 'Zuweisen',
			newIdentity: 'Neue benutzerseitig zugewiesene Identität…',
			reaches: (grants) => `Sie hat ${list(grants)}.`,
			reachesNothing: 'Sie hat noch keine Rolle.',
		},
		grant: {
			title: 'Rolle erteilen',
			who: 'Wem',
			noOne: 'Es gibt noch keine Identität. Schalten Sie eine ein oder legen Sie eine an.',
			identities: 'Verwaltete Identitäten',
			people: 'Personen',
			system: (name) => `${name} (systemseitig)`,
			user: (name) => `${name} (benutzerseitig)`,
			role: 'Rolle',
			search: 'Rollen durchsuchen',
			results: (n) => count(n, 'Rolle', 'Rollen'),
			noRole: 'Keine Rolle hat das im Namen oder in der Erklärung.',
			fits: (target) => `Für die Daten in ${target}`,
			data: 'Für Daten',
			management: 'Zum Verwalten von Ressourcen',
			where: 'Wo',
			target: 'Ressource',
			covers: (n) => (n === 0 ? 'gilt noch für nichts' : `gilt für ${resources(n)}`),
			coversThis: 'gilt nur hierfür',
			wider: 'Das ist weiter als eine Ressource: Es gilt auch für alles, was später dazukommt.',
			submit: 'Erteilen',
			exists: 'Diese Rolle ist dort schon erteilt.',
			delay: 'Bis die Rolle überall gilt, können zehn Minuten vergehen.',
			delayData:
				'Bis eine Rolle für Daten, auf einer Verwaltungsgruppe erteilt, überall gilt, können mehrere Stunden vergehen.',
		},
		remove: {
			title: (name) => `${name} löschen?`,
			submit: 'Löschen',
			goes: 'Geht mit',
			stays: 'Bleibt zurück',
			nothing: 'Sonst geht nichts mit, und nichts bleibt zurück.',
			goesIdentity:
				'Die systemseitig zugewiesene Identität, für immer: Eine neue wäre ein anderer Prinzipal',
			goesPrincipal:
				'Der Dienstprinzipal; er bleibt 30 Tage als gelöscht aufbewahrt und kommt nie wieder',
			goesResources: (n, names) =>
				n > 4
					? `${resources(n)}: ${names.slice(0, 3).join(', ')} und ${n - 3} weitere`
					: `${resources(n)}: ${list(names)}`,
			goesIdentities: (n) => `${count(n, 'verwaltete Identität', 'verwaltete Identitäten')} darin`,
			goesBlobs: (containers, blobs) =>
				containers === 0
					? `${count(blobs, 'Blob', 'Blobs')} darin`
					: `${count(containers, 'Container', 'Container')} mit ${count(blobs, 'Blob', 'Blobs')}`,
			staysVault: (name, secrets, span) =>
				`${name} als gelöschter Tresor${secrets === 0 ? '' : secrets === 1 ? ' mit seinem Geheimnis' : ` mit seinen ${secrets} Geheimnissen`}: ${span} lang wiederherzustellen, und so lange bleibt der Name vergeben. Rollen darauf kommen nicht wieder`,
			staysStore: (name, span) =>
				`${name} als gelöschter Speicher mit seinen Einstellungen: ${span} lang wiederherzustellen, und so lange bleibt der Name vergeben. Seine eigene Identität und Rollen darauf kommen nicht wieder`,
			staysTokens: (n, span) =>
				n === 1
					? `1 schon ausgestelltes Token: Es öffnet womöglich noch Türen, bis es abläuft, in ${dative(span)}`
					: `${n} schon ausgestellte Token: Sie öffnen womöglich noch Türen, bis sie ablaufen, das letzte in ${dative(span)}`,
			goesAssignments: (n) => `${assignments(n)} darauf`,
			roleOn: (role, scope) => `${role} auf ${scope}`,
			staysOrphans: (n, roles) =>
				n === 1
					? `1 Rollenzuweisung, die auf niemanden zeigen wird: ${list(roles)}`
					: `${assignments(n)}, die auf niemanden zeigen werden: ${list(roles)}`,
			staysIdentities: (names) =>
				names.length === 1
					? `Die benutzerseitig zugewiesene Identität ${list(names)} mit ihren Rollen`
					: `Die benutzerseitig zugewiesenen Identitäten ${list(names)} mit ihren Rollen`,
			staysReferences: (names) =>
				names.length === 1
					? `${list(names)} nennt sie noch immer, und die nächste Änderung daran scheitert, bis sie dort weggenommen wird`
					: `${list(names)} nennen sie noch immer, und die nächste Änderung daran scheitert, bis sie dort weggenommen wird`,
		},
		move: {
			title: (name) => `${name} in eine andere Gruppe verschieben`,
			submit: 'Verschieben',
			from: (group) => `Jetzt in ${group}. Die Region bleibt dieselbe.`,
			goes: 'Geht mit',
			goesContents: 'Alle Einstellungen und alles, was darin ist',
			goesIdentity:
				'Die systemseitig zugewiesene Identität: derselbe Prinzipal mit den Rollen, die ihm erteilt wurden',
			keepsIdentities:
				'Benutzerseitig zugewiesene Identitäten bleiben, wo sie sind, und bleiben zugewiesen',
			inReach: (n, group) =>
				`${assignments(n)} auf ${group}: ${n === 1 ? 'Sie gilt' : 'Sie gelten'} dann auch für diese Ressource`,
			mind: 'Geht nicht mit',
			newId: 'Die ID: Wer die alte nennt, findet die Ressource nicht mehr',
			left: (n) =>
				n === 1
					? '1 Rollenzuweisung darauf: Sie bleibt bei der alten ID, wo nichts mehr ist. Erteilen Sie die Rolle neu'
					: `${assignments(n)} darauf: Sie bleiben bei der alten ID, wo nichts mehr ist. Erteilen Sie die Rollen neu`,
			outOfReach: (n, group) =>
				`${assignments(n)} auf ${group}: ${n === 1 ? 'Sie gilt' : 'Sie gelten'} für diese Ressource nicht mehr`,
			machine:
				'Einmal angehalten, startet der virtuelle Computer erst nach einer Aktualisierung wieder, etwa einem neuen Tag: Bis dahin ist seine Identität unter der alten ID bekannt',
		},
		startOver: {
			title: 'Von vorn beginnen?',
			about: 'Alles, was hier getan wurde, geht verloren und lässt sich nicht zurückholen.',
			submit: 'Von vorn beginnen',
		},
	},
	errorMeans: {
		AuthorizationFailed: 'Die angemeldete Person hat hier keine Rolle, die das erlaubt.',
		LinkedAuthorizationFailed:
			'Um eine Identität zuzuweisen, braucht man auch ein Recht auf die Identität: Managed Identity Operator hat es.',
		ResourceNotFound: 'So heißt hier nichts, oder nichts mehr.',
		ParentResourceNotFound: 'Das, wo es hinein soll, gibt es nicht.',
		ResourceGroupNotFound: 'Eine Ressourcengruppe dieses Namens gibt es nicht.',
		ResourceGroupBeingDeleted: 'Die Gruppe wird gerade gelöscht und nimmt nichts Neues auf.',
		FailedIdentityOperation:
			'Die Ressource nennt noch eine Identität, die gelöscht wurde. Nehmen Sie diese zuerst weg.',
		PrincipalNotFound:
			'Die Identität ist so neu, dass dieser Teil des Verzeichnisses sie noch nicht kennt.',
		RoleAssignmentExists: 'Dieselbe Rolle ist dort schon erteilt.',
		RoleAssignmentUpdateNotPermitted:
			'Eine Rollenzuweisung behält Prinzipal und Bereich ihr Leben lang.',
		InvalidResourceName: 'Diesen Namen nimmt Azure nicht.',
		InvalidResourceGroup: 'Diesen Namen nimmt Azure nicht.',
		VaultNameNotValid: 'Diesen Namen nimmt Azure nicht.',
		AccountNameInvalid: 'Diesen Namen nimmt Azure nicht.',
		InvalidResourceLocation: 'Es gibt sie an einem anderen Ort, und Ressourcen ziehen nicht um.',
		VaultAlreadyExists:
			'Der Name ist vergeben, vielleicht an einen gelöschten Tresor, der wiederhergestellt werden kann.',
		StorageAccountAlreadyTaken: 'Ein anderes Speicherkonto heißt so.',
		Forbidden: 'Das Token ist gut, aber keine Rolle seines Prinzipals erlaubt das.',
		AuthorizationPermissionMismatch:
			'Das Token ist gut, aber keine Rolle seines Prinzipals erlaubt das.',
		Unauthorized: 'Es war kein Token dabei, das dieser Dienst annimmt.',
		invalid_request:
			'Der Tokenendpunkt konnte nicht erkennen, für welche Identität er antworten soll.',
	},
	errorUnknown: 'Azure hat die Anforderung abgelehnt.',
};
