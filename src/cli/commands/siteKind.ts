import { isObject, type JsonObject } from '../../azure';
import type { Kind } from '../crud';
import { model } from '../shape';
import { at, columns } from '../tables';
import type { Option } from '../command';

/** Web apps, function apps and Standard logic apps are one resource type, which tells them apart by its `kind`. */
export const SITE = 'Microsoft.Web/sites';

/** The words for the three. */
export const SITE_WORDS = ['webapp', 'functionapp', 'logicapp'] as const;
/** One of {@link SITE_WORDS}. */
export type SiteWord = (typeof SITE_WORDS)[number];

/** Which of the three a site is. */
export const siteWord = (site: JsonObject): SiteWord => {
	const kind = String(site.kind ?? '');
	return /workflowapp/i.test(kind)
		? 'logicapp'
		: /functionapp/i.test(kind)
			? 'functionapp'
			: 'webapp';
};

const NOUNS: Readonly<Record<SiteWord, string>> = {
	webapp: 'web app',
	functionapp: 'function app',
	logicapp: 'Standard logic app',
};

/** A site as `az` prints it. */
export const siteShape = (site: JsonObject): JsonObject => model(site, 'identity');

/** The plain commands of one of the three. */
export const siteKind = (word: SiteWord): Kind => ({
	word,
	type: SITE,
	noun: NOUNS[word],
	...(word === 'logicapp' ? { byName: true } : {}),
	untagged: ['update'],
	shape: siteShape,
	only: (site) => siteWord(site) === word,
	table: columns({
		Name: 'name',
		Location: 'location',
		State: 'state',
		ResourceGroup: 'resourceGroup',
		DefaultHostName: 'defaultHostName',
		AppServicePlan: (site) =>
			String(at(site, 'serverFarmId') ?? '')
				.split('/')
				.at(-1) ?? '',
	}),
});

/** `--slot`. */
export const SLOT_OPTION: Option = {
	long: 'slot',
	short: 's',
	summary: 'A deployment slot, in place of the app itself.',
};

/** The settings of a site, or those of an answer to `config/appsettings/list`. */
export const settingsIn = (body: JsonObject): Readonly<Record<string, string>> =>
	isObject(body.properties)
		? Object.fromEntries(
				Object.entries(body.properties).map(([name, value]) => [name, String(value)]),
			)
		: {};
