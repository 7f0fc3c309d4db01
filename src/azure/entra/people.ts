/**
 * The people of the simulated company, one for each role that the documentation tells apart when it says who may
 * attach an identity and who may grant a role. Each holds the role on the whole subscription.
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const PEOPLE = [
	{ key: 'ada', displayName: 'Ada', role: 'Owner' },
	{ key: 'ben', displayName: 'Ben', role: 'Contributor' },
	{ key: 'cleo', displayName: 'Cleo', role: 'Reader' },
	{ key: 'dev', displayName: 'Dev', role: 'User Access Administrator' },
	{ key: 'eli', displayName: 'Eli', role: 'Role Based Access Control Administrator' },
	{ key: 'fay', displayName: 'Fay', role: 'Managed Identity Operator' },
	{ key: 'gus', displayName: 'Gus', role: 'Managed Identity Contributor' },
	{ key: 'hana', displayName: 'Hana', role: undefined },
] as const;

/** The key of one of {@link PEOPLE}. */
export type PersonKey = (typeof PEOPLE)[number]['key'];
