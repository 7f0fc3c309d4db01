import { groupOf, PEOPLE } from '../../azure';
import { chapters } from '../words/chapters';
import { neededToCreate } from '../actions/createActions';
import { actionsFor, ACTIONS, refusals } from '../actions/table';
import { CREATABLE_TYPES, type CreatableType } from '../actions/resourceTypes';
import { shortcutText } from '../actions/shortcuts';
import type { IconName } from '../icons/icons';
import { chooseLanguage, languageNow } from '../languageChoice';
import type { Page } from '../page.svelte';
import { kindOf, type Kind } from '../views/kinds';
import { THEMES } from '../theme.svelte';
import { clockMenu } from '../topbar/clockMenu';
import { mayNot } from '../views/permission';
import { thingOf } from '../views/things';
import { typeName } from '../views/typeName';
import { words } from '../words';
import { isLanguage, LANGUAGES } from '../words/language';
import { recentTypes, used } from './recent';
import type { Findable } from './search';

/** One line of the palette. */
export interface Entry extends Findable {
	readonly id: string;
	/** The heading that it stands under. */
	readonly group: string;
	readonly icon?: IconName;
	readonly glyph?: Kind;
	readonly shortcut?: string;
	perform(): void;
	/** Of something new: makes it in a group, or asks for one. */
	place?(groupId: string | undefined): void;
}

/** The group that something new would go into. */
function groupIn(page: Page): string | undefined {
	const { selected } = page.session;
	if (selected?.of === 'group') return selected.id;
	return selected?.of === 'resource' ? groupOf(selected.id) : undefined;
}

function typeEntry(page: Page, each: CreatableType, group: string, again = ''): Entry {
	const { type, name, kind } = each;
	const place = (groupId: string | undefined): void => {
		used(type);
		if (kind) page.dialogs.ask({ ask: 'create', kind, groupId });
		else page.dialogs.ask({ ask: 'createType', type, groupId });
	};
	const here = { page, thing: page.session.selected };
	const not = mayNot(page.session.world, ...neededToCreate(here, type));
	return {
		id: `${again}create ${type}`,
		label: words.palette.create(name),
		note: not ?? type,
		also: type,
		group,
		glyph: kindOf({ type }),
		perform: () => place(groupIn(page)),
		place,
	};
}

/** Everything that can be created, what was used last first. */
export function createEntries(page: Page): Entry[] {
	const recent = recentTypes().flatMap(
		(type) => CREATABLE_TYPES.find((each) => each.type === type) ?? [],
	);
	const kinds = (['functionApp', 'resourceGroup'] as const).map((kind): Entry => ({
		id: `create ${kind}`,
		label: words.palette.create(words.kinds[kind]),
		group: words.families[kind === 'functionApp' ? 'web' : 'manage'],
		glyph: kind,
		perform: () => page.dialogs.ask({ ask: 'create', kind, groupId: groupIn(page) }),
		place: (groupId) => page.dialogs.ask({ ask: 'create', kind, groupId }),
	}));
	const all = CREATABLE_TYPES.map((each) => typeEntry(page, each, words.families[each.family]));
	const families: readonly string[] = Object.values(words.families);
	return [
		...recent.map((each) => typeEntry(page, each, words.palette.recent, 'again ')),
		...[...all, ...kinds].sort((a, b) => families.indexOf(a.group) - families.indexOf(b.group)),
	];
}

function actionEntries(page: Page): Entry[] {
	const context = { page, thing: page.session.selected };
	const about = context.thing?.name;
	const own =
		about === undefined ? [] : actionsFor(context).filter(({ section }) => section !== 'create');
	const general = ACTIONS.filter(
		(action) =>
			action.section === 'history' && action.id !== 'palette' && action.available(context),
	);
	const not = refusals(context);
	return [...own, ...general].flatMap((action) => {
		const choices = action.choices?.(context) ?? [
			{ about: undefined, label: action.label(context) },
		];
		return choices.map((choice): Entry => ({
			id: `do ${action.id} ${choice.about ?? ''}`,
			label: choice.label,
			group: own.includes(action) && about !== undefined ? about : words.palette.page,
			icon: action.icon,
			...(action.shortcut ? { shortcut: shortcutText(action.shortcut) } : {}),
			note: not(action),
			perform: () => action.perform(context, choice.about),
		}));
	});
}

function thingEntries(page: Page): Entry[] {
	const { world } = page.session;
	const ids = [...Object.values(world.resourceGroups), ...Object.values(world.resources)];
	return ids.flatMap(({ id }) => {
		const thing = thingOf(world, id);
		if (!thing) return [];
		return {
			id: `go ${id}`,
			label: thing.name,
			note: typeName(thing),
			also: id,
			group: words.palette.goTo,
			glyph: thing.kind,
			perform: () => page.goTo(id),
		};
	});
}

/** Who to be, and how to let time pass: what the top bar's menus offer. */
function sittingEntries(page: Page): Entry[] {
	const { session } = page;
	const people = PEOPLE.filter(
		({ key }) => session.world.users[session.world.signedInAs]?.key !== key,
	);
	return [
		...clockMenu(session)
			.filter(({ checked, disabled }) => checked !== true && disabled !== true)
			.map(({ label, note, perform }): Entry => ({
				id: `clock ${label}`,
				label,
				note,
				also: words.clock.menu,
				group: words.clock.menu,
				icon: 'clock',
				perform,
			})),
		...people.map(({ key, displayName, role }): Entry => ({
			id: `person ${key}`,
			label: displayName,
			note: role ?? words.topbar.noRole,
			also: words.topbar.people,
			group: words.topbar.people,
			icon: 'person',
			perform: () => session.signInAs(key),
		})),
	];
}

const lessonEntries = (page: Page): Entry[] =>
	chapters.flatMap(({ title: chapter, lessons }) =>
		lessons.map(({ slug, title }) => ({
			id: `lesson ${slug}`,
			label: title,
			note: chapter,
			group: words.palette.lessons,
			icon: 'book' as const,
			perform: () => page.route.go({ name: 'lesson', slug }),
		})),
	);

/** How the page looks and which language it speaks. */
function lookEntries({ theme }: Page): Entry[] {
	const now = languageNow();
	return [
		...THEMES.filter((choice) => choice !== theme.choice).map((choice): Entry => ({
			id: `theme ${choice}`,
			label: words.topbar.themes[choice],
			group: words.topbar.theme,
			icon: 'half',
			perform: () => theme.choose(choice),
		})),
		...Object.entries(LANGUAGES)
			.filter(([tag]) => tag !== now)
			.map(([tag, label]): Entry => ({
				id: `language ${tag}`,
				label,
				group: words.palette.language,
				icon: 'book',
				perform: () => isLanguage(tag) && chooseLanguage(tag),
			})),
	];
}

/** Everything that the palette offers. What concerns a world is offered where that is seen. */
export function allEntries(page: Page): Entry[] {
	const isSeen = page.route.place.name !== 'course';
	return [
		...actionEntries(page),
		...(isSeen ? [...thingEntries(page), ...sittingEntries(page)] : []),
		...lookEntries(page),
		...lessonEntries(page),
		...(isSeen ? createEntries(page).filter(({ id }) => !id.startsWith('again ')) : []),
	];
}

/** The line of a terminal, when that is what was typed. */
export const lineEntry = (page: Page, query: string): Entry[] =>
	page.route.place.name !== 'course' && /^(az|keyless|curl) \S/.test(query)
		? [
				{
					id: 'line',
					label: query,
					group: words.palette.line,
					icon: 'play',
					perform: () => void page.session.run(query),
				},
			]
		: [];
