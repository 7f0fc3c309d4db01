import {
	groupOf,
	handle,
	idKey,
	isObject,
	nameOf,
	parseJson,
	typeOf,
	type HttpRequest,
	type Json,
	type JsonObject,
	type World,
} from '../../azure';
import type { Picture } from '../canvas/picture';
import { project } from '../canvas/project';
import { foretell } from './foretell';
import { nameIn } from './nameIn';

/** What a deployment would do to one resource. */
export const CHANGES = ['Delete', 'Create', 'Modify', 'Deploy', 'NoChange', 'Ignore'] as const;
/** One of {@link CHANGES}. */
export type ChangeType = (typeof CHANGES)[number];

/** A property that would change. */
export interface PropertyChange {
	readonly path: string;
	/** Absent: it would be new. */
	readonly before?: string;
	/** Absent: it would go. */
	readonly after?: string;
}

/** A resource in the answer to a what-if. */
export interface ResourceChange {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly group: string;
	readonly change: ChangeType;
	readonly properties: readonly PropertyChange[];
}

const shown = (value: Json | undefined): string =>
	typeof value === 'string' ? value : JSON.stringify(value ?? null);

function propertyChanges(delta: Json | undefined, around = ''): PropertyChange[] {
	if (!Array.isArray(delta)) return [];
	return (delta as readonly Json[]).filter(isObject).flatMap((each): PropertyChange[] => {
		const name = String(each.path);
		const path =
			around === '' ? name : /^\d+$/.test(name) ? `${around}[${name}]` : `${around}.${name}`;
		if (Array.isArray(each.children) && each.children.length > 0)
			return propertyChanges(each.children, path);
		const { propertyChangeType: type } = each;
		return [
			{
				path,
				...(type === 'Create' ? {} : { before: shown(each.before) }),
				...(type === 'Delete' ? {} : { after: shown(each.after) }),
			},
		];
	});
}

/**
 * The changes that an answer to a what-if tells, the ones that matter first. `worlds` are the worlds in which what is named can
 * be looked up: that of now, and one in which it was done.
 */
export function changesIn(answer: JsonObject, worlds: readonly World[] = []): ResourceChange[] {
	const { properties } = answer;
	const changes =
		isObject(properties) && Array.isArray(properties.changes) ? properties.changes : [];
	return (changes as readonly Json[])
		.filter(isObject)
		.map((change): ResourceChange => {
			const id = String(change.resourceId);
			return {
				id,
				name: nameIn(worlds, id),
				type: typeOf(id) ?? '',
				group: nameOf(groupOf(id) ?? ''),
				change: CHANGES.find((each) => each === change.changeType) ?? 'Deploy',
				properties: propertyChanges(change.delta),
			};
		})
		.sort((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change));
}

/** The answer to a request that is only asked: the world stays. */
export function ask(world: World, request: HttpRequest): { status: number; body: JsonObject } {
	const [, response] = handle(world, request);
	const body = parseJson(response.body);
	return { status: response.status, body: isObject(body) ? body : {} };
}

/** A world in which a deployment was done and nothing took time: to be looked at and thrown away. */
export const tryOut = (world: World, deploy: HttpRequest): World =>
	handle({ ...world, timing: 'instant' }, deploy)[0];

/** What draws the changes into the picture, from a world in which they were done. */
export function foretelling(
	tried: World,
	changes: readonly ResourceChange[],
): (picture: Picture) => Picture {
	const then = project(tried);
	const changed = new Set(
		changes.filter(({ change }) => change === 'Modify').map(({ id }) => idKey(id)),
	);
	return (picture) => foretell(picture, then, changed);
}
