import type { workloadWords as en } from '../en/workload';
import type { Localized } from '../localized';
import { list } from './text';

/** The program on a resource: its steps, its token, and why it was refused. */
export const workloadWords: Localized<typeof en> = {
	workload: {
		label: 'Programm',
		none: 'Programme laufen auf virtuellen Computern, Web-Apps und Funktions-Apps.',
		noneAbout:
			'Wählen Sie so eine Ressource aus, um ihren Code nach einem Geheimnis oder Blob fragen zu lassen.',
		title: (name) => `Das Programm auf ${name}`,
		does: 'Was es tut',
		readSecret: (secret, vault) => `Geheimnis ${secret} in ${vault} lesen`,
		readBlob: (blob, place) => `${blob} in ${place} lesen`,
		listBlobs: (place) => `Blobs in ${place} auflisten`,
		hello: 'hallo',
		planes: {
			getKey: (name, owner) => `Schlüssel ${name} in ${owner} holen`,
			getCertificate: (name, owner) => `Zertifikat ${name} in ${owner} holen`,
			readQueue: (name, owner) => `Nachricht aus der Warteschlange ${name} in ${owner} nehmen`,
			sendMessage: (name, owner) => `Nachricht in die Warteschlange ${name} in ${owner} stellen`,
			readTable: (name, owner) => `Tabelle ${name} in ${owner} lesen`,
			readSetting: (name, owner) => `Einstellung ${name} in ${owner} lesen`,
			pullImage: (name, owner) => `Image ${name} aus ${owner} laden`,
			receiveFromBus: (name, owner) => `Nachricht aus ${name} in ${owner} empfangen`,
			sendToBus: (name, owner) => `Nachricht an ${name} in ${owner} senden`,
			sendEvent: (name, owner) => `Ereignis an ${name} in ${owner} senden`,
			readDocument: (name, owner) => `Dokument ${name} in ${owner} lesen`,
		},
		nothingToRead:
			'Noch gibt es nichts zu lesen: Legen Sie ein Geheimnis in einem Tresor oder einen Blob in einem Speicherkonto an.',
		as: 'Als',
		asDefault: 'welche auch antwortet',
		asSystem: 'die systemseitig zugewiesene Identität',
		run: 'Ausführen',
		again: 'Noch einmal',
		tabs: { steps: 'Schritte', code: 'Code' },
		loading: 'Wird geladen…',
		notRun: 'Führen Sie es aus, um jede Anforderung zu sehen.',
		verdict: {
			allowed: 'Gelesen, und nirgends ein Kennwort',
			done: 'Getan, und nirgends ein Kennwort',
			refused: (status) => `Abgelehnt, ${status}`,
			noToken: 'Keine Identität hat geantwortet',
			failed: (status) => `Gescheitert, ${status}`,
		},
		step: {
			probe: 'Nachsehen, ob es einen Metadatendienst gibt',
			challenge: 'Ohne Token fragen, um zu erfahren, wessen Token verlangt wird',
			token: 'Den Tokenendpunkt nach einem Token fragen',
			entra: 'Entra stellt ein Token aus',
			secret: 'Den Tresor mit dem Token nach dem Geheimnis fragen',
			blob: 'Das Speicherkonto mit dem Token fragen',
			other: 'Den Dienst mit dem Token fragen',
		},
		response: (status) => `Die Antwort, ${status}`,
		sent: 'Was gesendet wurde',
		considered: (n) =>
			n === 1
				? 'Die eine Rolle, wie Azure sie ansieht'
				: `Die ${n} Rollen, in der Reihenfolge, in der Azure sie ansieht`,
		noAnswer: 'Keine Antwort',
		tokenTitle: 'Was im Token steht',
		tokenNote:
			'Hier zum Lernen entschlüsselt. Code sollte es wie einen versiegelten Brief behandeln.',
		claims: {
			aud: 'für welchen Dienst',
			iss: 'wer es ausgestellt hat',
			iat: 'ausgestellt um',
			nbf: 'nicht vor',
			exp: 'gültig bis',
			appid: 'die Client-ID der Identität',
			appidacr: 'wie sie sich angemeldet hat: 2 ist ein Zertifikat',
			azp: 'die Client-ID der Identität',
			azpacr: 'wie sie sich angemeldet hat: 2 ist ein Zertifikat',
			idp: 'wo sie sich angemeldet hat',
			oid: 'die Objekt-ID der Identität: Ihr werden Rollen erteilt',
			sub: 'das Subjekt, dasselbe wie oid',
			tid: 'der Mandant',
			ver: 'die Version des Tokens',
			idtyp: 'welche Art Prinzipal',
			uti: 'die eigene Id des Tokens',
			aio: 'Entras eigene Buchführung',
			rh: 'Entras eigene Buchführung',
			xms_mirid: 'die Ressource, deren Identität das ist',
			xms_tcdt: 'wann der Mandant entstand',
		},
		claimParts: {
			who: 'Für wen es spricht',
			where: 'Wo es gilt',
			when: 'Von wann bis wann',
			rest: 'Was Entra für sich hinzufügt',
		},
		dataRoleOnly: 'Die Rolle gilt den Daten in der Ressource; das erlaubt nicht, sie zu verwalten.',
		forDataOnly: 'ist für Daten, nicht zum Verwalten',
		reasons: {
			granted: 'Eine Rolle erlaubt es.',
			denied: 'Eine Ablehnungszuweisung verbietet es, was Rollen auch erlauben.',
			conditionNotMet:
				'Die richtige Rolle ist erteilt, aber ihre Bedingung ist hier nicht erfüllt.',
			propagating:
				'Die richtige Rolle ist erteilt, hat aber noch nicht jeden Teil von Azure erreicht.',
			otherScope: 'Die richtige Rolle ist erteilt, aber anderswo.',
			excludedByNotActions: 'Eine Rolle nennt es und nimmt es wieder aus.',
			wrongPlane: 'Die Rolle verwaltet die Ressource; das öffnet die Daten darin nicht.',
			noMatchingAction: 'Keine der Rollen nennt diese Aktion.',
			noneReaches:
				'Die Rollen, die es gibt, sind anderswo erteilt und würden es auch dort nicht erlauben.',
			noAssignment: 'Es gibt gar keine Rolle.',
		},
		outcomes: {
			granted: 'erlaubt es',
			propagating: 'würde es erlauben, wenn sie sich verbreitet hat',
			conditionNotMet: 'würde es erlauben, wäre nicht ihre Bedingung',
			otherScope: 'reicht nicht so weit',
			actionNotListed: 'nennt es nicht',
			excludedByNotActions: 'nimmt es wieder aus',
			otherPlane: 'ist zum Verwalten, nicht für Daten',
		},
		needed: 'Nötig ist',
		on: (scope) => `auf ${scope}`,
		smallest: (role, scope) => `Die kleinste Änderung: ${role} auf ${scope} erteilen.`,
		wait: (span) => `Nichts zu ändern: ${span} warten.`,
		grant: (role) => `${role} erteilen…`,
		waitButton: (span) => `${span} vergehen lassen`,
		turnOn: 'Identität einschalten',
		whyNoToken: (told) => {
			switch (told.why) {
				case 'none':
					return 'Es ist keine Identität zugewiesen, also antwortet niemand für diesen Code.';
				case 'noEndpoint':
					return 'Es ist keine Identität zugewiesen, also legt App Service keinen IDENTITY_ENDPOINT in die Umgebung. Die Bibliothek versucht es dann unter der Adresse, die virtuelle Computer haben, und dort antwortet einer App niemand.';
				case 'creating':
					return `${told.name} wird noch eingerichtet: Der Code läuft noch nicht.`;
				case 'stopped':
					return `${told.name} läuft nicht, und der Code darauf also auch nicht.`;
				case 'mustName':
					return `App Service antwortet für eine benutzerseitig zugewiesene Identität nur, wenn der Code sie nennt, auch wenn es die einzige ist. Nennen Sie ${list(told.names)} mit der Client-ID: Microsofts Bibliotheken nehmen sie aus AZURE_CLIENT_ID.`;
				case 'several':
					return `Mehrere Identitäten sind zugewiesen: ${list(told.names)}. Der Code muss sagen, welche er meint.`;
				case 'deleted':
					return `${list(told.names)} ${told.names.length === 1 ? 'wurde' : 'wurden'} gelöscht. Die Ressource nennt sie noch, aber niemand kann sich mehr damit anmelden.`;
				case 'notAssigned':
					return 'Der Code nennt eine Identität, die dieser Ressource nicht zugewiesen ist. Oft wurde eine Client-ID mit einer Prinzipal-ID verwechselt, oder sie gehört einer anderen Identität.';
			}
		},
		value: 'Gelesen wurde',
		nothing: 'Es wurde eingelassen und fand dort nichts.',
	},
};
