import type { Reply } from '../arm/call';
import type { Caller } from '../entra/caller';
import type { HttpRequest, HttpResponse } from '../http';
import { isObject, parseJson } from '../json';
import type { ActionPlane } from '../rbac/actions';
import type { DataLogEntry, DataService, World } from '../world';

/** What a data-plane operation is called, what right it needs and where. */
export interface DataOperation {
	readonly service: DataService;
	/** As the service's own log names it: `SecretGet`, `GetBlob`. */
	readonly operationName: string;
	/** The RBAC action, and the plane in which it lies. */
	readonly action: string;
	readonly plane: ActionPlane;
	/** ARM scope of what is touched. */
	readonly scope: string;
	/** What is touched, where that is no scope: `{scope}/blobs/{name}`. */
	readonly target?: string;
	/** How a caller that is known proved itself, when not with a token of its own. */
	readonly authentication?: 'OAuth' | 'DelegationSas';
}

/** Whoever touches data: somebody with a token, a holder of the account key or of a signature, or anybody. */
export type DataCaller = Caller | 'AccountKey' | 'SAS' | 'Anonymous';

/** What a refusal is called: in a header of storage, else in the body. */
function errorCode({ status, headers, body }: HttpResponse): string | undefined {
	if (status < 400) return undefined;
	const named = headers['x-ms-error-code'];
	if (named !== undefined) return named;
	const parsed = parseJson(body);
	const error = isObject(parsed) ? parsed.error : undefined;
	if (!isObject(error)) return undefined;
	const inner = isObject(error.innererror) ? error.innererror.code : undefined;
	return String(inner ?? error.code);
}

/** The address without a signature that would open the data to whoever reads the log. */
const withoutSignature = (url: string): string => url.replace(/([?&]sig=)[^&]*/i, '$1XXXXX');

/** The reply with a line in the data log. */
export function logData(
	world: World,
	request: HttpRequest,
	{ service, operationName, action, plane, scope, target, authentication = 'OAuth' }: DataOperation,
	caller: DataCaller,
	response: HttpResponse,
): Reply {
	const code = errorCode(response);
	const entry: DataLogEntry = {
		time: world.now,
		service,
		operationName,
		action,
		plane,
		scope,
		...(target === undefined ? {} : { target }),
		...(typeof caller === 'string'
			? { authentication: caller }
			: { authentication, principalId: caller.objectId }),
		...(request.from === undefined ? {} : { from: request.from }),
		url: withoutSignature(request.url),
		status: response.status,
		...(code === undefined ? {} : { errorCode: code }),
	};
	return [{ ...world, dataLog: world.dataLog.concat(entry) }, response];
}
