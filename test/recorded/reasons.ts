/**
 * Why answers to requests of a kind differ from recorded ones in more than what they say of a resource: by what the path
 * holds. What is not listed here must be answered as Azure answers it.
 */
const REASONS: readonly (readonly [RegExp, string])[] = [
	[
		/\/providers\/Microsoft\.Resources\/deployments\//i,
		'A deployment is simulated, but its hash, its polling addresses and the hidden defaults of what it makes are its own.',
	],
	[
		/\/providers\/Microsoft\.Network\//i,
		'The network of these machines came out of a template; without it there is nothing to read or change.',
	],
	[/\/functionAppStacks\?/i, 'The catalogue of runtimes is not simulated.'],
	[/\/portal\/regionMapping\.json/i, 'A file of the portal, outside of Azure.'],
	[/^https:\/\/graph\.microsoft\.com\/v1\.0\/users(?:\/|$)/i, 'People cannot be made or deleted.'],
];

/** Why the answer at an address may differ, or `undefined`. */
export const differsBecause = (url: string): string | undefined =>
	REASONS.find(([pattern]) => pattern.test(url))?.[1];
