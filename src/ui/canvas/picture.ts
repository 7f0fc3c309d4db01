import type { Kind } from '../views/kinds';

/**
 * What the canvas shows, as plain data: scopes as areas, resources and identities as cards, system-assigned identities
 * as seals on them, and lines between. Ids are those of what is shown: ARM ids as Azure echoes them, and object ids
 * (`principalId`) for seals and ghosts.
 */

/** What a deployment that was only asked about would do. */
export const FORETOLD = ['create', 'change', 'delete'] as const;
/** One of {@link FORETOLD}. */
export type Foretold = (typeof FORETOLD)[number];

/** How the edges and lines are drawn of what is foretold: dashes, none, dots; lengths of stroke and gap. */
export const FORETOLD_DASHES: Readonly<Record<Foretold, readonly number[]>> = {
	create: [7, 4],
	change: [1, 0],
	delete: [1.5, 4.5],
};

/** A scope drawn as space: what lies inside inherits what is granted on it. */
export interface PictureArea {
	readonly id: string;
	readonly kind: 'managementGroup' | 'subscription' | 'group';
	/** The area that it lies in; absent for the outermost. */
	readonly parent?: string;
	readonly name: string;
	/** The group's location as Azure spells it; empty for what has none. */
	readonly location: string;
	readonly state: string;
	readonly foretold?: Foretold;
	/** Names of what was deleted from it and can still be recovered. */
	readonly kept?: readonly string[];
}

/**
 * Which of a group's lanes a card belongs to: programs left, identities in the middle, what they open right. The ground
 * is what programs stand on, as an App Service plan: below them.
 */
export type Lane = 'workload' | 'identity' | 'target' | 'ground';

/** A system-assigned identity, pressed into the corner of the resource that it lives and dies with. */
export interface Seal {
	/** Its principalId. */
	readonly id: string;
	/** State of its `managedIdentity` machine. */
	readonly state: string;
}

/** How many child resources of one kind a card stands for: secrets, containers. */
export interface ChildCount {
	/** The last segment of their type: `secrets`, `containers`. */
	readonly what: string;
	readonly count: number;
}

/** A card: a resource, a user-assigned identity, a security group that has a role, or the ghost of an identity that is gone. */
export interface PictureNode {
	readonly id: string;
	readonly kind: 'resource' | 'identity' | 'securityGroup' | 'ghost';
	readonly lane: Lane;
	/** Id of the group (or, for a ghost or a security group that none can hold, of the subscription) that it is drawn in. */
	readonly area: string;
	/** Of a ghost: what it was called, as far as anything still tells; else empty. */
	readonly name: string;
	/** Resource type. Empty for a security group, and for a ghost whose type nothing tells. */
	readonly type: string;
	/** Which glyph it has; absent for a ghost and a security group. */
	readonly what?: Kind;
	/** What its type is called, as it is written on the card; empty for a ghost and a security group. */
	readonly typeName: string;
	/** State of its `resource` machine; `gone` for a ghost. */
	readonly state: string;
	/** Of a security group: how many people, identities and groups are in it. */
	readonly members?: number;
	readonly seal?: Seal;
	readonly children: readonly ChildCount[];
	/** Of a ghost: the ARM id of what it belonged to, when the soft-deleted principal still tells. */
	readonly stoodAt?: string;
	readonly foretold?: Foretold;
}

/** How far a role assignment reaches. `child` is less than a card: one secret, one container. */
export type Reach = 'child' | 'resource' | 'group' | 'subscription' | 'managementGroup';

/** The line between a resource and a user-assigned identity that is assigned to it. */
export interface Attachment {
	readonly kind: 'attachment';
	/** `{resource id}#{identity id}`: see {@link attachmentId}. */
	readonly id: string;
	/** The resource. */
	readonly from: string;
	/** The identity's card, or the ghost's when the identity is gone and the resource still refers to it. */
	readonly to: string;
	readonly dangling: boolean;
	readonly foretold?: Foretold;
}

/** A role assignment: an arrow from an identity to a scope. */
export interface RoleArrow {
	readonly kind: 'role';
	/** The role assignment's id. */
	readonly id: string;
	/** Id of the card, seal or ghost of whoever has the role. */
	readonly from: string;
	/** Id of the card or area that the scope is, or lies in. */
	readonly to: string;
	readonly role: string;
	/** State of its `roleAssignment` machine: propagating, effective or revoking. */
	readonly state: string;
	/** Milliseconds of virtual time until it is effective (or gone); absent when nothing is pending. */
	readonly remaining?: number;
	readonly reach: Reach;
	/** Of a `child`: its name. */
	readonly within?: string;
	/** Nobody is behind the principal any more. */
	readonly orphan: boolean;
	readonly foretold?: Foretold;
}

/** A line of the picture. */
export type PictureEdge = Attachment | RoleArrow;

/** Everything on the canvas. The order is the order of creation. */
export interface Picture {
	readonly areas: readonly PictureArea[];
	readonly nodes: readonly PictureNode[];
	readonly edges: readonly PictureEdge[];
}

/** The id of the line between a resource and a user-assigned identity, both by their ARM ids. */
export const attachmentId = (resourceId: string, identityId: string): string =>
	`${resourceId}#${identityId}`;
