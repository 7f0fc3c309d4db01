import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { applyPrivate, applyPublic, bytesFrom, type RsaKey } from './rsa';

/** How RSA is used: paddings for encryption and for signatures. @see https://www.rfc-editor.org/rfc/rfc8017 */

type Hash = (data: Uint8Array) => Uint8Array;

const HASHES: Readonly<Record<string, Hash>> = { '256': sha256, '384': sha384, '512': sha512 };
/** The beginning of a digest's description in a signature, by its number of bits. */
const PREFIXES: Readonly<Record<string, string>> = {
	'256': '3031300d060960864801650304020105000420',
	'384': '3041300d060960864801650304020205000430',
	'512': '3051300d060960864801650304020305000440',
};

const same = (a: Uint8Array, b: Uint8Array): boolean =>
	a.length === b.length && a.every((byte, index) => byte === b[index]);
const xor = (a: Uint8Array, b: Uint8Array): Uint8Array =>
	a.map((byte, index) => byte ^ (b[index] ?? 0));

function mask(seed: Uint8Array, length: number, hash: Hash): Uint8Array {
	const size = hash(new Uint8Array()).length;
	const blocks = Array.from({ length: Math.ceil(length / size) }, (_, index) =>
		hash(concatBytes(seed, Uint8Array.of(index >>> 24, index >>> 16, index >>> 8, index))),
	);
	return concatBytes(...blocks).slice(0, length);
}

/** `RSA1_5`, `RSA-OAEP` and `RSA-OAEP-256`; `undefined` for any other, or for a text that is too long. */
export function encrypt(
	key: RsaKey,
	algorithm: string,
	text: Uint8Array,
	noise: string,
): Uint8Array | undefined {
	const length = key.size / 8;
	if (algorithm === 'RSA1_5') {
		if (text.length > length - 11) return undefined;
		const filling = bytesFrom(noise, length - text.length - 3).map((byte) => byte || 1);
		return applyPublic(key, concatBytes(Uint8Array.of(0, 2), filling, Uint8Array.of(0), text));
	}
	const hash = oaepHash(algorithm);
	if (!hash) return undefined;
	const size = hash(new Uint8Array()).length;
	if (text.length > length - 2 * size - 2) return undefined;
	const filling = new Uint8Array(length - text.length - 2 * size - 2);
	const data = concatBytes(hash(new Uint8Array()), filling, Uint8Array.of(1), text);
	const seed = bytesFrom(noise, size);
	const masked = xor(data, mask(seed, data.length, hash));
	const maskedSeed = xor(seed, mask(masked, size, hash));
	return applyPublic(key, concatBytes(Uint8Array.of(0), maskedSeed, masked));
}

const oaepHash = (algorithm: string): Hash | undefined =>
	algorithm === 'RSA-OAEP' ? sha1 : algorithm === 'RSA-OAEP-256' ? sha256 : undefined;

/** What {@link encrypt} made, as it was; `undefined` when this key did not make it. */
export function decrypt(
	key: RsaKey,
	algorithm: string,
	cipher: Uint8Array,
): Uint8Array | undefined {
	if (cipher.length !== key.size / 8) return undefined;
	const block = applyPrivate(key, cipher);
	if (algorithm === 'RSA1_5') {
		const end = block.indexOf(0, 2);
		return block[0] === 0 && block[1] === 2 && end > 9 ? block.slice(end + 1) : undefined;
	}
	const hash = oaepHash(algorithm);
	if (!hash || block[0] !== 0) return undefined;
	const size = hash(new Uint8Array()).length;
	const [maskedSeed, masked] = [block.slice(1, 1 + size), block.slice(1 + size)];
	const seed = xor(maskedSeed, mask(masked, size, hash));
	const data = xor(masked, mask(seed, masked.length, hash));
	const start = data.indexOf(1, size);
	const isEmpty = data.slice(size, start).every((byte) => byte === 0);
	return start >= 0 && isEmpty && same(data.slice(0, size), hash(new Uint8Array()))
		? data.slice(start + 1)
		: undefined;
}

function signatureBlock(algorithm: string, digest: Uint8Array, length: number) {
	const bits = algorithm.slice(2);
	const prefix = PREFIXES[bits];
	if (!algorithm.startsWith('RS') || prefix === undefined || digest.length * 8 !== Number(bits))
		return undefined;
	const described = concatBytes(hexToBytes(prefix), digest);
	const filling = new Uint8Array(length - described.length - 3).fill(255);
	return concatBytes(Uint8Array.of(0, 1), filling, Uint8Array.of(0), described);
}

/** The hash of a digest with its salt, as PSS signs it. */
const salted = (hash: Hash, digest: Uint8Array, salt: Uint8Array): Uint8Array =>
	hash(concatBytes(new Uint8Array(8), digest, salt));

function signPss(key: RsaKey, hash: Hash, digest: Uint8Array, noise: string): Uint8Array {
	const salt = bytesFrom(noise, digest.length);
	const hashed = salted(hash, digest, salt);
	const filling = new Uint8Array(key.size / 8 - 2 * digest.length - 2);
	const data = concatBytes(filling, Uint8Array.of(1), salt);
	const masked = xor(data, mask(hashed, data.length, hash));
	masked[0] = (masked[0] ?? 0) & 0x7f;
	return applyPrivate(key, concatBytes(masked, hashed, Uint8Array.of(0xbc)));
}

function verifyPss(key: RsaKey, hash: Hash, digest: Uint8Array, signature: Uint8Array): boolean {
	const block = applyPublic(key, signature);
	const length = block.length - digest.length - 1;
	const [masked, hashed] = [block.slice(0, length), block.slice(length, -1)];
	const data = xor(masked, mask(hashed, length, hash));
	const salt = data.slice(-digest.length);
	return block.at(-1) === 0xbc && same(hashed, salted(hash, digest, salt));
}

/** `RS256` to `RS512` and `PS256` to `PS512` over a digest; `undefined` for any other, or a digest of another length. */
export function sign(
	key: RsaKey,
	algorithm: string,
	digest: Uint8Array,
	noise: string,
): Uint8Array | undefined {
	const block = signatureBlock(algorithm, digest, key.size / 8);
	if (block) return applyPrivate(key, block);
	const hash = HASHES[algorithm.slice(2)];
	const fits = algorithm.startsWith('PS') && digest.length * 8 === Number(algorithm.slice(2));
	return hash && fits ? signPss(key, hash, digest, noise) : undefined;
}

/** Whether a signature is this key's over a digest; `undefined` for an algorithm that there is not. */
export function verify(
	key: RsaKey,
	algorithm: string,
	digest: Uint8Array,
	signature: Uint8Array,
): boolean | undefined {
	if (signature.length !== key.size / 8) return false;
	const block = signatureBlock(algorithm, digest, key.size / 8);
	if (block) return same(applyPublic(key, signature), block);
	const hash = HASHES[algorithm.slice(2)];
	const fits = algorithm.startsWith('PS') && digest.length * 8 === Number(algorithm.slice(2));
	return hash && fits ? verifyPss(key, hash, digest, signature) : undefined;
}
