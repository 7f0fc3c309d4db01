import { isObject, parseJson, type Exchange } from '../../azure';

/** An error answer of Azure's, whichever of its shapes it came in. */
export interface Failure {
	readonly status: number;
	readonly code: string;
	readonly message: string;
	readonly exchange: Exchange;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const tag = (xml: string, name: string): string =>
	new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

/** Reads code and message of an answer; `undefined` when it is no error. */
export function failureOf(exchange: Exchange): Failure | undefined {
	const { status, body } = exchange.response;
	if (status > 0 && status < 400) return undefined;
	const parsed = parseJson(body);
	const error = isObject(parsed) && isObject(parsed.error) ? parsed.error : parsed;
	if (!isObject(error))
		return {
			status,
			code: tag(body, 'Code'),
			message: tag(body, 'Message') || body,
			exchange,
		};
	return {
		status,
		code: text(error.code) || text(error.error),
		message: text(error.message) || text(error.error_description),
		exchange,
	};
}

/** The first error among exchanges. */
export function firstFailure(exchanges: readonly Exchange[]): Failure | undefined {
	for (const exchange of exchanges) {
		const failure = failureOf(exchange);
		if (failure) return failure;
	}
	return undefined;
}
