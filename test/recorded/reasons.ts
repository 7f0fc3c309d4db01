/**
 * Why answers to requests of a kind differ from recorded ones in more than what they say of a resource: by what the path
 * holds. What is not listed here must be answered as Azure answers it.
 */
const REASONS: readonly (readonly [RegExp, string])[] = [
	[
		/\/virtualNetworks\/[^/]+\/subnets\/|\/providers\/Microsoft\.Network\/locations\//i,
		'A network is kept as the template that made it wrote it: the subnets written into it are no resources of their own here, so az, which reads one and writes it again, makes it.',
	],
	[/\/functionAppStacks\?/i, 'The catalogue of runtimes is not simulated.'],
	[/\/portal\/regionMapping\.json/i, 'A file of the portal, outside of Azure.'],
	[/^https:\/\/graph\.microsoft\.com\/v1\.0\/users(?:\/|$)/i, 'People cannot be made or deleted.'],
];

/** Why the answer at an address may differ, or `undefined`. */
export const differsBecause = (url: string): string | undefined =>
	REASONS.find(([pattern]) => pattern.test(url))?.[1];
