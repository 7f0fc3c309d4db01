import type { BicepFile } from './file';
import type { Node } from './tree';

/** The calls that say where something is deployed. */

type Call = Extract<Node, { readonly kind: 'call' }>;

/** What `resourceGroup` means where a choice gives it fewer arguments: the place itself. */
const own = (at: number, call: string, name: string): Node => ({
	at,
	kind: 'member',
	of: { at, kind: 'call', name: call, args: [] },
	name,
	safe: false,
});

/** `test ? resourceGroup(a) : resourceGroup()` as one call whose arguments are chosen. */
function chosenGroup(
	node: Extract<Node, { readonly kind: 'choice' }>,
	file: BicepFile,
): Call | undefined {
	const { at, test } = node;
	const [yes, no] = [scopeCall(node.yes, file), scopeCall(node.no, file)];
	if (yes?.name !== 'resourceGroup' || no?.name !== 'resourceGroup') return undefined;
	const most = Math.max(yes.args.length, no.args.length);
	const whole = ({ args }: Call): readonly Node[] => [
		...(most === 2 && args.length < 2 ? [own(at, 'subscription', 'subscriptionId')] : []),
		...(args.length === 0 ? [own(at, 'resourceGroup', 'name')] : args),
	];
	const [first, second] = [whole(yes), whole(no)];
	const args =
		most === 0
			? []
			: first.map((arg, index): Node => ({
					at,
					kind: 'choice',
					test,
					yes: arg,
					no: second[index] ?? arg,
				}));
	return { at, kind: 'call', name: 'resourceGroup', args };
}

/** The call that a `scope` makes: `resourceGroup('x')`, also one that is chosen or that a variable holds. */
export function scopeCall(node: Node | undefined, file: BicepFile): Call | undefined {
	const held = node?.kind === 'name' ? file.vars.get(node.name)?.value : undefined;
	if (held && held.kind !== 'name') return scopeCall(held, file);
	if (node?.kind === 'choice') return chosenGroup(node, file);
	return node?.kind === 'call' &&
		['resourceGroup', 'subscription', 'managementGroup', 'tenant'].includes(node.name) &&
		(node.of === undefined || (node.of.kind === 'name' && node.of.name === 'az'))
		? node
		: undefined;
}
