import { isObject, type Json } from '../azure';

const plain = /^[A-Za-z_/.(][^:#\n"'`{}[\],&*!|>%@\\]*$/;
const reserved = /^(true|false|null|yes|no|on|off|~)$/i;

function scalar(value: string | number | boolean | null): string {
	if (typeof value !== 'string') return String(value);
	const safe = plain.test(value) && !reserved.test(value) && value.trim() === value;
	if (safe) return value;
	return /[\n\t\\]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}

const isScalar = (value: Json | undefined): value is string | number | boolean | null | undefined =>
	value === undefined || value === null || typeof value !== 'object';

function lines(value: Json, indent: string): string[] {
	if (isScalar(value)) return [`${indent}${scalar(value ?? null)}`];
	if (!isObject(value)) {
		const items = value as readonly Json[];
		if (items.length === 0) return [`${indent}[]`];
		return items.flatMap((item) => {
			const [first = '', ...rest] = lines(item, `${indent}  `);
			return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
		});
	}
	const keys = Object.keys(value).sort();
	if (keys.length === 0) return [`${indent}{}`];
	return keys.flatMap((key) => {
		const item = value[key];
		const name = `${indent}${scalar(key)}:`;
		if (isScalar(item)) return [`${name} ${scalar(item ?? null)}`];
		if (isObject(item) ? Object.keys(item).length === 0 : (item as readonly Json[]).length === 0)
			return [`${name} ${isObject(item) ? '{}' : '[]'}`];
		return [name, ...lines(item as Json, isObject(item) ? `${indent}  ` : indent)];
	});
}

/** A value as block YAML with sorted keys, as `--output yaml` prints it. */
export const yaml = (value: Json): string => `${lines(value, '').join('\n')}\n`;
