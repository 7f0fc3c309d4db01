import type { AccessDecision } from '../azure';
import type { TimeSpan } from './duration';
import type { LoggedEvent } from './goal';
import type { OperationName } from './operations';

/** An event of a log as a sentence has it. */
export interface SpokenEvent {
	readonly log: LoggedEvent['log'];
	readonly outcome: LoggedEvent['outcome'];
	/** As the log writes it; of sign-ins the audience. */
	readonly operation?: string;
	readonly by?: string;
	readonly on?: string;
	/** The identity that answered; `itself` for the system-assigned one. */
	readonly as?: string;
	readonly after?: TimeSpan;
	/** The same was told already: this is another time. */
	readonly again?: true;
}

/** Why nobody was let in. */
export type Obstacle = AccessDecision['reason'] | 'noIdentity';

const named = (name: string): string => (name === 'subscription' ? 'the subscription' : name);
const list = (names: readonly string[]): string => names.join(' and ');
const SOMEONE = 'someone';
/** A sentence as it begins. Names stay as they are written. */
const beginning = (sentence: string): string =>
	sentence.startsWith(`${SOMEONE} `) ? `S${sentence.slice(1)}` : sentence;
const inside = (sentence: string): string => sentence.replace(/^Someone /, `${SOMEONE} `);
const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);

/** What is done, and what to when only the whole is named. */
const DOING: Readonly<Record<OperationName, readonly [verb: string, inside?: string]>> = {
	'read secret': ['read', 'secrets in'],
	'write secret': ['write', 'secrets in'],
	'read blob': ['read', 'blobs in'],
	'write blob': ['write', 'blobs in'],
	'list keys': ['list the keys of'],
	'read vault': ['see the settings of'],
	'delete vault': ['delete'],
	'change VM': ['change'],
	'assign identity': ['assign'],
	'grant role': ['grant roles at'],
};

function doing(to: OperationName, on: string): string {
	const [verb, inside] = DOING[to];
	return on.includes('/') || !inside ? `${verb} ${named(on)}` : `${verb} ${inside} ${named(on)}`;
}

const WHY: Readonly<Record<Obstacle, string>> = {
	granted: '',
	propagating: ': the role is assigned, but Azure has not spread it everywhere yet',
	denied: ': a deny assignment refuses it',
	conditionNotMet: ': the condition of the role assignment does not hold here',
	otherScope: ': the role is assigned at another scope',
	excludedByNotActions: ': NotActions takes that out of the role',
	wrongPlane: ': the role is for managing the resource, not for the data in it',
	noMatchingAction: ': the role does not allow that',
	noneReaches: ': no role reaches this far',
	noAssignment: ': no role is assigned',
	noIdentity: ': there is no identity',
};

/** The operations of the data log: what was done, and what was tried. */
const DATA: Readonly<Record<string, readonly [did: string, to: string]>> = {
	SecretGet: ['read the secret', 'to read the secret'],
	SecretSet: ['wrote the secret', 'to write the secret'],
	SecretList: ['listed the secrets of', 'to list the secrets of'],
	GetBlob: ['read a blob in', 'to read a blob in'],
	PutBlob: ['wrote a blob to', 'to write a blob to'],
	SendMessage: ['sent a message to', 'to send a message to'],
	ListBlobs: ['listed the blobs of', 'to list the blobs of'],
};

/** The last words of a control-plane operation; the first that fits. */
const CONTROL: readonly (readonly [end: string, did: string, to: string])[] = [
	['roleassignments/write', 'granted a role at', 'to grant a role at'],
	['roleassignments/delete', 'removed a role assignment at', 'to remove a role assignment at'],
	['listkeys/action', 'listed the keys of', 'to list the keys of'],
	['deployments/write', 'deployed', 'to deploy'],
	['deployments/validate/action', 'had a template checked for', 'to deploy'],
	['moveresources/action', 'moved', 'to move'],
	['/write', 'created or changed', 'to create or change'],
	['/delete', 'deleted', 'to delete'],
];

function verbs({ log, operation = '' }: SpokenEvent): readonly [string, string] {
	if (log === 'data' && DATA[operation]) return DATA[operation];
	const [, did, to] = CONTROL.find(([end]) => operation.toLowerCase().endsWith(end)) ?? [];
	return [did ?? `did ${operation} on`, to ?? `to do ${operation} on`];
}

