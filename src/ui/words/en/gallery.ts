/** The examples by their files' names: what each shows. */
export const galleryWords = {
	gallery: {
		'three-tiers': {
			title: 'Three-tier web app',
			about: 'A front end reads one secret, an API writes blobs: each with its own identity.',
		},
		'function-queue-blob': {
			title: 'Function with queue and blobs',
			about: 'Takes messages and writes receipts under an identity that outlives the function.',
		},
		'scale-set': {
			title: 'Scale set sharing one identity',
			about: 'Machines come and go; the identity and its role stay.',
		},
		'aks-registry': {
			title: 'Cluster pulling from a registry',
			about: 'AKS pulls images with AcrPull, without a registry password.',
		},
		hub: {
			title: 'Hub with two teams',
			about: 'Shared vault and storage in one group; each team reaches only its part.',
		},
		'github-deployment': {
			title: 'Deployment from GitHub',
			about: 'An identity that trusts one branch of one repository, and may deploy one site.',
		},
		'vault-per-environment': {
			title: 'A vault for each environment',
			about: 'Development cannot read what belongs to production.',
		},
		orphans: {
			title: 'Orphans to clean up',
			about: 'A deleted machine left a role assignment that points at nobody.',
		},
	},
} as const;
