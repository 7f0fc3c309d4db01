// A made-up estate for the canvas's bench: groups of ten resources, with identities and role assignments.
const ARM = 'https://management.azure.com';
/** @type {Record<string, [type: string, version: string]>} */
const KINDS = {
	vm: ['Microsoft.Compute/virtualMachines', '2024-07-01'],
	app: ['Microsoft.Web/sites', '2023-12-01'],
	vault: ['Microsoft.KeyVault/vaults', '2023-07-01'],
	store: ['Microsoft.Storage/storageAccounts', '2023-05-01'],
	identity: ['Microsoft.ManagedIdentity/userAssignedIdentities', '2023-01-31'],
};
const ROLES = {
	secretsUser: '4633458b-17de-408a-b874-0445c86b69e6',
	blobReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
};

/**
 * The requests that make an estate.
 *
 * @param {string} subscription
 * @param {string} tenantId
 * @param {number} count how many resources
 */
export function estate(subscription, tenantId, count) {
	/** @type {{ method: string, url: string, headers: Record<string, string>, body: string }[]} */
	const requests = [];
	/** @param {string} path @param {string} version @param {object} body */
	const put = (path, version, body) =>
		requests.push({
			method: 'PUT',
			url: `${ARM}${path}?api-version=${version}`,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ location: 'westeurope', ...body }),
		});
	for (let team = 0; team < count / 10; team++) {
		const group = `/subscriptions/${subscription}/resourceGroups/rg-team-${team}`;
		put(group, '2021-04-01', {});
		/** @param {string} kind @param {string} name @param {object} [body] */
		const make = (kind, name, body = {}) => {
			const [type, version] = KINDS[kind] ?? ['', ''];
			const id = `${group}/providers/${type}/${name}`;
			put(id, version, { properties: {}, ...body });
			return id;
		};
		const identity = make('identity', `id-team-${team}`);
		for (let n = 0; n < 3; n++)
			make('vm', `vm-${team}-${n}`, { identity: { type: 'SystemAssigned' } });
		const userAssignedIdentities = { [identity]: {} };
		for (let n = 0; n < 3; n++)
			make('app', `app-${team}-${n}`, {
				kind: 'app',
				identity: { type: 'UserAssigned', userAssignedIdentities },
			});
		for (let n = 0; n < 2; n++)
			make('vault', `kv-${team}-${n}`, {
				properties: { tenantId, sku: { family: 'A', name: 'standard' } },
			});
		make('store', `st${team}photos`, { kind: 'StorageV2', sku: { name: 'Standard_LRS' } });
	}
	return requests;
}

/**
 * The requests that grant its identities their roles: every machine a vault, every shared identity a storage account.
 *
 * @param {string} subscription
 * @param {{ id: string, name: string, identity?: { system?: { principalId: string } } }[]} resources
 * @param {{ id: string, kind: string, resourceId: string }[]} principals
 */
export function grants(subscription, resources, principals) {
	const byName = new Map(resources.map((resource) => [resource.name, resource]));
	const ofIdentity = new Map(
		principals
			.filter(({ kind }) => kind === 'user')
			.map(({ id, resourceId }) => [resourceId.toLowerCase(), id]),
	);
	let made = 0;
	/** @param {string | undefined} principalId @param {string | undefined} scope @param {string} role */
	const grant = (principalId, scope, role) => {
		if (principalId === undefined || scope === undefined) return [];
		const name = `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;
		const roleDefinitionId = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
		return [
			{
				method: 'PUT',
				url: `${ARM}${scope}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					properties: { roleDefinitionId, principalId, principalType: 'ServicePrincipal' },
				}),
			},
		];
	};
	return resources.flatMap(({ id, name, identity }) => {
		const [, kind, team, place] = /^(vm|id-team)-(\d+)(?:-(\d+))?$/.exec(name) ?? [];
		if (kind === 'vm')
			return grant(
				identity?.system?.principalId,
				byName.get(`kv-${team}-${Number(place) % 2}`)?.id,
				ROLES.secretsUser,
			);
		if (kind === 'id-team')
			return grant(
				ofIdentity.get(id.toLowerCase()),
				byName.get(`st${team}photos`)?.id,
				ROLES.blobReader,
			);
		return [];
	});
}
