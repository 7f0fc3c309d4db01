import type { Reference, Value } from './value';

/** Which identities a block asks for. */
export interface BlockIdentity {
	readonly system: boolean;
	readonly user: readonly Value[];
	/** As its provider spells both together. */
	readonly both: string;
}

/** One thing that a program makes, or looks at. */
export interface Block {
	readonly kind: 'group' | 'resource' | 'secret' | 'roleAssignment' | 'roleDefinition' | 'lock';
	/** Its id in the world. */
	readonly id: string;
	/** The id under which others refer to it, in lower case. */
	readonly key: string;
	/** What a program calls it. */
	readonly symbol: string;
	readonly type: string;
	readonly apiVersion: string;
	/** The last part of its name. */
	readonly name: Value;
	/** The id of the group, subscription or management group that it is deployed to. */
	readonly home: string;
	/** It is there already and is only looked at. */
	readonly existing?: true;
	/** Names of what it lies in, outermost first. */
	readonly parents: readonly Value[];
	/** Key of the innermost of these that has a block. */
	readonly parent?: string;
	readonly location?: Value;
	readonly tags?: Value;
	/** `kind` of the resource. */
	readonly flavour?: string;
	readonly sku?: Value;
	readonly identity?: BlockIdentity;
	readonly properties: Readonly<Record<string, Value>>;
	/** What it hangs on: the key of a block, or nothing when that is its home. */
	readonly on?: string;
	/** Keys of blocks that have to be there first, though nothing refers to them. */
	readonly after: readonly string[];
	readonly assignment?: Assignment;
}

/** What a role assignment says, for the languages that have words of their own for it. */
export interface Assignment {
	readonly principal: Value;
	readonly principalType: string;
	readonly role: Reference;
	readonly roleGuid: string;
	readonly roleName: string;
	readonly scope: string;
	readonly description?: string;
	readonly condition?: string;
}

/** Something that whoever deploys has to say, or may. */
export interface Parameter {
	readonly name: string;
	readonly description: string;
	/** The value in the world that was exported. */
	readonly value: string;
	/** It is a secret, so it is never written down. */
	readonly secure: boolean;
}

/** A world, or a part of it, as a program would say it: in the order in which it can be made. */
export interface Model {
	readonly blocks: readonly Block[];
	readonly byKey: ReadonlyMap<string, Block>;
	readonly parameters: readonly Parameter[];
	/** What cannot be said in a program, in sentences. */
	readonly leftOut: readonly string[];
	/** The region where most of it is. */
	readonly location: string;
	readonly subscriptionId: string;
	readonly tenantId: string;
	/** Where it is deployed: the subscription, or one group. */
	readonly root: string;
}
