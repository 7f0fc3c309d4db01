import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { remembered } from '../remembered';

/**
 * RSA with keys that grow out of a seed. The modulus is a product of many small primes, which takes a moment to make where two
 * large ones would take a second. It is real arithmetic, so that any library can use the public half; and no secret at all.
 * @see https://www.rfc-editor.org/rfc/rfc8017
 */

/** A key pair. */
export interface RsaKey {
	/** In bits. */
	readonly size: number;
	readonly modulus: bigint;
	readonly exponent: bigint;
	readonly primes: readonly bigint[];
	/** For each prime its own exponent and its factor in putting results together. */
	readonly parts: readonly { readonly exponent: bigint; readonly factor: bigint }[];
}

const EXPONENT = 65537n;
const SMALL = [3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n];

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(bytes)}`);
/** A number as so many bytes, highest first. */
export const toBytes = (value: bigint, length: number): Uint8Array =>
	hexToBytes(value.toString(16).padStart(length * 2, '0'));

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
	let result = 1n;
	let factor = base % modulus;
	for (let rest = exponent; rest > 0n; rest >>= 1n) {
		if (rest & 1n) result = (result * factor) % modulus;
		factor = (factor * factor) % modulus;
	}
	return result;
}

/** What a value must be multiplied with to give 1. */
export function inverse(value: bigint, modulus: bigint): bigint {
	let [a, b, x, y] = [((value % modulus) + modulus) % modulus, modulus, 1n, 0n];
	while (b > 0n) {
		const quotient = a / b;
		[a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
	}
	return ((x % modulus) + modulus) % modulus;
}

/** Miller and Rabin's test; with these bases it is certain for numbers of 64 bits. */
function isPrime(n: bigint): boolean {
	if (SMALL.some((small) => n % small === 0n)) return false;
	let odd = n - 1n;
	let twos = 0;
	while (!(odd & 1n)) {
		odd >>= 1n;
		twos++;
	}
	return [2n, ...SMALL].every((base) => {
		let x = power(base, odd, n);
		if (x === 1n || x === n - 1n) return true;
		for (let round = 1; round < twos; round++) {
			x = (x * x) % n;
			if (x === n - 1n) return true;
		}
		return false;
	});
}

/** A prime of 64 bits, its highest eight set so that the product has every bit of its size. */
function primeOf(seed: string, index: number, others: readonly bigint[]): bigint {
	for (let attempt = 0; ; attempt++) {
		const bytes = sha256(utf8ToBytes(`${seed}|${index}|${attempt}`)).slice(0, 8);
		const candidate = toNumber(bytes) | (0xffn << 56n) | 1n;
		if (!others.includes(candidate) && (candidate - 1n) % EXPONENT !== 0n && isPrime(candidate))
			return candidate;
	}
}

function make(seed: string, size: number): RsaKey {
	const primes: bigint[] = [];
	for (let index = 0; index < size / 64; index++) primes.push(primeOf(seed, index, primes));
	const modulus = primes.reduce((product, prime) => product * prime, 1n);
	const parts = primes.map((prime) => {
		const rest = modulus / prime;
		return {
			exponent: inverse(EXPONENT, prime - 1n),
			factor: rest * inverse(rest, prime),
		};
	});
	return { size, modulus, exponent: EXPONENT, primes, parts };
}

const keysOf = remembered((size: number) => remembered((seed: string) => make(seed, size), 50));

/** The key pair of a seed, always the same. */
export const rsaKeyOf = (seed: string, size: number): RsaKey => keysOf(size)(seed);

/** What anybody can do with the public half. */
export const applyPublic = (key: RsaKey, message: Uint8Array): Uint8Array =>
	toBytes(power(toNumber(message), key.exponent, key.modulus), key.size / 8);

/** What only the holder of the key can do. */
export function applyPrivate(key: RsaKey, message: Uint8Array): Uint8Array {
	const value = toNumber(message);
	const sum = key.primes.reduce((total, prime, index) => {
		const part = key.parts[index];
		return part ? total + power(value, part.exponent, prime) * part.factor : total;
	}, 0n);
	return toBytes(sum % key.modulus, key.size / 8);
}

/** Bytes that look random and are always the same for the same seed. */
export function bytesFrom(seed: string, length: number): Uint8Array {
	const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
		sha256(utf8ToBytes(`${seed}|${index}`)),
	);
	return concatBytes(...blocks).slice(0, length);
}
