import { isObject, parseJson, type JsonObject } from '../../azure';
import { one, tagsOf } from '../args';
import { ask } from '../ask';
import { done, fail, type CommandGroup } from '../command';
import { TAGS } from '../options';
import {
	attributesOf,
	deletionOf,
	nameInId,
	newObject,
	objectCommands,
	objectUrl,
	vaultRequest,
} from './keyvaultObjects';

const shape = (object: JsonObject): JsonObject => ({
	tags: null,
	...object,
	name: nameInId(object.id),
	attributes: attributesOf(object),
	...deletionOf(object),
});
const kind = { word: 'certificate', path: 'certificates', shape } as const;

/** The policy that `get-default-policy` prints: self-signed, a year, RSA. */
const DEFAULT_POLICY: JsonObject = {
	issuerParameters: { certificateTransparency: null, name: 'Self' },
	keyProperties: { curve: null, exportable: true, keySize: 2048, keyType: 'RSA', reuseKey: true },
	secretProperties: { contentType: 'application/x-pkcs12' },
	x509CertificateProperties: {
		keyUsage: [
			'cRLSign',
			'dataEncipherment',
			'digitalSignature',
			'keyAgreement',
			'keyCertSign',
			'keyEncipherment',
		],
		subject: 'CN=CLIGetDefaultPolicy',
		validityInMonths: 12,
	},
};

/** A policy as the vault takes it: the names of the command's JSON are those of the SDK. */
function policyFrom(policy: JsonObject): JsonObject {
	const part = (name: string): JsonObject => {
		const found = policy[name];
		return isObject(found) ? found : {};
	};
	const key = part('keyProperties');
	const x509 = part('x509CertificateProperties');
	return {
		issuer: { name: part('issuerParameters').name ?? 'Self' },
		key_props: {
			exportable: key.exportable ?? true,
			kty: key.keyType ?? 'RSA',
			key_size: key.keySize ?? 2048,
			reuse_key: key.reuseKey ?? true,
		},
		secret_props: { contentType: part('secretProperties').contentType ?? 'application/x-pkcs12' },
		x509_props: {
			subject: x509.subject ?? 'CN=CLIGetDefaultPolicy',
			validity_months: x509.validityInMonths ?? 12,
			...(x509.keyUsage === undefined ? {} : { key_usage: x509.keyUsage }),
		},
	};
}

/**
 * Certificates. With each go a key and a secret of the same name.
 * @see https://learn.microsoft.com/cli/azure/keyvault/certificate
 */
export const keyvaultCertificate: CommandGroup = {
	groups: { 'keyvault certificate': 'The certificates in a vault.' },
	commands: [
		{
			name: 'keyvault certificate create',
			summary: 'Creates a certificate after a policy.',
			options: [
				...newObject('certificate'),
				{
					long: 'policy',
					short: 'p',
					required: true,
					offers: 'files',
					summary: 'What it is like, as JSON: "$(az keyvault certificate get-default-policy)".',
				},
				TAGS,
			],
			examples: [
				'az keyvault certificate create --vault-name kv-shop -n web -p "$(az keyvault certificate get-default-policy)"',
			],
			*run(args) {
				const place = objectUrl(args, kind, 'certificates');
				if (!place.ok) return place;
				const policy = parseJson(one(args, 'policy'));
				if (!isObject(policy)) return fail("'--policy' is no JSON.");
				const tags = tagsOf(args);
				const answer = yield* ask(
					vaultRequest('POST', `${place.url}/create`, {
						policy: policyFrom(policy),
						...(tags ? { tags } : {}),
					}),
				);
				return answer.ok ? done(answer.body) : answer;
			},
		},
		{
			name: 'keyvault certificate get-default-policy',
			summary: 'Prints a policy to begin with.',
			options: [],
			*run() {
				return done(DEFAULT_POLICY);
			},
		},
		...objectCommands(kind),
	],
};
