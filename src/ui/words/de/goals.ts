import type { GoalWords, Obstacle, OperationName, SpokenEvent } from '../../../course';
import { count, list } from './text';

const named = (name: string): string => (name === 'subscription' ? 'das Abonnement' : name);
/** After `auf`, `in` and `von`. */
const at = (name: string): string => (name === 'subscription' ? 'dem Abonnement' : name);
const times = (n: number): string => (n === 1 ? 'einmal' : `${n}-mal`);

const within = (things: string, on: string): string =>
	on.includes('/') ? on : `${things} in ${at(on)}`;

/** What is done to what: the verb comes last. */
const DOING: Readonly<
	Record<OperationName, (on: string) => readonly [what: string, verb: string]>
> = {
	'read secret': (on) => [within('Geheimnisse', on), 'lesen'],
	'write secret': (on) => [within('Geheimnisse', on), 'schreiben'],
	'read blob': (on) => [within('Blobs', on), 'lesen'],
	'write blob': (on) => [within('Blobs', on), 'schreiben'],
	'list keys': (on) => [`die Schlüssel von ${at(on)}`, 'auflisten'],
	'read vault': (on) => [`die Einstellungen von ${at(on)}`, 'sehen'],
	'delete vault': (on) => [named(on), 'löschen'],
	'change VM': (on) => [named(on), 'ändern'],
	'assign identity': (on) => [named(on), 'zuweisen'],
	'grant role': (on) => [`Rollen auf ${at(on)}`, 'erteilen'],
};

const WHY: Readonly<Record<Obstacle, string>> = {
	granted: '',
	propagating: ': Die Rolle ist zugewiesen, aber Azure hat das noch nicht überall verbreitet',
	denied: ': Eine Ablehnungszuweisung verbietet es',
	conditionNotMet: ': Die Bedingung der Rollenzuweisung ist hier nicht erfüllt',
	otherScope: ': Die Rolle ist in einem anderen Bereich zugewiesen',
	excludedByNotActions: ': NotActions nimmt das aus der Rolle heraus',
	wrongPlane: ': Die Rolle ist zum Verwalten der Ressource da, nicht für die Daten darin',
	noMatchingAction: ': Die Rolle erlaubt das nicht',
	noneReaches: ': Keine Rolle reicht so weit',
	noAssignment: ': Es ist keine Rolle zugewiesen',
	noIdentity: ': Es gibt keine Identität',
};

type Verbs = readonly [what: string, done: string, wanted: string];

/** The operations of the data log: what it was done to, what was done, and what was tried. */
const DATA: Readonly<Record<string, Verbs>> = {
	SecretGet: ['das Geheimnis', 'gelesen', 'lesen'],
	SecretSet: ['das Geheimnis', 'geschrieben', 'schreiben'],
	SecretList: ['die Geheimnisse von', 'aufgelistet', 'auflisten'],
	GetBlob: ['einen Blob in', 'gelesen', 'lesen'],
	PutBlob: ['einen Blob in', 'geschrieben', 'schreiben'],
	SendMessage: ['eine Nachricht an', 'gesendet', 'senden'],
	ListBlobs: ['die Blobs von', 'aufgelistet', 'auflisten'],
};

/** The last words of a control-plane operation; the first that fits. */
const CONTROL: readonly (readonly [end: string, ...Verbs])[] = [
	['roleassignments/write', 'eine Rolle auf', 'erteilt', 'erteilen'],
	['roleassignments/delete', 'eine Rollenzuweisung auf', 'entfernt', 'entfernen'],
	['listkeys/action', 'die Schlüssel von', 'aufgelistet', 'auflisten'],
	['deployments/write', '', 'bereitgestellt', 'bereitstellen'],
	['deployments/validate/action', 'eine Vorlage für', 'prüfen lassen', 'bereitstellen'],
	['moveresources/action', '', 'verschoben', 'verschieben'],
	['/write', '', 'angelegt oder geändert', 'anlegen oder ändern'],
	['/delete', '', 'gelöscht', 'löschen'],
];

function verbs({ log, operation = '' }: SpokenEvent): Verbs {
	if (log === 'data' && DATA[operation]) return DATA[operation];
	const [, what, done, wanted] =
		CONTROL.find(([end]) => operation.toLowerCase().endsWith(end)) ?? [];
	return [what ?? `${operation} auf`, done ?? 'ausgeführt', wanted ?? 'ausführen'];
}

const UNITS = {
	second: ['Sekunde', 'Sekunden'],
	minute: ['Minute', 'Minuten'],
	hour: ['Stunde', 'Stunden'],
	day: ['Tag', 'Tage'],
} as const;

