import type { ArmCall, Reply } from './arm/call';
import { answerCall, makeCall, readCall } from './arm/router';
import { passTime } from './clock';
import type { HttpRequest } from './http';
import { progressDeployments } from './template/progress';
import { handleDeployments } from './template/routes';
import type { Send } from './template/send';
import type { Milliseconds } from './time';
import type { ParsedUrl } from './url';
import type { World } from './world';

/**
 * Resource Manager whole. A deployment makes requests like any client, and a request can start a deployment: here is where the
 * two know each other.
 */

const ARM = 'https://management.azure.com';

const deployments = (world: World, call: ArmCall): Reply | undefined =>
	handleDeployments(world, call, send);

/** A deployment's own request, on behalf of whoever deploys. */
const send: Send = (world, { method, id, apiVersion, body, caller, correlationId }) => {
	const url = `${ARM}${id}?api-version=${apiVersion}`;
	const request: HttpRequest = {
		method,
		url,
		headers: {},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	};
	const query = { 'api-version': apiVersion };
	return answerCall(
		world,
		makeCall({ request, id, query, body, caller, correlationId }),
		deployments,
	);
};

/** Answers a request to `management.azure.com`. */
export function handleResourceManager(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const call = readCall(world, request, url);
	return 'status' in call ? [world, call] : answerCall(world, call, deployments);
}

/** Lets deployments that are under way go on as far as they can at this moment. */
export const goOn = (world: World): World => progressDeployments(world, send);

/** The world after a span of virtual time (pure). Timers fire one by one, each at its own moment. */
export const advance = (world: World, duration: Milliseconds): World =>
	passTime(world, duration, goOn);
