import type { Reply } from '../arm/call';
import type { Caller } from '../entra/caller';
import type { HttpRequest, HttpResponse } from '../http';
import type { DataLogEntry, World } from '../world';

/** What a data-plane operation is called, what right it needs and where. */
export interface DataOperation {
	/** As the service's own log names it: `SecretGet`, `GetBlob`. */
	readonly operationName: string;
	/** The RBAC action. */
	readonly action: string;
	/** ARM scope of what is touched. */
	readonly scope: string;
}

/** Whoever touches data: somebody with a token, a holder of the account key, or anybody. */
export type DataCaller = Caller | 'AccountKey' | 'Anonymous';

/** The reply with a line in the data log. Requests without valid credentials leave none: nobody is known who made them. */
export function logData(
	world: World,
	request: HttpRequest,
	{ operationName, action, scope }: DataOperation,
	caller: DataCaller,
	response: HttpResponse,
): Reply {
	const entry: DataLogEntry = {
		time: world.now,
		operationName,
		action,
		scope,
		...(typeof caller === 'string'
			? { authentication: caller }
			: { authentication: 'OAuth', principalId: caller.objectId }),
		...(request.from === undefined ? {} : { from: request.from }),
		status: response.status,
	};
	return [{ ...world, dataLog: [...world.dataLog, entry] }, response];
}
