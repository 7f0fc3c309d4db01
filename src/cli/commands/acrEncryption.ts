import { isObject, requests, type Conversation, type JsonObject } from '../../azure';
import { maybe, type Args } from '../args';
import { ask, askToShow } from '../ask';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from '../command';
import { ANY_GROUP } from '../options';
import { placeOf } from '../places';
import { identityId } from '../targets';
import { registryKind } from './acrKind';

const REGISTRY: readonly Option[] = [
	{ long: 'name', short: 'n', required: true, summary: 'Name of the container registry.' },
	ANY_GROUP,
];

/** What reads the key: the client id of a user-assigned identity, or `[system]` for the registry's own. */
function* readerOf(
	identity: string,
	context: Context,
	group: string,
): Conversation<{ readonly ok: true; readonly reader: string | null } | Failure> {
	if (identity === '[system]') return { ok: true, reader: null };
	const found = yield* ask(requests.get(identityId(identity, context, group)));
	if (!found.ok) return found;
	const properties = isObject(found.body.properties) ? found.body.properties : {};
	return { ok: true, reader: String(properties.clientId ?? '') };
}

/** The encryption block of a line with `--identity` and `--key-encryption-key`. */
export function* registryEncryption(
	identity: string | undefined,
	key: string | undefined,
	context: Context,
	group: string,
): Conversation<{ readonly ok: true; readonly encryption: JsonObject | undefined } | Failure> {
	if (key === undefined) return { ok: true, encryption: undefined };
	if (identity === undefined)
		return fail('Usage error: --identity and --key-encryption-key must be supplied together');
	const found = yield* readerOf(identity, context, group);
	if (!found.ok) return found;
	return {
		ok: true,
		encryption: {
			status: 'enabled',
			keyVaultProperties: { keyIdentifier: key, identity: found.reader },
		},
	};
}

function* rotate(args: Args, context: Context): Conversation<CommandValue> {
	const place = yield* placeOf(registryKind, args, context);
	if (!place.ok) return place;
	const before = yield* ask(requests.get(place.id), true);
	if (!before.ok) return before;
	const properties = isObject(before.body.properties) ? before.body.properties : {};
	const old = isObject(properties.encryption) ? properties.encryption : undefined;
	if (!old) return fail('usage error: Cannot rotate the key of a registry without encryption.');
	const of = isObject(old.keyVaultProperties) ? old.keyVaultProperties : {};
	const key = maybe(args, 'key-encryption-key');
	const identity = maybe(args, 'identity');
	const group = place.id.split('/')[4] ?? '';
	const reader =
		identity === undefined
			? { ok: true as const, reader: of.identity ?? null }
			: yield* readerOf(identity, context, group);
	if (!reader.ok) return reader;
	const answer = yield* ask(
		requests.patchResource(place.id, {
			properties: {
				encryption: {
					...old,
					keyVaultProperties: {
						...of,
						keyIdentifier: key ?? of.keyIdentifier ?? null,
						identity: reader.reader,
					},
				},
			},
		}),
	);
	return answer.ok ? done(registryKind.shape(answer.body)) : answer;
}

/**
 * The key of your own that encrypts a registry.
 * @see https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys
 */
export const acrEncryption: CommandGroup = {
	groups: { 'acr encryption': 'The key of your own that encrypts a registry.' },
	commands: [
		{
			name: 'acr encryption show',
			summary: 'Shows which key encrypts a registry.',
			options: REGISTRY,
			*run(args, context) {
				const place = yield* placeOf(registryKind, args, context);
				if (!place.ok) return place;
				const answer = yield* askToShow(place.id);
				if (!answer.ok) return answer;
				const { encryption } = registryKind.shape(answer.body);
				return done(encryption ?? { keyVaultProperties: null, status: 'disabled' });
			},
		},
		{
			name: 'acr encryption rotate-key',
			summary: 'Takes another key, or another identity that reads it.',
			options: [
				...REGISTRY,
				{
					long: 'identity',
					offers: 'identities',
					summary: "Id of the identity that reads the key; '[system]' is its own.",
				},
				{ long: 'key-encryption-key', summary: 'Address of the key.' },
			],
			run: rotate,
		},
	],
};
