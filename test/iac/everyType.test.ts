// One of every resource type of the provider table, exported: names that can be read and are all different, and the same world again.
import { expect, test } from 'vitest';
import {
	createWorld,
	currentSubscription,
	handle,
	isObject,
	makeResourceId,
	parseJson,
	PROVIDERS,
	requests,
	type HttpRequest,
	type World,
} from '../../src/azure';
import { exportArm, exportBicep, exportTerraform, readBicep } from '../../src/iac';
import { deploy, emptyLike } from './deploy';
import { essence } from './sameWorld';

/** Children whose name is not theirs to choose, and what must be said of others. */
const named = (type: string, count: number): string =>
	/\/sqlRole(?:Definitions|Assignments)$/.test(type)
		? `00000000-0000-0000-0000-${String(count).padStart(12, '0')}`
		: /services$/i.test(type) && type.split('/').length > 2
			? 'default'
			: `thing${count}`;

function everyType(): { readonly world: World; readonly made: number } {
	let world = createWorld({ seed: 'types' });
	const subscription = currentSubscription(world);
	const send = (request: HttpRequest): number => {
		const [next, { status }] = handle(world, request);
		if (status < 300) world = next;
		return status;
	};
	send(requests.putResourceGroup(subscription, 'rg', 'westeurope'));
	const types = Object.values(PROVIDERS).map(({ type }) => type);
	for (const space of new Set(types.map((type) => type.split('/')[0])))
		send(requests.arm('POST', `/subscriptions/${subscription}/providers/${space}/register`));
	let made = 0;
	const byDepth = [...types].sort((a, b) => a.split('/').length - b.split('/').length);
	for (const [count, type] of byDepth.entries()) {
		const last = type.split('/').at(-1) ?? '';
		const above = type.slice(0, -last.length - 1).toLowerCase();
		const parent = Object.values(world.resources).find(
			(each) => above.includes('/') && each.type.toLowerCase() === above,
		);
		const id = parent
			? `${parent.id}/${last}/${named(type, count)}`
			: makeResourceId(subscription, 'rg', type, named(type, count));
		if (!parent && type.split('/').length > 2) continue;
		if (send(requests.putResource(id, { location: 'westeurope', properties: {} })) < 300) made++;
	}
	return { world, made };
}

const { world, made } = everyType();
const again = (template: unknown, secrets: Readonly<Record<string, string>>) => {
	if (!isObject(template as never)) throw new Error('no template');
	return essence(deploy(emptyLike(world), template as never, secrets));
};
const different = (names: readonly (string | undefined)[]) => {
	expect(names.length).toBeGreaterThanOrEqual(made);
	expect(new Set(names).size).toBe(names.length);
	// Words, with what a person would have called it in it.
	for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9_]{1,60}$/);
};

test('nearly all types can be made with nothing said about them', () => {
	expect(made).toBeGreaterThan(Object.keys(PROVIDERS).length * 0.9);
});

test('ARM makes them again', () => {
	const { files, secrets } = exportArm(world);
	expect(again(parseJson(files['main.json']), secrets)).toEqual(essence(world));
});

test('Bicep has a name for each, and makes them again', () => {
	const { files, secrets } = exportBicep(world);
	for (const text of Object.values(files)) {
		const names = [...text.matchAll(/^resource (\S+) '/gm)].map(([, name]) => name);
		expect(new Set(names).size).toBe(names.length);
	}
	different(
		Object.values(files).flatMap((text) =>
			[...text.matchAll(/^resource (\S+) '/gm)].map(([, name]) => name),
		),
	);
	const read = readBicep(files);
	if (!read.ok) throw new Error(read.message);
	expect(again(read.template, secrets)).toEqual(essence(world));
});

test('Terraform has a name for each', () => {
	const text = exportTerraform(world).files['main.tf'] ?? '';
	const all = [...text.matchAll(/^resource "(\w+)" "(\w+)" \{$/gm)];
	expect(new Set(all.map(([, type, name]) => `${type}.${name}`)).size).toBe(all.length);
	expect(all.length).toBeGreaterThanOrEqual(made);
	for (const [, , name] of all) expect(name).toMatch(/^[a-z][a-z0-9_]{1,60}$/);
});
