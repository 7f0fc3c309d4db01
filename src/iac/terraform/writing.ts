import type { Block, Model } from '../block';
import { valuesOfBlock } from '../blockParts';
import { snakeCase } from '../names';
import { isRecord, pathOf, Reference, referencesIn, type Meaning, type Value } from '../value';
import { hclText, type Hcl } from './hcl';

/** Values as Terraform writes them. */

/** The one type that the provider gives ids of by itself, and finds by its name. */
export const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
/** The block that tells of the subscription and its tenant. */
export const SUBSCRIPTION = 'data.azurerm_subscription.current';

/** What the blocks of a model are called, and what had to be asked for. */
export interface Writing {
	readonly model: Model;
	/** `azurerm_key_vault.kv_shop`, by key. */
	readonly addresses: ReadonlyMap<string, string>;
	/** What of a resource others ask for that its provider does not tell by itself, by key: `properties.identityProfile`. */
	readonly told: ReadonlyMap<string, readonly string[]>;
	readonly used: Set<string>;
}

/** Parts of resources that others ask for. */
export function toldOf({ blocks }: Model): ReadonlyMap<string, readonly string[]> {
	const told = new Map<string, readonly string[]>();
	for (const block of blocks)
		for (const value of [...valuesOfBlock(block), block.assignment?.principal])
			for (const to of referencesIn(value)) {
				if ((to.kind !== 'principalId' && to.kind !== 'clientId') || !to.made) continue;
				const part = ['properties', ...to.made].join('.');
				const known = told.get(to.of) ?? [];
				if (!known.includes(part)) told.set(to.of, [...known, part]);
			}
	return told;
}

const inText = (value: Hcl): string => {
	if (typeof value === 'string') return hclText(value).slice(1, -1);
	return typeof value === 'object' && value !== null && 'raw' in value
		? `\${${value.raw}}`
		: String(value);
};

function meaning(to: Meaning, writing: Writing): Hcl {
	const { model, addresses, used } = writing;
	switch (to.kind) {
		case 'id':
			return { raw: `${address(to.of, writing)}.id` };
		case 'principalId': {
			const block = model.byKey.get(to.of);
			const at = address(to.of, writing);
			if (to.made) return { raw: `${at}.output.properties.${pathOf(to, to.made)}` };
			if (block?.type === IDENTITY) return { raw: `${at}.principal_id` };
			return { raw: `${at}.identity[0].principal_id` };
		}
		case 'clientId':
			return {
				raw: to.made
					? `${address(to.of, writing)}.output.properties.${pathOf(to, to.made)}`
					: `${address(to.of, writing)}.client_id`,
			};
		case 'parameter':
			used.add(to.of);
			return { raw: `var.${snakeCase(to.of)}` };
		case 'tenantId':
			used.add('subscription');
			return { raw: `${SUBSCRIPTION}.tenant_id` };
		case 'subscriptionId':
			used.add('subscription');
			return { raw: `${SUBSCRIPTION}.subscription_id` };
		case 'role': {
			used.add('subscription');
			return {
				raw: `"\${${SUBSCRIPTION}.id}/providers/Microsoft.Authorization/roleDefinitions/${to.of}"`,
			};
		}
		case 'text':
			return {
				raw: `"${to.of.map((part) => inText(write(part, writing))).join('')}"`,
			};
		case 'guid':
		case 'scope':
		case 'address':
		case 'output':
			return addresses.get(String(to.of)) ?? '';
	}
}

/** A value in the words of the configuration. */
export function write(value: Value, writing: Writing): Hcl {
	if (value instanceof Reference) return meaning(value.to, writing);
	if (Array.isArray(value)) return (value as readonly Value[]).map((item) => write(item, writing));
	if (!isRecord(value)) return value as Hcl;
	return {
		table: Object.entries(value).map(([key, item]) => [key, write(item, writing)] as const),
	};
}

/** What a block is called in the configuration. */
export function address(key: string, { model, addresses }: Writing): string {
	const known = addresses.get(key);
	return known ?? hclText(model.byKey.get(key)?.id ?? key);
}
