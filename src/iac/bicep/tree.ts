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
	| {
			readonly kind: 'index';
			readonly of: Node;
			readonly index: Node;
			readonly safe: boolean;
			/** `list[^1]`: counted from the end. */
			readonly fromEnd?: boolean;
	  }
	| { readonly kind: 'unary'; readonly sign: '!' | '-'; readonly of: Node }
	| { readonly kind: 'binary'; readonly sign: string; readonly left: Node; readonly right: Node }
	| { readonly kind: 'choice'; readonly test: Node; readonly yes: Node; readonly no: Node }
	| { readonly kind: 'lambda'; readonly names: readonly string[]; readonly body: Node }
	| { readonly kind: 'array'; readonly items: readonly Node[] }
	/** `x!` or `(x.y)`: what stands behind it is not skipped where something in it is missing. */
	| { readonly kind: 'closed'; readonly of: Node }
	/** `...list` in an array. */
	| { readonly kind: 'spread'; readonly of: Node }
	| ObjectNode
	| LoopNode
	/** `if (test) { … }`: the value of a resource or module. */
	| { readonly kind: 'if'; readonly test: Node; readonly body: Node }
);

/** `name: value` of an object; without a key it is `...value`. */
export interface PropertyNode {
	readonly key?: Node;
	readonly value: Node;
}

/** `{ name: value }`, with the child resources that are written in it. */
export interface ObjectNode {
	readonly at: number;
	readonly kind: 'object';
	readonly properties: readonly PropertyNode[];
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

/** A type, of the language or of the file's own. */
export type TypeNode = { readonly at: number } & (
	| { readonly kind: 'name'; readonly name: string }
	| { readonly kind: 'literal'; readonly value: string | number | boolean | null }
	| { readonly kind: 'union'; readonly of: readonly TypeNode[] }
	| { readonly kind: 'array' | 'nullable' | 'sure' | 'items' | 'others'; readonly of: TypeNode }
	| { readonly kind: 'tuple'; readonly items: readonly TypePart[] }
	| { readonly kind: 'object'; readonly properties: readonly TypePart[]; readonly rest?: TypePart }
	| { readonly kind: 'member'; readonly of: TypeNode; readonly name: string }
	| { readonly kind: 'item'; readonly of: TypeNode; readonly index: number }
	/** `resourceInput<'Microsoft.Storage/storageAccounts@2023-05-01'>`. */
	| { readonly kind: 'derived'; readonly name: string; readonly type: string }
);

/** A property of an object type, or an item of a tuple. */
export interface TypePart {
	readonly at: number;
	readonly name: string;
	readonly type: TypeNode;
	readonly decorators: readonly Decorator[];
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

/** What an `import` takes from another file: some names, or all under one. */
export interface ImportNode {
	readonly kind: 'import';
	readonly at: number;
	readonly path: string;
	readonly pathAt: number;
	/** `name` is `*` for all of them. */
	readonly names: readonly { readonly at: number; readonly name: string; readonly as: string }[];
}

/** `func name(param type) type => value`. */
export interface FuncNode extends Declared {
	readonly kind: 'func';
	readonly params: readonly TypePart[];
	readonly type: TypeNode;
	readonly value: Node;
}

/** One statement of a file. */
export type Statement =
	| { readonly kind: 'targetScope'; readonly at: number; readonly value: string }
	| { readonly kind: 'metadata'; readonly at: number; readonly name: string; readonly value: Node }
	/** Of a parameters file: the template that is meant; `none` is no template in particular. */
	| { readonly kind: 'using'; readonly at: number; readonly path: string }
	/** In a parameters file without a type. */
	| (Declared & { readonly kind: 'param'; readonly type?: TypeNode; readonly value?: Node })
	| (Declared & { readonly kind: 'var'; readonly type?: TypeNode; readonly value: Node })
	| (Declared & { readonly kind: 'output'; readonly type: TypeNode; readonly value: Node })
	| (Declared & { readonly kind: 'type'; readonly value: TypeNode })
	| FuncNode
	| ImportNode
	| ResourceNode
	/** What could not be read, with the names that it declares. */
	| { readonly kind: 'broken'; readonly at: number; readonly names: readonly string[] };
