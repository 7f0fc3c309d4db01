import { isObject, parseJson, requests, type Conversation, type Json } from '../../azure';
import { has, many, maybe, type Args } from '../args';
import { ask } from '../ask';
import {
	done,
	fail,
	type Command,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
} from '../command';
import { placeOf, placeOptions } from '../places';
import { az } from '../quote';
import { isTo } from '../sentRequest';
import { settingsIn, SITE, SITE_WORDS, siteKind, SLOT_OPTION, type SiteWord } from './siteKind';

/** App settings, which code sees as its environment, and the configuration beside them. */

type Settings = Readonly<Record<string, string>>;

function* siteOf(
	word: SiteWord,
	args: Args,
	context: Context,
): Conversation<{ ok: true; id: string } | Failure> {
	const site = yield* placeOf(siteKind(word), args, context);
	if (!site.ok) return site;
	const slot = maybe(args, 'slot');
	return slot === undefined ? site : { ok: true, id: `${site.id}/slots/${slot}` };
}

/** As a list of names and values. */
const printed = (settings: Settings): Json =>
	Object.entries(settings).map(([name, value]) => ({ name, slotSetting: false, value }));

/** `A=1 B=2`, a JSON object, or the list that `list` prints. */
function settingsFrom(words: readonly string[]): Settings | Failure {
	const found: Record<string, string> = {};
	for (const word of words) {
		const json = parseJson(word);
		if (Array.isArray(json)) {
			for (const each of json as readonly Json[])
				if (isObject(each)) found[String(each.name)] = String(each.value ?? '');
		} else if (isObject(json))
			for (const [name, value] of Object.entries(json)) found[name] = String(value);
		else {
			const cut = word.indexOf('=');
			if (cut < 1) return fail(`'${word}' is no setting: write NAME=VALUE.`);
			found[word.slice(0, cut)] = word.slice(cut + 1);
		}
	}
	return found;
}

/** Reads the settings, changes them and writes them back: a write replaces all. */
function* change(
	word: SiteWord,
	args: Args,
	context: Context,
	edit: (before: Settings) => Settings,
): Conversation<CommandValue> {
	const site = yield* siteOf(word, args, context);
	if (!site.ok) return site;
	const before = yield* ask(requests.arm('POST', `${site.id}/config/appsettings/list`));
	if (!before.ok) return before;
	const answer = yield* ask(
		requests.arm('PUT', `${site.id}/config/appsettings`, {
			properties: edit(settingsIn(before.body)),
		}),
	);
	return answer.ok ? done(printed(settingsIn(answer.body))) : answer;
}

const settingsCommands = (word: SiteWord): readonly Command[] => {
	const { noun } = siteKind(word);
	const options = [...placeOptions(siteKind(word)), SLOT_OPTION];
	return [
		{
			name: `${word} config appsettings list`,
			summary: `Lists the settings of a ${noun}, with their values.`,
			options,
			of: SITE,
			*run(args, context) {
				const site = yield* siteOf(word, args, context);
				if (!site.ok) return site;
				const answer = yield* ask(requests.arm('POST', `${site.id}/config/appsettings/list`));
				return answer.ok ? done(printed(settingsIn(answer.body))) : answer;
			},
		},
		{
			name: `${word} config appsettings set`,
			summary: `Sets settings of a ${noun}, which its code sees as environment variables.`,
			options: [...options, { long: 'settings', takes: 'some', summary: 'NAME=VALUE, or JSON.' }],
			examples: [
				`az ${word} config appsettings set -g rg-shop -n shop-app --settings AZURE_CLIENT_ID=$ID`,
			],
			of: SITE,
			*run(args, context) {
				if (!has(args, 'settings')) return fail('Usage Error: --settings |--slot-settings');
				const asked = settingsFrom(many(args, 'settings') ?? []);
				if ('ok' in asked && 'exitCode' in asked) return asked as unknown as Failure;
				const settings = asked as Settings;
				return yield* change(word, args, context, (before) => ({ ...before, ...settings }));
			},
		},
		{
			name: `${word} config appsettings delete`,
			summary: `Takes settings away from a ${noun}.`,
			options: [
				...options,
				{ long: 'setting-names', takes: 'some', required: true, summary: 'Their names.' },
			],
			of: SITE,
			run: (args, context) =>
				change(word, args, context, (before) => {
					const gone = many(args, 'setting-names') ?? [];
					return Object.fromEntries(
						Object.entries(before).filter(([name]) => !gone.includes(name)),
					);
				}),
		},
	];
};

const configShow = (word: SiteWord): Command => ({
	name: `${word} config show`,
	summary: `Shows how a ${siteKind(word).noun} is configured.`,
	options: [...placeOptions(siteKind(word)), SLOT_OPTION],
	of: SITE,
	*run(args, context) {
		const site = yield* siteOf(word, args, context);
		if (!site.ok) return site;
		const answer = yield* ask(requests.get(site.id), true);
		if (!answer.ok) return answer;
		const { properties } = answer.body;
		const config =
			isObject(properties) && isObject(properties.siteConfig) ? properties.siteConfig : {};
		return done({
			acrUseManagedIdentityCreds: false,
			acrUserManagedIdentityId: config.acrUserManagedIdentityID ?? null,
			alwaysOn: false,
			linuxFxVersion: '',
			windowsFxVersion: null,
			...config,
			appSettings: null,
			id: `${site.id}/config/web`,
			name: answer.body.name ?? null,
			type: `${SITE}/config`,
		});
	},
});

/** @see https://learn.microsoft.com/cli/azure/webapp/config/appsettings */
export const siteSettings: CommandGroup = {
	groups: Object.fromEntries(
		SITE_WORDS.flatMap((word) => [
			[`${word} config`, `How a ${siteKind(word).noun} is configured.`],
			[`${word} config appsettings`, 'Settings, which code sees as environment variables.'],
		]),
	),
	commands: SITE_WORDS.flatMap((word) => [
		...settingsCommands(word),
		...(word === 'logicapp' ? [] : [configShow(word)]),
	]),
	spell(sent) {
		const { id = '', method, group, body } = sent;
		const found = /\/sites\/([^/]+)(?:\/slots\/([^/]+))?\/config\/appsettings(\/list)?$/i.exec(id);
		if (!found) return undefined;
		const [, name, slot, list] = found;
		const of = ['-g', group, '-n', name, ...(slot === undefined ? [] : ['--slot', slot])];
		if (list !== undefined && method === 'POST') return az('webapp config appsettings list', ...of);
		if (isTo(sent, 'GET', `${SITE}/config`) || method !== 'PUT' || !isObject(body))
			return undefined;
		const settings = Object.entries(settingsIn(body)).map(([key, value]) => `${key}=${value}`);
		return settings.length === 0
			? undefined
			: az('webapp config appsettings set', ...of, '--settings', ...settings);
	},
};
