import { hasProgram } from '../workload/choices';
import { words } from '../words';
import type { Action } from './action';

/** Putting data into vaults and accounts, and running programs. */
export const dataActions: readonly Action[] = [
	{
		id: 'program',
		short: words.actions.short.program,
		section: 'run',
		icon: 'play',
		known: 'runProgram',
		label: () => words.actions.program,
		available: ({ thing }) => thing?.of === 'resource' && hasProgram(thing.resource),
		perform({ page, thing }) {
			if (!thing) return;
			page.session.select(thing.id);
			page.showProgram(thing.id);
		},
	},
	{
		id: 'addSecret',
		short: words.actions.short.addSecret,
		section: 'data',
		icon: 'secret',
		known: 'addSecret',
		label: () => words.actions.addSecret,
		available: ({ thing }) => thing?.kind === 'keyVault',
		perform({ page, thing }) {
			if (thing) page.dialogs.ask({ ask: 'secret', vaultId: thing.id });
		},
	},
	{
		id: 'addContainer',
		section: 'data',
		icon: 'container',
		known: 'addContainer',
		label: () => words.actions.addContainer,
		available: ({ thing }) => thing?.kind === 'storageAccount',
		perform({ page, thing }) {
			if (thing) page.dialogs.ask({ ask: 'container', accountId: thing.id });
		},
	},
	{
		id: 'addBlob',
		short: words.actions.short.addBlob,
		section: 'data',
		icon: 'blob',
		known: 'addBlob',
		label: () => words.actions.addBlob,
		available: ({ thing }) => thing?.kind === 'storageAccount' || thing?.kind === 'container',
		perform({ page, thing }) {
			if (!thing) return;
			if (thing.kind === 'storageAccount') page.dialogs.ask({ ask: 'blob', accountId: thing.id });
			else
				page.dialogs.ask({
					ask: 'blob',
					accountId: accountOf(thing.id),
					containerId: thing.id,
				});
		},
	},
];

/** The storage account that a container lies in. */
export const accountOf = (containerId: string): string =>
	containerId.replace(/\/blobServices\/.*$/i, '');
