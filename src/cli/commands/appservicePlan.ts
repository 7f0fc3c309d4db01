import type { JsonObject } from '../../azure';
import { has, maybe, type Args } from '../args';
import type { CommandGroup, Option } from '../command';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { az } from '../quote';
import { isObject } from '../../azure';
import { isTo } from '../sentRequest';
import { model } from '../shape';

/** The type of App Service plans. */
export const PLAN = 'Microsoft.Web/serverfarms';

/** @see https://learn.microsoft.com/azure/app-service/overview-hosting-plans */
const TIERS: readonly (readonly [RegExp, string])[] = [
	[/^F1$|^FREE$/, 'Free'],
	[/^D1$|^SHARED$/, 'Shared'],
	[/^B\d$/, 'Basic'],
	[/^S\d$/, 'Standard'],
	[/^P\dV2$/, 'PremiumV2'],
	[/^P\dM?V3$/, 'PremiumV3'],
	[/^EP\d$/, 'ElasticPremium'],
	[/^WS\d$/, 'WorkflowStandard'],
	[/^I\dV2$/, 'IsolatedV2'],
	[/^Y1$/, 'Dynamic'],
];

const tierOf = (sku: string): string =>
	TIERS.find(([pattern]) => pattern.test(sku))?.[1] ?? 'Basic';

const SKU: Option = {
	long: 'sku',
	summary: 'Size of its machines: F1, B1, S1, P1V3. Default: B1.',
};
const WORKERS: Option = { long: 'number-of-workers', summary: 'How many machines. Default: 1.' };

const shape = (plan: JsonObject): JsonObject =>
	model(plan, 'extendedLocation', 'hyperV', 'kind', 'reserved', 'sku');

const kindOf = (word: string): Kind => ({
	word,
	type: PLAN,
	noun: 'App Service plan',
	...(word === 'appservice plan' ? { waits: ['create', 'update'] } : {}),
	untagged: ['update'],
	shape,
	confirm: true,
});

const skuOf = (args: Args, otherwise: string): JsonObject => {
	const name = (maybe(args, 'sku') ?? otherwise).toUpperCase();
	return { name, tier: tierOf(name), capacity: Number(maybe(args, 'number-of-workers') ?? 1) };
};

const commandsOf = (word: string) => {
	const kind = kindOf(word);
	return [
		createCommand(kind, {
			options: [
				word === 'functionapp plan' ? { ...SKU, required: true } : SKU,
				{ long: 'is-linux', takes: 'maybe', summary: 'Its machines run Linux.' },
				...(word === 'functionapp plan'
					? []
					: [
							{
								long: 'hyper-v',
								takes: 'none' as const,
								summary: 'Its machines run Windows containers.',
							},
						]),
				WORKERS,
			],
			examples: [`az ${word} create -g rg-shop -n plan-shop --sku B1 --is-linux`],
			body: (args) => {
				const linux = has(args, 'is-linux') && maybe(args, 'is-linux') !== 'false';
				return {
					...(linux ? { kind: 'linux' } : {}),
					sku: skuOf(args, 'B1'),
					properties: {
						...(linux ? { reserved: true } : {}),
						...(has(args, 'hyper-v') ? { hyperV: true } : {}),
					},
				};
			},
		}),
		...plainCommands(kind),
		updateCommand(kind, {
			options: [SKU, WORKERS],
			change: (args): JsonObject =>
				has(args, 'sku') || has(args, 'number-of-workers') ? { sku: skuOf(args, 'B1') } : {},
		}),
	];
};

/**
 * App Service plans: the machines that web apps and function apps share.
 * @see https://learn.microsoft.com/cli/azure/appservice/plan
 */
export const appservicePlan: CommandGroup = {
	groups: {
		appservice: 'What web apps run on.',
		'appservice plan': 'App Service plans: the machines that apps share.',
		'functionapp plan': 'Plans that function apps run on.',
	},
	commands: [...commandsOf('appservice plan'), ...commandsOf('functionapp plan')],
	spell(sent) {
		const { group, name, body } = sent;
		const of = ['-g', group, '-n', name];
		if (isTo(sent, 'DELETE', PLAN)) return az('appservice plan delete', ...of, '--yes');
		if (isTo(sent, 'GET', PLAN)) return az('appservice plan show', ...of);
		if (!isTo(sent, 'PUT', PLAN) || !isObject(body)) return undefined;
		const { location, sku, kind, properties, ...other } = body;
		const { reserved, ...more } = isObject(properties) ? properties : {};
		if (Object.keys({ ...other, ...more }).length > 0) return undefined;
		if (kind !== undefined && kind !== 'linux') return undefined;
		return az(
			'appservice plan create',
			...[...of, '-l', String(location)],
			...(isObject(sku) ? ['--sku', String(sku.name)] : []),
			...(reserved === true ? ['--is-linux'] : []),
		);
	},
};
