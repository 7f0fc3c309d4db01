/** Who is asking, as the token (or the signed-in person's session) says. */
export interface Caller {
	/** Object id of the user or the service principal. */
	readonly objectId: string;
	/** Application (client) id; of a person it is that of the tool used. */
	readonly appId: string;
	readonly kind: 'user' | 'servicePrincipal';
	/** What Azure's errors call the client: the user principal name, or the application id. */
	readonly name: string;
	/** Object ids of the groups that the token names. */
	readonly groups: readonly string[];
	/** The resource whose identity this is, when the token says so (`xms_mirid`). */
	readonly resourceId?: string;
}
