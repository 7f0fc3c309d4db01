import type { AccessDecision, programs } from '../../../azure';
import type { WhyNoToken } from '../../workload/whyNoToken';
import { list } from './text';

/** The program on a resource: its steps, its token, and why it was refused. */
export const workloadWords = {
	workload: {
		label: 'Program',
		none: 'Programs run on virtual machines, web apps and function apps.',
		noneAbout: 'Select one to let its code ask for a secret or a blob.',
		title: (name: string) => `The program on ${name}`,
		does: 'What it does',
		readSecret: (secret: string, vault: string) => `Read the secret ${secret} in ${vault}`,
		readBlob: (blob: string, place: string) => `Read ${blob} in ${place}`,
		listBlobs: (place: string) => `List the blobs in ${place}`,
		/** What programs that send something send. */
		hello: 'hello',
		planes: {
			getKey: (name, owner) => `Get the key ${name} in ${owner}`,
			getCertificate: (name, owner) => `Get the certificate ${name} in ${owner}`,
			readQueue: (name, owner) => `Take a message from the queue ${name} in ${owner}`,
			sendMessage: (name, owner) => `Send a message to the queue ${name} in ${owner}`,
			readTable: (name, owner) => `Read the table ${name} in ${owner}`,
			readSetting: (name, owner) => `Read the setting ${name} in ${owner}`,
			pullImage: (name, owner) => `Pull the image ${name} from ${owner}`,
			receiveFromBus: (name, owner) => `Receive a message from ${name} in ${owner}`,
			sendToBus: (name, owner) => `Send a message to ${name} in ${owner}`,
			sendEvent: (name, owner) => `Send an event to ${name} in ${owner}`,
			readDocument: (name, owner) => `Read the document ${name} in ${owner}`,
		} satisfies Record<programs.PlaneProgramKind, (name: string, owner: string) => string>,
		nothingToRead:
			'There is nothing to read yet: add a secret to a key vault, or a blob to a storage account.',
		as: 'As',
		asDefault: 'whichever identity answers',
		asSystem: 'its system-assigned identity',
		run: 'Run',
		again: 'Run again',
		tabs: { steps: 'Steps', code: 'Code' },
		loading: 'Loading…',
		notRun: 'Run it to see each request it makes.',
		verdict: {
			allowed: 'Read, and no password anywhere',
			done: 'Done, and no password anywhere',
			refused: (status: number) => `Refused, ${status}`,
			noToken: 'No identity answered',
			failed: (status: number) => `Failed, ${status}`,
		},
		step: {
			probe: 'Look whether there is a metadata service',
			challenge: 'Ask without a token, to be told whose token is wanted',
			token: 'Ask the identity endpoint for a token',
			entra: 'Entra issues a token',
			secret: 'Ask the vault for the secret, with the token',
			blob: 'Ask the storage account, with the token',
			other: 'Ask the service, with the token',
		},
		response: (status: number) => `The answer, ${status}`,
		sent: 'What it sent',
		considered: (n: number) =>
			n === 1
				? 'The one role that it has, as Azure looks at it'
				: `Its ${n} roles, in the order in which Azure looks at them`,
		noAnswer: 'No answer',
		tokenTitle: 'What the token says',
		tokenNote: 'Decoded here to learn from. Code should treat it as a sealed letter.',
		claims: {
			aud: 'for which service',
			iss: 'who issued it',
			iat: 'issued at',
			nbf: 'not before',
			exp: 'good until',
			appid: 'the identity’s client id',
			appidacr: 'how it signed in: 2 is a certificate',
			azp: 'the identity’s client id',
			azpacr: 'how it signed in: 2 is a certificate',
			idp: 'where it signed in',
			oid: 'the identity’s object id: roles are granted to this',
			sub: 'the subject, the same as oid',
			tid: 'the tenant',
			ver: 'the token’s version',
			idtyp: 'what kind of principal',
			uti: 'the token’s own id',
			aio: 'Entra’s own bookkeeping',
			rh: 'Entra’s own bookkeeping',
			xms_mirid: 'the resource whose identity this is',
			xms_tcdt: 'when the tenant was made',
		} as Readonly<Record<string, string>>,
		/** `wrongPlane` of a request to manage a resource. */
		dataRoleOnly: 'Its role is for the data in the resource, which does not manage it.',
		/** `otherPlane` of a request to manage a resource. */
		forDataOnly: 'is for data, not for managing',
		reasons: {
			granted: 'A role grants it.',
			denied: 'A deny assignment refuses it, whatever roles grant.',
			conditionNotMet: 'The right role is granted, but its condition does not hold here.',
			propagating: 'The right role is granted, but has not reached every part of Azure yet.',
			otherScope: 'The right role is granted, but somewhere else.',
			excludedByNotActions: 'A role lists it and takes it out again.',
			wrongPlane: 'Its role manages the resource, which does not open the data in it.',
			noMatchingAction: 'Its roles do not list this action.',
			noneReaches:
				'What roles it has are granted somewhere else, and would not allow it there either.',
			noAssignment: 'It has no role at all.',
		} satisfies Record<AccessDecision['reason'], string>,
		outcomes: {
			granted: 'grants it',
			propagating: 'would grant it, once it has propagated',
			conditionNotMet: 'would grant it, but for its condition',
			otherScope: 'does not reach this far',
			actionNotListed: 'does not list it',
			excludedByNotActions: 'takes it out again',
			otherPlane: 'is for managing, not for data',
		} as Readonly<Record<string, string>>,
		needed: 'It needs',
		on: (scope: string) => `on ${scope}`,
		smallest: (role: string, scope: string) => `The smallest change: grant ${role} on ${scope}.`,
		wait: (span: string) => `Nothing to change: wait ${span}.`,
		grant: (role: string) => `Grant ${role}…`,
		waitButton: (span: string) => `Let ${span} pass`,
		turnOn: 'Turn on its identity',
		whyNoToken: (told: WhyNoToken): string => {
			switch (told.why) {
				case 'none':
					return 'No identity is assigned, so nobody answers for this code.';
				case 'noEndpoint':
					return 'No identity is assigned, so App Service puts no IDENTITY_ENDPOINT into the environment. The library then tries the address that virtual machines have, and there nobody answers an app.';
				case 'creating':
					return `${told.name} is still being set up: its code does not run yet.`;
				case 'stopped':
					return `${told.name} does not run, and so neither does its code.`;
				case 'mustName':
					return `App Service answers for a user-assigned identity only when the code names it, even if it is the only one. Name ${list(told.names)} by its client id: AZURE_CLIENT_ID does that for Microsoft’s libraries.`;
				case 'several':
					return `Several identities are assigned: ${list(told.names)}. The code has to say which one it means.`;
				case 'deleted':
					return `${list(told.names)} ${told.names.length === 1 ? 'was deleted. The resource still names it' : 'were deleted. The resource still names them'}, but nobody can sign in as ${told.names.length === 1 ? 'it' : 'them'} any more.`;
				case 'notAssigned':
					return 'The code names an identity that is not assigned to this resource. Often a client id was confused with a principal id, or belongs to another identity.';
			}
		},
		value: 'It read',
		nothing: 'It was let in, and found nothing there.',
		/** Which claim is what, in the order in which they are told. */
		claimParts: {
			who: 'Who it speaks for',
			where: 'Where it counts',
			when: 'From when to when',
			rest: 'What Entra adds for itself',
		},
	},
} as const;
