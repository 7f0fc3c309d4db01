import type { Reply } from '../arm/call';
import { json, type HttpResponse } from '../http';
import { idKey } from '../resourceId';
import type { Milliseconds } from '../time';
import type { ImdsFault, Resource, World } from '../world';
import { signedIn } from './tokenCache';

/**
 * The metadata service's bad hours: it is being updated, it is asked too often, or Entra does not answer it. Programs are
 * told to try again, and real clients do.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#retry-guidance
 */

/** What goes wrong, and how long: so many requests, so much time, or whichever is over first. */
export interface NewImdsFault {
	readonly status: ImdsFault['status'];
	/** How many token requests it spoils. Default: any number. */
	readonly requests?: number;
	/** How long it lasts from now on. Default: until its requests are used up, or for good. */
	readonly duration?: Milliseconds;
	/** Seconds, for the header `Retry-After`. Default: the header is left out. */
	readonly retryAfter?: number;
	/** Id of the one machine that meets it. Default: all. */
	readonly from?: string;
}

/** The world with a fault of the metadata service in it (pure). For lessons and tests: no request does this. */
export function withImdsFault(world: World, fault: NewImdsFault): World {
	const { status, requests, duration, retryAfter, from } = fault;
	if (requests !== undefined && requests <= 0) return world;
	const made: ImdsFault = {
		status,
		...(requests === undefined ? {} : { left: requests }),
		...(duration === undefined ? {} : { until: world.now + duration }),
		...(retryAfter === undefined ? {} : { retryAfter }),
		...(from === undefined ? {} : { from: idKey(from) }),
	};
	return { ...world, imdsFaults: [...world.imdsFaults, made] };
}

const WORDS: Readonly<Record<ImdsFault['status'], readonly [string, string]>> = {
	404: ['not_found', 'The IMDS endpoint is updating'],
	410: ['gone', 'IMDS is going through updates and is available again within 70 seconds'],
	// https://github.com/Azure/azure-sdk-for-net/issues/39574
	429: ['invalid_request', 'Temporarily throttled, too many requests'],
	500: [
		'unknown',
		'Failed to retrieve token from the Active directory. For details see logs in <file path>',
	],
};

function answer({ status, retryAfter }: ImdsFault): HttpResponse {
	const [error, description] = WORDS[status];
	const headers: Readonly<Record<string, string>> =
		retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
	return json(status, { error, error_description: description }, headers);
}

/** The fault with one request less; nothing when that was its last. */
const used = (fault: ImdsFault): readonly ImdsFault[] => {
	if (fault.left === undefined) return [fault];
	return fault.left > 1 ? [{ ...fault, left: fault.left - 1 }] : [];
};

/** What a machine meets that asks for a token now: the first fault that concerns it, one request of which is then used up. */
export function meetFault(world: World, resource: Resource, audience: string): Reply | undefined {
	if (world.imdsFaults.length === 0) return undefined;
	const lasting = world.imdsFaults.filter(({ until }) => until === undefined || until > world.now);
	const key = idKey(resource.id);
	const met = lasting.find(({ from }) => from === undefined || from === key);
	if (!met) return undefined;
	const imdsFaults = lasting.flatMap((fault) => (fault === met ? used(fault) : [fault]));
	const response = answer(met);
	const entry = { audience, from: resource.id, status: met.status, error: WORDS[met.status][0] };
	return [signedIn({ ...world, imdsFaults }, { ...entry, cached: false }), response];
}
