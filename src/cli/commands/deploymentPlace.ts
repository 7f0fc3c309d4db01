import { groupScope, managementGroupScope, subscriptionScope } from '../../azure';
import { one, type Args } from '../args';
import type { Context, Option } from '../command';
import { GROUP } from '../options';

/** Where deployments take place, and how a line says so. */
export interface Place {
	readonly word: 'group' | 'sub' | 'mg' | 'tenant';
	readonly noun: string;
	readonly options: readonly Option[];
	readonly scope: (args: Args, context: Context) => string;
}

/** Deployments that are in no group say where they are written down. */
export const LOCATION: Option = {
	long: 'location',
	short: 'l',
	required: true,
	summary: 'The region in which the deployment is written down.',
};

/** The four places, from the narrowest. */
export const PLACES: readonly Place[] = [
	{
		word: 'group',
		noun: 'a resource group',
		options: [GROUP],
		scope: (args, { subscriptionId }) => groupScope(subscriptionId, one(args, 'resource-group')),
	},
	{
		word: 'sub',
		noun: 'a subscription',
		options: [],
		scope: (_, { subscriptionId }) => subscriptionScope(subscriptionId),
	},
	{
		word: 'mg',
		noun: 'a management group',
		options: [
			{
				long: 'management-group-id',
				short: 'm',
				required: true,
				summary: 'The management group.',
			},
		],
		scope: (args) => managementGroupScope(one(args, 'management-group-id')),
	},
	{ word: 'tenant', noun: 'the tenant', options: [], scope: () => '' },
];

/** The id of a deployment of this name in a place. */
export const deploymentId = (place: Place, args: Args, context: Context, name: string): string =>
	`${place.scope(args, context)}/providers/Microsoft.Resources/deployments/${name}`;
