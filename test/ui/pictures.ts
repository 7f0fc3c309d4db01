// Pictures for the canvas tests: a small vocabulary for drawing one by hand, and a generator of any.
import fc from 'fast-check';
import type { Picture, PictureArea, PictureEdge, PictureNode } from '../../src/ui/canvas/picture';

export const subscription: PictureArea = {
	id: '/subscriptions/s',
	kind: 'subscription',
	name: 'Contoso',
	location: '',
	state: 'succeeded',
};

export const group = (name: string): PictureArea => ({
	id: `/subscriptions/s/resourceGroups/${name}`,
	kind: 'group',
	parent: subscription.id,
	name,
	location: 'westeurope',
	state: 'succeeded',
});

export const card = (
	area: PictureArea,
	name: string,
	lane: PictureNode['lane'] = 'workload',
	more: Partial<PictureNode> = {},
): PictureNode => ({
	id: `${area.id}/${name}`,
	kind: lane === 'identity' ? 'identity' : 'resource',
	lane,
	area: area.id,
	name,
	type: 'Microsoft.Web/sites',
	what: lane === 'identity' ? 'userIdentity' : 'webApp',
	typeName: lane === 'identity' ? 'User-assigned identity' : 'Web app',
	state: 'succeeded',
	children: [],
	...more,
});

export const role = (from: string, to: string, more: Partial<PictureEdge> = {}): PictureEdge =>
	({
		kind: 'role',
		id: `${to}/roles/${from}`,
		from,
		to,
		role: 'Storage Blob Data Reader',
		state: 'effective',
		reach: 'resource',
		orphan: false,
		...more,
	}) as PictureEdge;

const lanes = ['workload', 'identity', 'target'] as const;

/** Any picture of up to four groups; every card may have a seal, and roles go to cards, groups and the subscription. */
export const anyPicture: fc.Arbitrary<Picture> = fc
	.array(
		fc.array(
			fc.record({
				lane: fc.constantFrom(...lanes),
				length: fc.integer({ min: 2, max: 26 }),
				sealed: fc.boolean(),
				ghost: fc.boolean(),
				to: fc.nat(),
			}),
			{ maxLength: 14 },
		),
		{ maxLength: 4 },
	)
	.map((groups) => {
		const areas = [subscription, ...groups.map((_, index) => group(`rg${index}`))];
		const drafts = groups.flatMap((cards, index) =>
			cards.map((draft, place) => ({ ...draft, area: areas[index + 1]!, place })),
		);
		const nodes = drafts.map(({ area, lane, length, sealed, ghost, place }) => {
			const name = `${place}`.padEnd(length, 'x');
			if (lane === 'identity' && ghost) return card(area, name, lane, { kind: 'ghost' });
			const seal = sealed && lane === 'workload';
			return card(
				area,
				name,
				lane,
				seal ? { seal: { id: `seal ${area.id} ${place}`, state: 'active' } } : {},
			);
		});
		const ends = [...areas, ...nodes].map(({ id }) => id);
		const edges = nodes.flatMap((node, index) => {
			const from = node.seal?.id ?? (node.lane === 'identity' ? node.id : undefined);
			const to = ends[(drafts[index]?.to ?? 0) % ends.length];
			return from === undefined || to === undefined || to === node.id ? [] : [role(from, to)];
		});
		return { areas, nodes, edges };
	});
