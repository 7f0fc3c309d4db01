import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';
import { remembered } from '../remembered';
import { bytesFrom, inverse, toBytes } from './rsa';

/**
 * Keys on elliptic curves, and the signatures that they make. Real arithmetic, so that any library can check them; what is
 * secret about a key grows out of a seed that everybody can know.
 * @see https://www.rfc-editor.org/rfc/rfc6979
 * @see https://neuromancer.sk/std/nist
 */

interface Curve {
	/** The field's prime. */
	readonly p: bigint;
	readonly a: bigint;
	/** The order of the group. */
	readonly n: bigint;
	readonly x: bigint;
	readonly y: bigint;
	/** Bytes of a coordinate. */
	readonly length: number;
	/** The algorithm that signs with it, and the bytes of the digest that it takes. */
	readonly algorithm: string;
	readonly digest: number;
}

const hex = (text: string): bigint => BigInt(`0x${text}`);

const P256 = hex('ffffffff00000001000000000000000000000000ffffffffffffffffffffffff');
const P384 = 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n;
const P521 = 2n ** 521n - 1n;

/** The curves that Key Vault knows, as it names them. */
const CURVES = {
	'P-256': {
		p: P256,
		a: P256 - 3n,
		n: hex('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'),
		x: hex('6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'),
		y: hex('4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5'),
		length: 32,
		algorithm: 'ES256',
		digest: 32,
	},
	'P-256K': {
		p: 2n ** 256n - 2n ** 32n - 977n,
		a: 0n,
		n: hex('fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141'),
		x: hex('79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'),
		y: hex('483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8'),
		length: 32,
		algorithm: 'ES256K',
		digest: 32,
	},
	'P-384': {
		p: P384,
		a: P384 - 3n,
		n: hex(
			'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
		),
		x: hex(
			'aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7',
		),
		y: hex(
			'3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f',
		),
		length: 48,
		algorithm: 'ES384',
		digest: 48,
	},
	'P-521': {
		p: P521,
		a: P521 - 3n,
		n: hex(
			'01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409',
		),
		x: hex(
			'00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66',
		),
		y: hex(
			'011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650',
		),
		length: 66,
		algorithm: 'ES512',
		digest: 64,
	},
} as const satisfies Readonly<Record<string, Curve>>;

/** A curve's name. */
export type CurveName = keyof typeof CURVES;

/** The curve of a name; `undefined` when Key Vault knows none. */
export const curveNamed = (name: string): CurveName | undefined =>
	Object.hasOwn(CURVES, name) ? (name as CurveName) : undefined;

/** A point in Jacobian coordinates: adding needs no division. `z` is 0 at infinity. */
type Point = readonly [x: bigint, y: bigint, z: bigint];
const INFINITY: Point = [1n, 1n, 0n];

function double([x, y, z]: Point, { p, a }: Curve): Point {
	if (z === 0n || y === 0n) return INFINITY;
	const yy = (y * y) % p;
	const s = (4n * x * yy) % p;
	const zz = (z * z) % p;
	const m = (3n * x * x + a * zz * zz) % p;
	const twice = (m * m - 2n * s) % p;
	return [twice, (m * (s - twice) - 8n * yy * yy) % p, (2n * y * z) % p];
}

function add(one: Point, other: Point, curve: Curve): Point {
	const { p } = curve;
	const [x1, y1, z1] = one;
	const [x2, y2, z2] = other;
	if (z1 === 0n) return other;
	if (z2 === 0n) return one;
	const [zz1, zz2] = [(z1 * z1) % p, (z2 * z2) % p];
	const u1 = (x1 * zz2) % p;
	const h = (((x2 * zz1 - u1) % p) + p) % p;
	const s1 = (y1 * zz2 * z2) % p;
	const r = (((y2 * zz1 * z1 - s1) % p) + p) % p;
	if (h === 0n) return r === 0n ? double(one, curve) : INFINITY;
	const hh = (h * h) % p;
	const hhh = (h * hh) % p;
	const v = (u1 * hh) % p;
	const x = (r * r - hhh - 2n * v) % p;
	return [x, (r * (v - x) - s1 * hhh) % p, (h * z1 * z2) % p];
}