/** What was done with what it was done to; where that does not matter, as short as it can be said. */
function about(phrase: string, on: string | undefined): string {
	if (on !== undefined) return `${phrase} ${named(on)}`;
	if (phrase.endsWith(' the secret')) return phrase.replace(/the secret$/, 'a secret');
	return / (at|in|to|for)$/.test(phrase) ? phrase.replace(/ \w+$/, '') : `${phrase} something`;
}

function event(told: SpokenEvent): string {
	const { log, outcome, operation, as, after, on } = told;
	const by = named(told.by ?? SOMEONE);
	const acting = as === undefined ? '' : ` as ${as}`;
	const later =
		after === undefined
			? ''
			: `, ${after.amount} ${after.unit}${after.amount === 1 ? '' : 's'} or more after the start`;
	const once = told.again ? ' again' : '';
	const done = outcome === 'succeeded';
	if (log === 'signIn') {
		const audience = operation === undefined ? '' : ` for ${operation}`;
		return done
			? `${by} got a token${audience}${acting}${once}${later}`
			: `${by} asked for a token${once} and got none${later}`;
	}
	const [did, to] = verbs(told);
	return done
		? `${by} ${about(did, on)}${acting}${once}${later}`
		: `${by} tried ${about(to, on)}${acting}${once} and was refused${later}`;
}

/**
 * The sentences of goals, in English: what the proof of a lesson says. The page may hand in others, made from the same
 * names. Where a name is `subscription`, it is the subscription that is meant.
 */
export const goalWords = {
	exists: (name: string) => `${name} exists.`,
	missing: (name: string) => `There is no ${name}.`,
	otherType: (name: string, type: string) => `${name} is of another type: ${type}.`,
	gone: (name: string) => `${name} is gone.`,
	stillThere: (name: string) => `${name} is still there.`,
	neverWas: (name: string) => `There never was a ${name}.`,
	hasSystem: (on: string) => `${on} has a system-assigned identity.`,
	isAssigned: (identity: string, on: string) => `${identity} is assigned to ${on}.`,
	hasNoIdentity: (on: string) => `${on} has no identity.`,
	hasIdentities: (on: string, user: readonly string[], system: boolean) =>
		`${on} has ${list([...(system ? ['its system-assigned identity'] : []), ...user])}.`,
	hasRoles: (who: string, roles: readonly string[], at: string) =>
		`${who} has ${roles.join(', ') || 'no role'} at ${named(at)}.`,
	orphan: (role: string, at: string) =>
		`A role assignment of ${role} at ${named(at)} points at nobody.`,
	orphans: (roles: readonly string[], at: string) =>
		`${roles.join(', ')} at ${at} points at nobody.`,
	noOrphans: (at: string) => `Every role assignment at ${at} points at someone.`,
	noMoreThan: (who: string, role: string, at: string) =>
		`${who} gets no more than ${role}, and only at ${named(at)}.`,
	notOnlyAt: (who: string, role: string, place: string, at: string) =>
		`${who} has ${role} at ${named(place)}, not only at ${named(at)}.`,
	alsoAllows: (who: string, role: string, action: string) =>
		`${who} has ${role}, which also allows ${action}.`,
	nothingBeyond: (who: string) => `${who} has nothing beyond that.`,
	can: (
		who: string,
		to: OperationName,
		on: string,
		through?: { readonly role: string; readonly at: string },
	) =>
		`${who} can ${doing(to, on)}${through ? ` through ${through.role} at ${named(through.at)}` : ''}.`,
	cannot: (who: string, to: OperationName, on: string, why: Obstacle = 'granted') =>
		`${who} cannot ${doing(to, on)}${WHY[why]}.`,
	event,
	happened: (what: string, wanted: number) =>
		`${beginning(what)}${wanted > 1 ? `, ${times(wanted)}` : ''}.`,
	/** `over`: nothing more is going to happen. */
	happenedTimes: (n: number, over = false) =>
		n === 0 ? `That has not happened${over ? '' : ' yet'}.` : `That happened ${times(n)}.`,
	before: (first: string, then: string) => `${beginning(first)} before ${then}.`,
	notYet: (what: string) => `Not yet: ${what}.`,
	inOrder: (yes: boolean): string =>
		yes ? 'It happened in this order.' : 'It happened the other way round.',
	never: (sentence: string) => `At no time: ${inside(sentence).replace(/\.$/, '')}.`,
	neverSo: 'That was never so.',
	bet: (right: boolean): string => (right ? 'You chose the right answer.' : 'You made your bet.'),
	noAnswer: 'No answer yet.',
	answered: (right: boolean): string => (right ? 'You answered.' : 'You chose another answer.'),
};

/** Words in which goals can be told. */
export type GoalWords = typeof goalWords;
