import {
	createHash,
	publicEncrypt,
	constants,
	verify,
	X509Certificate,
	createPublicKey,
} from 'node:crypto';
import { CertificateClient } from '@azure/keyvault-certificates';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeResourceId, requests } from '../../src/azure';
import { ROLES } from '../azure/planes';
import { VAULT } from '../azure/support';
import { insideOptions, keepInside, personCredential, SdkAzure } from './support';

/** Keys and certificates through Microsoft's clients; what they make is checked by Node's own cryptography. */
keepInside();

const URL_OF_VAULT = 'https://kv-shop.vault.azure.net';
let azure: SdkAzure;
let vault: string;
const grant = (roleDefinitionName: string) =>
	azure.answer(
		requests.putRoleAssignment({
			scope: vault,
			subscriptionId: azure.subscription,
			roleDefinitionName,
			principalId: azure.world.signedInAs,
			principalType: 'User',
		}),
	);
beforeEach(() => {
	azure = new SdkAzure();
	azure.answer(requests.putResourceGroup(azure.subscription, 'rg', 'westeurope'));
	vault = makeResourceId(azure.subscription, 'rg', VAULT, 'kv-shop');
	azure.answer(requests.putResource(vault, { location: 'westeurope', properties: {} }));
	grant(ROLES.keyVaultAdministrator);
});

describe('KeyClient', () => {
	let client: KeyClient;
	beforeEach(() => {
		client = new KeyClient(URL_OF_VAULT, personCredential(azure), insideOptions(azure));
	});
	const crypto = (id = '') =>
		new CryptographyClient(id, personCredential(azure), insideOptions(azure));

	it('creates, lists, rotates, updates, deletes, recovers and purges keys', async () => {
		const first = await client.createRsaKey('sign', { tags: { team: 'shop' } });
		expect(first).toMatchObject({ name: 'sign', keyType: 'RSA' });
		expect(first.key?.n).toHaveLength(256);
		const second = await client.rotateKey('sign');
		expect(second.properties.version).not.toBe(first.properties.version);
		const versions: string[] = [];
		for await (const each of client.listPropertiesOfKeyVersions('sign'))
			versions.push(each.version ?? '');
		expect(versions).toEqual([first.properties.version, second.properties.version]);
		await client.updateKeyProperties('sign', second.properties.version ?? '', { enabled: false });
		expect((await client.getKey('sign')).properties.enabled).toBe(false);
		await (await client.beginDeleteKey('sign', { intervalInMs: 0 })).pollUntilDone();
		await expect(client.getKey('sign')).rejects.toMatchObject({
			statusCode: 404,
			code: 'KeyNotFound',
		});
		await (await client.beginRecoverDeletedKey('sign', { intervalInMs: 0 })).pollUntilDone();
		const names: string[] = [];
		for await (const each of client.listPropertiesOfKeys()) names.push(each.name);
		expect(names).toEqual(['sign']);
		await (await client.beginDeleteKey('sign', { intervalInMs: 0 })).pollUntilDone();
		await client.purgeDeletedKey('sign');
		await expect(client.getDeletedKey('sign')).rejects.toMatchObject({ statusCode: 404 });
	});

	it('signs what anybody can verify with the public half', async () => {
		const key = await client.createRsaKey('sign');
		const data = Buffer.from('an order');
		const digest = createHash('sha256').update(data).digest();
		const { n, e } = key.key ?? {};
		const jwk = {
			kty: 'RSA',
			n: Buffer.from(n ?? []).toString('base64url'),
			e: Buffer.from(e ?? []).toString('base64url'),
		};
		const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
		for (const algorithm of ['RS256', 'PS256'] as const) {
			const { result } = await crypto(key.id).sign(algorithm, digest);
			const padding =
				algorithm === 'RS256'
					? { padding: constants.RSA_PKCS1_PADDING }
					: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
			expect(verify('sha256', data, { key: publicKey, ...padding }, result)).toBe(true);
			expect(verify('sha256', Buffer.from('x'), { key: publicKey, ...padding }, result)).toBe(
				false,
			);
		}
	});

	it.each([
		['P-256', 'ES256', 'sha256', 64],
		['P-256K', 'ES256K', 'sha256', 64],
		['P-384', 'ES384', 'sha384', 96],
		['P-521', 'ES512', 'sha512', 132],
	] as const)(
		'makes keys on the curve %s, which sign by %s',
		async (curve, algorithm, hash, length) => {
			const key = await client.createEcKey('curved', { curve });
			expect(key).toMatchObject({ keyType: 'EC', key: { crv: curve } });
			expect(key.keyOperations).toEqual(['sign', 'verify']);
			expect(key.key?.n).toBeUndefined();
			const { x, y } = key.key ?? {};
			const publicKey = createPublicKey({
				key: {
					kty: 'EC',
					crv: curve === 'P-256K' ? 'secp256k1' : curve,
					x: Buffer.from(x ?? []).toString('base64url'),
					y: Buffer.from(y ?? []).toString('base64url'),
				},
				format: 'jwk',
			});
			const data = Buffer.from('an order');
			const digest = createHash(hash).update(data).digest();
			const { result } = await crypto(key.id).sign(algorithm, digest);
			expect(result).toHaveLength(length);
			const how = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
			expect(verify(hash, data, how, result)).toBe(true);
			expect(verify(hash, Buffer.from('another'), how, result)).toBe(false);
			expect((await crypto(key.id).verify(algorithm, digest, result)).result).toBe(true);
			expect(
				(await crypto(key.id).verify(algorithm, Buffer.alloc(digest.length, 1), result)).result,
			).toBe(false);
		},
	);

	it('of a curve are read, listed, rotated and deleted like others, and do not encrypt', async () => {
		const key = await client.createEcKey('curved', { curve: 'P-384', tags: { team: 'shop' } });
		const again = await client.getKey('curved');
		expect(again.key?.x).toEqual(key.key?.x);
		const rotated = await client.rotateKey('curved');
		expect(rotated).toMatchObject({ keyType: 'EC', key: { crv: 'P-384' } });
		expect(rotated.key?.x).not.toEqual(key.key?.x);
		const listed = await client.listPropertiesOfKeys().next();
		expect(listed.value).toMatchObject({ name: 'curved' });
		await expect(
			crypto(rotated.id).sign('ES256', createHash('sha256').digest()),
		).rejects.toMatchObject({ statusCode: 400, code: 'BadParameter' });
		const use = azure.answer({
			method: 'POST',
			url: `${rotated.id}/encrypt?api-version=7.5`,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ alg: 'RSA-OAEP', value: 'YQ' }),
		});
		expect([use.status, use.body]).toEqual([
			403,
			expect.stringContaining('Operation encrypt is not permitted on this key.'),
		]);
		await (await client.beginDeleteKey('curved', { intervalInMs: 0 })).pollUntilDone();
		expect((await client.getDeletedKey('curved')).key?.crv).toBe('P-384');
		await expect(client.createEcKey('other', { curve: 'P-192' })).rejects.toMatchObject({
			statusCode: 400,
			code: 'BadParameter',
		});
	});

	it('opens what was closed with the public half', async () => {
		const key = await client.createRsaKey('close');
		const { n, e } = key.key ?? {};
		const publicKey = createPublicKey({
			key: {
				kty: 'RSA',
				n: Buffer.from(n ?? []).toString('base64url'),
				e: Buffer.from(e ?? []).toString('base64url'),
			},
			format: 'jwk',
		});
		const ciphertext = publicEncrypt(
			{ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
			Buffer.from('a secret'),
		);
		const opened = await crypto(key.id).decrypt({ algorithm: 'RSA-OAEP-256', ciphertext });
		expect(Buffer.from(opened.result).toString()).toBe('a secret');
		const wrapped = await crypto(key.id).wrapKey('RSA-OAEP', Buffer.alloc(32, 7));
		const unwrapped = await crypto(key.id).unwrapKey('RSA-OAEP', wrapped.result);
		expect(Buffer.from(unwrapped.result)).toEqual(Buffer.alloc(32, 7));
	});

	it('keeps the makers of keys from those who may only look', async () => {
		azure = new SdkAzure();
		azure.answer(requests.putResourceGroup(azure.subscription, 'rg', 'westeurope'));
		vault = makeResourceId(azure.subscription, 'rg', VAULT, 'kv-shop');
		azure.answer(requests.putResource(vault, { location: 'westeurope', properties: {} }));
		grant(ROLES.keyVaultReader);
		const reader = new KeyClient(URL_OF_VAULT, personCredential(azure), insideOptions(azure));
		expect((await reader.listPropertiesOfKeys().next()).done).toBe(true);
		await expect(reader.createRsaKey('sign')).rejects.toMatchObject({
			statusCode: 403,
			code: 'Forbidden',
		});
	});
});