function times(point: Point, factor: bigint, curve: Curve): Point {
	let result = INFINITY;
	let power = point;
	for (let rest = factor; rest > 0n; rest >>= 1n) {
		if (rest & 1n) result = add(result, power, curve);
		power = double(power, curve);
	}
	return result;
}

function affine([x, y, z]: Point, { p }: Curve): readonly [x: bigint, y: bigint] {
	const back = inverse(z, p);
	const square = (back * back) % p;
	const inField = (value: bigint) => ((value % p) + p) % p;
	return [inField(x * square), inField(y * square * back)];
}

const base = ({ x, y }: Curve): Point => [x, y, 1n];
const toNumber = (bytes: Uint8Array): bigint => hex(bytesToHex(bytes) || '0');
/** A number from 1 to the order of the group, always the same for the same seed. */
const scalar = (seed: string, { n, length }: Curve): bigint =>
	(toNumber(bytesFrom(seed, length + 8)) % (n - 1n)) + 1n;

/** A key pair on a curve. */
export interface EcKey {
	readonly curve: CurveName;
	readonly secret: bigint;
	/** The public point, as bytes. */
	readonly x: Uint8Array;
	readonly y: Uint8Array;
}

const keysOf = remembered((name: CurveName) =>
	remembered((seed: string): EcKey => {
		const curve: Curve = CURVES[name];
		const secret = scalar(seed, curve);
		const [x, y] = affine(times(base(curve), secret, curve), curve);
		const { length } = curve;
		return { curve: name, secret, x: toBytes(x, length), y: toBytes(y, length) };
	}, 50),
);

/** The key pair of a seed, always the same. */
export const ecKeyOf = (seed: string, curve: CurveName): EcKey => keysOf(curve)(seed);

/** The digest as a number; `undefined` when this curve does not sign so, or not so much. */
function readDigest({ algorithm, digest }: Curve, asked: string, bytes: Uint8Array) {
	return asked === algorithm && bytes.length === digest ? toNumber(bytes) : undefined;
}

/** A signature, its two halves one after another; `undefined` for an algorithm of another curve. */
export function signOnCurve(
	{ curve: name, secret }: EcKey,
	algorithm: string,
	digest: Uint8Array,
): Uint8Array | undefined {
	const curve: Curve = CURVES[name];
	const message = readDigest(curve, algorithm, digest);
	if (message === undefined) return undefined;
	const { n, length } = curve;
	for (let attempt = 0; ; attempt++) {
		const k = scalar(`${secret}|${bytesToHex(digest)}|${attempt}`, curve);
		const r = affine(times(base(curve), k, curve), curve)[0] % n;
		const s = (inverse(k, n) * (message + r * secret)) % n;
		if (r > 0n && s > 0n) return concatBytes(toBytes(r, length), toBytes(s, length));
	}
}

/** Whether a signature is this key's; `undefined` for an algorithm of another curve. */
export function verifyOnCurve(
	key: EcKey,
	algorithm: string,
	digest: Uint8Array,
	signature: Uint8Array,
): boolean | undefined {
	const curve: Curve = CURVES[key.curve];
	const message = readDigest(curve, algorithm, digest);
	if (message === undefined) return undefined;
	const { n, length } = curve;
	if (signature.length !== 2 * length) return false;
	const [r, s] = [toNumber(signature.slice(0, length)), toNumber(signature.slice(length))];
	if (r <= 0n || r >= n || s <= 0n || s >= n) return false;
	const back = inverse(s, n);
	const point = add(
		times(base(curve), (message * back) % n, curve),
		times([toNumber(key.x), toNumber(key.y), 1n], (r * back) % n, curve),
		curve,
	);
	return point[2] !== 0n && affine(point, curve)[0] % n === r;
}
