import type { JsonObject } from '../json';
import type { Fault } from './fault';
import { locate } from './locate';

/** A template as text, and where in the text it begins: what Azure counts lines and columns in. */
export interface Source {
	readonly text: string;
	readonly path: readonly (string | number)[];
}

const SUBJECTS: Readonly<Record<string, string>> = {
	resources: 'resource',
	parameters: 'parameter',
	variables: 'variable',
	outputs: 'output',
};

/** Puts the place into the sentence, and around a faulty expression the sentence that says whose it is. */
function sentence({ message, path }: Fault, position: string): string {
	if (message.includes('{position}')) return message.replace('{position}', position);
	const subject = SUBJECTS[String(path[0])];
	// A variable is its own expression; of the others the whole is named when a part is at fault.
	const depth = path[0] === 'variables' ? 1 : 2;
	if (subject === undefined || path.length <= depth) return message;
	return `The template ${subject} '${String(path[1])}' ${position} is not valid: ${message}. Please see https://aka.ms/arm-functions for usage details.`;
}

/** A fault as the error of a deployment that was never begun. */
export function invalidTemplate(fault: Fault, source: Source): JsonObject {
	const path = [...source.path, ...fault.path];
	const found = locate(source.text, path);
	const { line, column } = found ?? { line: 0, column: 0 };
	return {
		code: fault.code ?? 'InvalidTemplate',
		message: `Deployment template validation failed: '${sentence(fault, `at line '${line}' and column '${column}'`)}'.`,
		additionalInfo: [
			{
				type: 'TemplateViolation',
				info: {
					lineNumber: line,
					linePosition: column,
					path: found && fault.path.length > 0 ? dotted(path) : '',
				},
			},
		],
	};
}

/** A fault that shows itself when a resource's turn comes. */
export function unprocessable(fault: Fault, resourceId: string, source: Source): JsonObject {
	if (fault.code !== undefined) return { code: fault.code, message: fault.message };
	const { line, column } = locate(source.text, fault.path) ?? { line: 0, column: 0 };
	return {
		code: 'InvalidTemplate',
		message: `Unable to process template language expressions for resource '${resourceId}' at line '${line}' and column '${column}'. '${fault.message}'`,
		additionalInfo: [
			{
				type: 'TemplateViolation',
				info: { lineNumber: line, linePosition: column, path: dotted(fault.path) },
			},
		],
	};
}

/** A path as Newtonsoft writes it: `properties.template.resources[0].name`. */
const dotted = (path: readonly (string | number)[]): string =>
	path.reduce<string>(
		(text, part) =>
			typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`,
		'',
	);