/** What something was done to; where its name does not matter, as short as it can be said. */
function about(what: string, on: string | undefined): string {
	if (on !== undefined) return what === '' ? named(on) : `${what} ${at(on)}`;
	if (what === '') return 'etwas';
	if (what === 'das Geheimnis') return 'ein Geheimnis';
	return / (auf|in|an|für)$/.test(what) ? what.replace(/ [^ ]+$/, '') : `${what} etwas`;
}

function event(told: SpokenEvent): string {
	const { log, outcome, operation, as, after } = told;
	const by = named(told.by ?? 'Jemand');
	const acting =
		as === undefined ? '' : as === 'itself' ? ' mit der eigenen Identität' : ` als ${as}`;
	const [one, many] = UNITS[after?.unit ?? 'day'];
	const later =
		after === undefined ? '' : `, ${count(after.amount, one, many)} oder mehr nach Beginn`;
	const once = told.again ? ' noch einmal' : '';
	const done = outcome === 'succeeded';
	if (log === 'signIn') {
		const audience = operation === undefined ? '' : ` für ${operation}`;
		return done
			? `${by} bekam${acting}${once} ein Token${audience}${later}`
			: `${by} bat${once} um ein Token und bekam keines${later}`;
	}
	const [what, did, wanted] = verbs(told);
	const object = about(what, told.on);
	return done
		? `${by} hat${acting} ${object}${once} ${did}${later}`
		: `${by} wollte${acting} ${object}${once} ${wanted} und wurde abgewiesen${later}`;
}

/** The sentences of goals in German. */
export const goalWords: GoalWords = {
	exists: (name) => `${name} ist da.`,
	missing: (name) => `${name} gibt es nicht.`,
	otherType: (name, type) => `${name} ist von einem anderen Typ: ${type}.`,
	gone: (name) => `${name} ist weg.`,
	stillThere: (name) => `${name} ist noch da.`,
	neverWas: (name) => `${name} hat es nie gegeben.`,
	hasSystem: (on) => `${on} hat eine systemseitig zugewiesene Identität.`,
	isAssigned: (identity, on) => `${identity} ist an ${on} zugewiesen.`,
	hasNoIdentity: (on) => `${on} hat keine Identität.`,
	hasIdentities: (on, user, system) =>
		`${on} hat ${list([...(system ? ['die systemseitig zugewiesene Identität'] : []), ...user])}.`,
	hasRoles: (who, roles, scope) =>
		`${who} hat ${roles.length === 0 ? 'keine Rolle' : roles.join(', ')} auf ${at(scope)}.`,
	orphan: (role, scope) => `Eine Rollenzuweisung von ${role} auf ${at(scope)} zeigt auf niemanden.`,
	orphans: (roles, scope) =>
		`${roles.join(', ')} auf ${at(scope)} ${roles.length === 1 ? 'zeigt' : 'zeigen'} auf niemanden.`,
	noOrphans: (scope) => `Jede Rollenzuweisung auf ${at(scope)} zeigt auf jemanden.`,
	noMoreThan: (who, role, scope) =>
		`${who} bekommt nicht mehr als ${role}, und das nur auf ${at(scope)}.`,
	notOnlyAt: (who, role, place, scope) =>
		`${who} hat ${role} auf ${at(place)}, nicht nur auf ${at(scope)}.`,
	alsoAllows: (who, role, action) => `${who} hat ${role}, und das erlaubt auch ${action}.`,
	nothingBeyond: (who) => `${who} hat nichts, was darüber hinausgeht.`,
	can(who, to, on, through) {
		const [what, verb] = DOING[to](on);
		const by = through ? `, durch ${through.role} auf ${at(through.at)}` : '';
		return `${who} kann ${what} ${verb}${by}.`;
	},
	cannot(who, to, on, why = 'granted') {
		const [what, verb] = DOING[to](on);
		return `${who} kann ${what} nicht ${verb}${WHY[why]}.`;
	},
	event,
	happened: (what, wanted) => `${what}${wanted > 1 ? `, ${times(wanted)}` : ''}.`,
	happenedTimes: (n, over = false) =>
		n === 0 ? `Das ist ${over ? '' : 'noch '}nicht geschehen.` : `Das ist ${times(n)} geschehen.`,
	before: (first, then) => `Erst: ${first}. Dann: ${then}.`,
	notYet: (what) => `Noch nicht: ${what}.`,
	inOrder: (yes) =>
		yes ? 'Es geschah in dieser Reihenfolge.' : 'Es geschah in umgekehrter Reihenfolge.',
	never: (sentence) => `Zu keiner Zeit: ${sentence.replace(/\.$/, '')}.`,
	neverSo: 'So war es nie.',
	bet: (right) => (right ? 'Sie haben richtig geantwortet.' : 'Sie haben getippt.'),
	noAnswer: 'Noch keine Antwort.',
	answered: (right) => (right ? 'Sie haben geantwortet.' : 'Sie haben anders geantwortet.'),
};
