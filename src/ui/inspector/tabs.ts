import { providerOf } from '../../azure';
import { bearersOf, type Thing } from '../views/things';
import type { World } from '../../azure';
import { words } from '../words';

/** The pages of the inspector. */
export type TabName = 'overview' | 'identity' | 'access' | 'assigned' | 'lifecycle' | 'json';

/** The pages that make sense for a thing, with what their tabs say. The first is where one arrives. */
export function tabsFor(world: World, thing: Thing): { name: TabName; label: string }[] {
	const text = words.inspector.tabs;
	const tab = (name: Exclude<TabName, 'assigned'>) => ({ name, label: text[name] });
	switch (thing.of) {
		case 'managementGroup':
		case 'subscription':
			return [tab('overview'), tab('access'), tab('json')];
		case 'group':
			return [tab('overview'), tab('access'), tab('lifecycle'), tab('json')];
		case 'principal':
			return thing.principal.deletedAt === undefined
				? [tab('access'), tab('overview'), tab('lifecycle'), tab('json')]
				: [tab('overview'), tab('access'), tab('lifecycle'), tab('json')];
		case 'assignment':
			return [tab('overview'), tab('lifecycle'), tab('json')];
		case 'secret':
			return [tab('overview'), tab('access'), tab('json')];
		case 'blob':
			return [tab('overview'), tab('access')];
		case 'resource':
			break;
	}
	if (thing.kind === 'userIdentity') {
		const assigned = bearersOf(world, thing.id).length;
		return [
			tab('access'),
			{ name: 'assigned', label: text.assigned(assigned) },
			tab('lifecycle'),
			tab('json'),
		];
	}
	return providerOf(thing.resource.type)?.identity
		? [tab('overview'), tab('identity'), tab('access'), tab('lifecycle'), tab('json')]
		: [tab('overview'), tab('access'), tab('lifecycle'), tab('json')];
}
