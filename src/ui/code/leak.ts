import type { Resource, World } from '../../azure';
import { blobsIn, containersOf } from '../views/things';
import { codeWords } from '../words/code';
import { keyHolderOf, type Target } from './written/target';

/** What a leak costs, sentence by sentence, each with the page that says so. */
export type Leak = readonly { readonly text: string; readonly see: string }[];

/** Whether a resource lets nobody in by its keys any more. */
const takesNoKeys = ({ properties }: Resource): boolean =>
	properties.allowSharedKeyAccess === false || properties.disableLocalAuth === true;

/**
 * What it costs when the secret leaks that a program of this target needs without an identity: the connection string of `owner`,
 * or an application's client secret where there is none.
 */
export function leakOf(world: World, target: Target, owner: Resource | undefined): Leak {
	const text = codeWords.key;
	const holder = keyHolderOf(target);
	if (!holder || !owner) return text.secretLeak;
	if (takesNoKeys(owner)) return text.noKeys[holder](owner.name);
	if (holder !== 'storage') return text.holderLeak[holder](owner.name);
	const containers = containersOf(world, owner.id);
	const blobs = containers.flatMap(({ id }) => blobsIn(world, id));
	return text.storageLeak(owner.name, containers.length, blobs.length);
}
