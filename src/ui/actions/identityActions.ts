import { nameOf, providerOf } from '../../azure';
import type { Thing } from '../views/things';
import { words } from '../words';
import type { Action } from './action';
import { detach, switchSystem, takesUserIdentities } from './identityRequests';

const resourceOf = (thing: Thing | undefined) =>
	thing?.of === 'resource' ? thing.resource : undefined;
const canHaveSystem = (thing: Thing | undefined): boolean =>
	providerOf(resourceOf(thing)?.type ?? '')?.identity?.system === true;

/** Turning identities on and off, assigning them and taking them away. */
export const identityActions: readonly Action[] = [
	{
		id: 'systemOn',
		short: words.actions.short.systemOn,
		section: 'identity',
		icon: 'power',
		known: 'enableSystemAssigned',
		label: () => words.actions.systemOn,
		available: ({ thing }) => canHaveSystem(thing) && !resourceOf(thing)?.identity?.system,
		perform({ page, thing }) {
			const resource = resourceOf(thing);
			if (resource)
				page.session.send(words.labels.systemOn(resource.name), [switchSystem(resource, true)]);
		},
	},
	{
		id: 'systemOff',
		section: 'identity',
		icon: 'power',
		known: 'disableSystemAssigned',
		label: () => words.actions.systemOff,
		available: ({ thing }) => resourceOf(thing)?.identity?.system !== undefined,
		perform({ page, thing }) {
			const resource = resourceOf(thing);
			if (resource)
				page.session.send(words.labels.systemOff(resource.name), [switchSystem(resource, false)]);
		},
	},
	{
		id: 'attach',
		section: 'identity',
		icon: 'link',
		known: 'attachIdentity',
		// Where there is no identity yet the simulator offers none to attach; the resource has to be written all the same.
		needs: ({ thing }) => {
			const resource = resourceOf(thing);
			return resource && [`${resource.type}/write`, resource.id];
		},
		label: () => words.actions.attach,
		available({ thing }) {
			const resource = resourceOf(thing);
			return resource !== undefined && takesUserIdentities(resource);
		},
		perform({ page, thing }) {
			if (thing) page.dialogs.ask({ ask: 'attach', resourceId: thing.id });
		},
	},
	{
		id: 'attachTo',
		short: words.actions.short.attachTo,
		section: 'identity',
		icon: 'link',
		known: 'attachIdentity',
		label: () => words.actions.attachTo,
		available: ({ thing }) => thing?.kind === 'userIdentity',
		perform({ page, thing }) {
			if (thing) page.dialogs.ask({ ask: 'attachTo', identityId: thing.id });
		},
	},
	{
		id: 'detach',
		section: 'identity',
		icon: 'unlink',
		known: 'detachIdentity',
		label: () => words.actions.detach,
		available: ({ thing }) => (resourceOf(thing)?.identity?.user.length ?? 0) > 0,
		choices: ({ thing }) =>
			(resourceOf(thing)?.identity?.user ?? []).map(({ id }) => ({
				about: id,
				label: words.actions.detachOne(nameOf(id)),
			})),
		perform({ page, thing }, about) {
			const resource = resourceOf(thing);
			const id = about ?? resource?.identity?.user[0]?.id;
			if (resource && id !== undefined)
				page.session.send(words.labels.detach(nameOf(id), resource.name), [detach(resource, id)]);
		},
	},
];
