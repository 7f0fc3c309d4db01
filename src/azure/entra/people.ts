/**
 * The people of the simulated company, one for each role that the documentation tells apart when it says who may
 * attach an identity and who may grant a role. Each holds the role on the whole subscription. Ada made the tenant, and so is
 * its Global Administrator.
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const PEOPLE = [
	{ key: 'ada', displayName: 'Ada', role: 'Owner', globalAdministrator: true },
	{ key: 'ben', displayName: 'Ben', role: 'Contributor', globalAdministrator: false },
	{ key: 'cleo', displayName: 'Cleo', role: 'Reader', globalAdministrator: false },
	{ key: 'dev', displayName: 'Dev', role: 'User Access Administrator', globalAdministrator: false },
	{
		key: 'eli',
		displayName: 'Eli',
		role: 'Role Based Access Control Administrator',
		globalAdministrator: false,
	},
	{ key: 'fay', displayName: 'Fay', role: 'Managed Identity Operator', globalAdministrator: false },
	{
		key: 'gus',
		displayName: 'Gus',
		role: 'Managed Identity Contributor',
		globalAdministrator: false,
	},
	{ key: 'hana', displayName: 'Hana', role: undefined, globalAdministrator: false },
] as const;

/** The key of one of {@link PEOPLE}. */
export type PersonKey = (typeof PEOPLE)[number]['key'];
