import { FUNCTION_NAMES } from '../../azure';
import { literal } from './armText';
import { refused, write, type Around } from './around';
import { BicepFault } from './fault';
import type { BicepFile } from './file';
import { loaded } from './loaded';
import { emittedName, symbolOf, unknownName } from './symbols';
import type { Node } from './tree';

type Call = Extract<Node, { kind: 'call' }>;

const FUNCTIONS = new Set(FUNCTION_NAMES);
/** Functions of the template language that Bicep says otherwise: by operators, literals and property access. */
const NOT_IN_BICEP = new Set(
	'add,sub,mul,div,mod,equals,not,and,or,if,less,lessorequals,greater,greaterorequals,createarray,createobject,variables,parameters,copyindex,lambda,lambdavariables,true,false,null'.split(
		',',
	),
);

/** How a function of the file's own is called in the template. */
export const functionName = (file: BicepFile, name: string): string => {
	const emitted = emittedName(file, name);
	const dot = emitted.lastIndexOf('.');
	return dot < 0
		? `__bicep.${emitted}`
		: `${emitted.slice(0, dot).replaceAll('.', '_')}.${emitted.slice(dot + 1)}`;
};

/** A call of a function that the file declares or imports; `undefined` when it is none. */
export function calledFunction(node: Call, around: Around): string | undefined {
	const { of, name, args } = node;
	const wild = of?.kind === 'name' ? around.file.imports.get(of.name) : undefined;
	if (of && wild?.name !== '*') return undefined;
	const found = symbolOf(name, wild?.file ?? around.file);
	if (found?.symbol.kind !== 'func') return undefined;
	const wanted = found.symbol.params.length;
	if (args.length !== wanted)
		throw new BicepFault(
			node.at,
			'BCP071',
			`Expected ${wanted} ${wanted === 1 ? 'argument' : 'arguments'}, but got ${args.length}.`,
		);
	const given = args.map((arg) => write(arg, around)).join(', ');
	return `${functionName(found.file, found.symbol.name)}(${given})`;
}

/** A call of a function of the language. */
export function callValue(node: Call, around: Around): string {
	const { of, name, args } = node;
	if (of && !(of.kind === 'name' && (of.name === 'az' || of.name === 'sys')))
		throw refused(
			of,
			around,
			new BicepFault(
				node.at,
				'BCP055',
				'Cannot access properties of this type. An "object" type is required.',
			),
		);
	if (name === 'any' && args[0]) return write(args[0], around);
	if (name === 'nameof' && args[0]) {
		const [arg] = args;
		return literal('name' in arg ? arg.name : '');
	}
	if (/^load[A-Z]/.test(name)) return loaded(node, around.file);
	const given = args.map((arg) => write(arg, around)).join(', ');
	const key = name.toLowerCase();
	if ((!FUNCTIONS.has(key) || NOT_IN_BICEP.has(key)) && !/^list\w*$/.test(name))
		throw unknownName(node, around.file);
	return `${name}(${given})`;
}
