/** What a Bicep file says, as a tree. `at` is where in the text it begins. */
export type Node = { readonly at: number } & (
	| { readonly kind: 'text'; readonly texts: readonly string[]; readonly holes: readonly Node[] }
	| { readonly kind: 'literal'; readonly value: number | boolean | null }
	| { readonly kind: 'name'; readonly name: string }
	| {
			readonly kind: 'call';
			readonly of?: Node;
			readonly name: string;
			readonly args: readonly Node[];
	  }
	| { readonly kind: 'member'; readonly of: Node; readonly name: string; readonly safe: boolean }
	| { readonly kind: 'nested'; readonly of: Node; readonly name: string }
	| { readonly kind: 'index'; readonly of: Node; readonly index: Node; readonly safe: boolean }
	| { readonly kind: 'unary'; readonly sign: '!' | '-'; readonly of: Node }
	| { readonly kind: 'binary'; readonly sign: string; readonly left: Node; readonly right: Node }
	| { readonly kind: 'choice'; readonly test: Node; readonly yes: Node; readonly no: Node }
	| { readonly kind: 'lambda'; readonly names: readonly string[]; readonly body: Node }
	| { readonly kind: 'array'; readonly items: readonly Node[] }
	| ObjectNode
	| LoopNode
	/** `if (test) { … }`: the value of a resource or module. */
	| { readonly kind: 'if'; readonly test: Node; readonly body: Node }
);

/** `{ name: value }`, with the child resources that are written in it. */
export interface ObjectNode {
	readonly at: number;
	readonly kind: 'object';
	readonly properties: readonly { readonly key: Node; readonly value: Node }[];
	readonly resources: readonly ResourceNode[];
}

/** `[for (item, index) in list: body]`. */
export interface LoopNode {
	readonly at: number;
	readonly kind: 'loop';
	readonly item: string;
	readonly index?: string;
	readonly list: Node;
	readonly body: Node;
}

/** `@description('…')`. */
export interface Decorator {
	readonly at: number;
	readonly name: string;
	readonly args: readonly Node[];
}

/** The type of a parameter or output. */
export interface TypeNode {
	readonly at: number;
	readonly name: 'string' | 'int' | 'bool' | 'array' | 'object';
	readonly nullable: boolean;
	/** Of `'a' | 'b'`. */
	readonly allowed?: readonly string[];
}

interface Declared {
	readonly at: number;
	readonly name: string;
	readonly decorators: readonly Decorator[];
}

/** A resource or a module. */
export interface ResourceNode extends Declared {
	readonly kind: 'resource' | 'module';
	/** `Microsoft.Web/sites@2023-12-01`, or the path of a module. */
	readonly type: string;
	readonly typeAt: number;
	readonly existing: boolean;
	readonly body: Node;
}

/** One statement of a file. */
export type Statement =
	| { readonly kind: 'targetScope'; readonly at: number; readonly value: string }
	| { readonly kind: 'metadata'; readonly at: number; readonly name: string; readonly value: Node }
	| (Declared & { readonly kind: 'param'; readonly type: TypeNode; readonly value?: Node })
	| (Declared & { readonly kind: 'var'; readonly value: Node })
	| (Declared & { readonly kind: 'output'; readonly type: TypeNode; readonly value: Node })
	| ResourceNode;
