import { BicepFault } from './fault';
import { Reader } from './reader';
import type { Decorator, Node, ResourceNode } from './tree';

/** Reads `@name(…)` lines; `call` reads what stands in the parentheses. */
export function decoratorsOf(reader: Reader, call: (reader: Reader) => Node[]): Decorator[] {
	const decorators: Decorator[] = [];
	while (reader.is('@')) {
		const { at } = reader.take();
		let name = reader.name('BCP123', 'namespace or decorator name');
		while (reader.accept('.')) name = reader.name('BCP123', 'namespace or decorator name');
		decorators.push({ at, name, args: call(reader) });
		reader.lines();
	}
	return decorators;
}

/** Reads a resource or a module behind its first word; `value` reads what stands behind the `=`. */
export function resource(
	reader: Reader,
	kind: ResourceNode['kind'],
	decorators: readonly Decorator[],
	value: () => Node,
): ResourceNode {
	const { at } = reader.token;
	const name =
		kind === 'resource'
			? reader.name('BCP017', 'resource identifier')
			: reader.name('BCP096', 'module identifier');
	const { token } = reader;
	if (token.kind !== 'string' || token.holes.length > 0)
		throw kind === 'resource'
			? new BicepFault(
					token.at,
					'BCP068',
					'Expected a resource type string. Specify a valid resource type of format "<type-name>@<apiVersion>".',
				)
			: new BicepFault(
					token.at,
					'BCP097',
					"Expected a module path string. This should be a relative path to another bicep file, e.g. 'myModule.bicep' or '../parent/myModule.bicep'",
				);
	reader.take();
	const existing = reader.isWord('existing');
	if (existing) reader.take();
	reader.expect('=');
	const body = value();
	const inner = body.kind === 'loop' || body.kind === 'if' ? body.body : body;
	const core = inner.kind === 'if' ? inner.body : inner;
	if (core.kind !== 'object')
		throw new BicepFault(body.at, 'BCP018', 'Expected the "{" character at this location.');
	return { kind, at, name, decorators, type: token.text, typeAt: token.at, existing, body };
}
