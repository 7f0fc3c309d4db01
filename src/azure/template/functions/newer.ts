import { BUILT_IN_ROLES } from '../../rbac/builtInRoles';
import { isObject, type Json } from '../../json';
import { Fault } from '../fault';
import { ofTexts, unfit, type FunctionTable } from '../scope';
import { same } from './same';

const ROLES = new Map(BUILT_IN_ROLES.map((role) => [role.roleName.toLowerCase(), role.name]));
const URI = /^([a-z][a-z\d+.-]*):\/\/([^/?#:]+)(?::(\d+))?([^?#]*)(\?[^#]*)?/i;

/** The item of a list at a position that counts from its end, from 1; `undefined` when there is none. */
const fromEnd = (list: Json, position: Json): Json | undefined =>
	Array.isArray(list) && typeof position === 'number' && position > 0
		? (list as readonly Json[])[list.length - position]
		: undefined;

/**
 * Functions that the language got after Bicep did.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions
 */
export const NEWER: FunctionTable = {
	builduri: {
		min: 1,
		max: 1,
		run: ([parts = null], _, name) => {
			if (!isObject(parts)) return unfit(name, 'an object', parts);
			const { scheme, host, port, path, query } = parts;
			if (typeof scheme !== 'string' || typeof host !== 'string')
				return unfit(name, 'an object with scheme and host', parts);
			const before = (sign: string, text: Json | undefined): string =>
				typeof text !== 'string' || text === '' || text.startsWith(sign)
					? String(text ?? '')
					: `${sign}${text}`;
			const at = typeof port === 'number' && port > 0 ? `:${port}` : '';
			return `${scheme}://${host}${at}${before('/', path) || '/'}${before('?', query)}`;
		},
	},
	distinct: {
		min: 1,
		max: 1,
		run: ([list = null], _, name) =>
			Array.isArray(list)
				? (list as readonly Json[]).filter(
						(item, index) => list.findIndex((other: Json) => same(item, other)) === index,
					)
				: unfit(name, 'an array', list),
	},
	fail: ofTexts(1, 1, ([message = '']) => new Fault(message)),
	indexfromend: {
		min: 2,
		max: 2,
		run: ([list = null, position = null], _, name) =>
			fromEnd(list, position) ??
			(Array.isArray(list)
				? new Fault(
						`The language expression property array index '^${String(position)}' is out of bounds. Please see https://aka.ms/arm-functions for usage details.`,
					)
				: unfit(name, 'an array', list)),
	},
	like: ofTexts(2, 2, ([text = '', pattern = '']) => {
		const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
		return new RegExp(`^${parts.join('.*')}$`, 'is').test(text);
	}),
	parseuri: ofTexts(1, 1, ([text = ''], name) => {
		const [found, scheme = '', host = '', port, path = '', query = ''] = URI.exec(text) ?? [];
		if (found === undefined) return unfit(name, 'an absolute URI', text);
		const usual =
			scheme.toLowerCase() === 'https' ? 443 : scheme.toLowerCase() === 'http' ? 80 : -1;
		return {
			scheme,
			host,
			port: port === undefined ? usual : Number(port),
			path: path || '/',
			query,
		};
	}),
	roledefinitions: ofTexts(1, 1, ([roleName = '']) => {
		const guid = ROLES.get(roleName.toLowerCase());
		return guid === undefined
			? new Fault(`The role definition '${roleName}' could not be found.`)
			: {
					id: `/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
					roleDefinitionId: guid,
				};
	}),
	tryindexfromend: {
		min: 2,
		max: 2,
		run: ([list = null, position = null]) => fromEnd(list, position) ?? null,
	},
};