describe('CertificateClient', () => {
	it('makes a self-signed certificate that Node reads and checks', async () => {
		const client = new CertificateClient(
			URL_OF_VAULT,
			personCredential(azure),
			insideOptions(azure),
		);
		const poller = await client.beginCreateCertificate(
			'tls',
			{
				issuerName: 'Self',
				subject: 'CN=shop.contoso.com, O=Contoso',
				subjectAlternativeNames: { dnsNames: ['shop.contoso.com'] },
				validityInMonths: 6,
			},
			{ intervalInMs: 0 },
		);
		const made = await poller.pollUntilDone();
		const x509 = new X509Certificate(Buffer.from(made.cer ?? []));
		expect(x509.subject).toBe('CN=shop.contoso.com\nO=Contoso');
		expect(x509.issuer).toBe(x509.subject);
		expect(x509.subjectAltName).toBe('DNS:shop.contoso.com');
		expect(x509.verify(x509.publicKey)).toBe(true);
		expect(new Date(x509.validTo).getTime()).toBe(
			Math.floor((made.properties.expiresOn?.getTime() ?? 0) / 1000) * 1000,
		);
		expect(
			Buffer.from(made.properties.x509Thumbprint ?? [])
				.toString('hex')
				.toUpperCase(),
		).toBe(x509.fingerprint.replaceAll(':', ''));
		// Its key and its secret bear the same name.
		const keys = new KeyClient(URL_OF_VAULT, personCredential(azure), insideOptions(azure));
		expect((await keys.getKey('tls')).properties.managed).toBe(true);
		const secrets = new SecretClient(URL_OF_VAULT, personCredential(azure), insideOptions(azure));
		expect(new X509Certificate((await secrets.getSecret('tls')).value ?? '').serialNumber).toBe(
			x509.serialNumber,
		);
		const names: string[] = [];
		for await (const each of client.listPropertiesOfCertificates()) names.push(each.name ?? '');
		expect(names).toEqual(['tls']);
		await (await client.beginDeleteCertificate('tls', { intervalInMs: 0 })).pollUntilDone();
		await expect(keys.getKey('tls')).rejects.toMatchObject({ statusCode: 404 });
		await expect(client.getCertificate('tls')).rejects.toMatchObject({
			code: 'CertificateNotFound',
		});
		await client.purgeDeletedCertificate('tls');
		await expect(client.getDeletedCertificate('tls')).rejects.toMatchObject({ statusCode: 404 });
	});
});
