import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Milliseconds } from '../time';
import { toBytes, type RsaKey } from './rsa';
import { sign } from './rsaPadding';

/** Self-signed certificates, as the bytes that libraries read. @see https://www.rfc-editor.org/rfc/rfc5280 */

/** What a certificate says. */
export interface CertificateContent {
	/** `CN=shop.contoso.com, O=Contoso`. */
	readonly subject: string;
	readonly serial: Uint8Array;
	readonly notBefore: Milliseconds;
	readonly notAfter: Milliseconds;
	readonly dnsNames: readonly string[];
}

/** One element of DER: its kind, its length, its content. */
function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
	const body = concatBytes(...content);
	const hex = body.length.toString(16);
	const size = hexToBytes(hex.length % 2 === 0 ? hex : `0${hex}`);
	const length = body.length < 128 ? size : concatBytes(Uint8Array.of(0x80 | size.length), size);
	return concatBytes(Uint8Array.of(tag), length, body);
}
const sequence = (...content: readonly Uint8Array[]) => der(0x30, ...content);
/** Numbers are signed: one whose highest bit is set gets a zero before it. */
const integer = (bytes: Uint8Array) =>
	der(0x02, (bytes[0] ?? 0) >= 128 ? concatBytes(Uint8Array.of(0), bytes) : bytes);
const bits = (bytes: Uint8Array) => der(0x03, Uint8Array.of(0), bytes);

function oid(dotted: string): Uint8Array {
	const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
	const base128 = (value: number): number[] => {
		const digits = [value & 127];
		for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 127) | 128);
		return digits;
	};
	return der(0x06, Uint8Array.of(first * 40 + second, ...rest.flatMap(base128)));
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
	CN: '2.5.4.3',
	C: '2.5.4.6',
	L: '2.5.4.7',
	ST: '2.5.4.8',
	S: '2.5.4.8',
	O: '2.5.4.10',
	OU: '2.5.4.11',
};

/** A subject as names and values, or `undefined` when it is none that is known here. */
export function readSubject(subject: string): readonly (readonly [string, string])[] | undefined {
	const parts = subject.split(/,\s*(?=[A-Za-z]+=)/).map((part) => {
		const cut = part.indexOf('=');
		return [part.slice(0, cut).trim().toUpperCase(), part.slice(cut + 1).trim()] as const;
	});
	return parts.every(([name, value]) => Object.hasOwn(ATTRIBUTES, name) && value !== '')
		? parts
		: undefined;
}

const nameOf = (subject: string): Uint8Array =>
	sequence(
		...(readSubject(subject) ?? []).map(([name, value]) =>
			der(
				0x31,
				sequence(
					oid(ATTRIBUTES[name] ?? '2.5.4.3'),
					der(name === 'C' ? 0x13 : 0x0c, utf8ToBytes(value)),
				),
			),
		),
	);

/** Until 2049 years have two digits. */
function time(moment: Milliseconds): Uint8Array {
	const digits = new Date(moment).toISOString().replace(/\.\d+Z$|[-:T]/g, '');
	return moment < Date.UTC(2050, 0)
		? der(0x17, utf8ToBytes(`${digits.slice(2)}Z`))
		: der(0x18, utf8ToBytes(`${digits}Z`));
}

const SIGNED_WITH = sequence(oid('1.2.840.113549.1.1.11'), der(0x05));

const publicKey = ({ modulus, exponent, size }: RsaKey): Uint8Array =>
	sequence(
		sequence(oid('1.2.840.113549.1.1.1'), der(0x05)),
		bits(sequence(integer(toBytes(modulus, size / 8)), integer(toBytes(exponent, 3)))),
	);

const alternativeNames = (names: readonly string[]): Uint8Array =>
	sequence(
		oid('2.5.29.17'),
		der(0x04, sequence(...names.map((name) => der(0x82, utf8ToBytes(name))))),
	);

/** A certificate that its own key has signed. */
export function selfSigned(key: RsaKey, content: CertificateContent): Uint8Array {
	const { subject, serial, notBefore, notAfter, dnsNames } = content;
	const name = nameOf(subject);
	const body = sequence(
		der(0xa0, integer(Uint8Array.of(2))),
		integer(serial),
		SIGNED_WITH,
		name,
		sequence(time(notBefore), time(notAfter)),
		name,
		publicKey(key),
		...(dnsNames.length > 0 ? [der(0xa3, sequence(alternativeNames(dnsNames)))] : []),
	);
	const signature = sign(key, 'RS256', sha256(body), '') ?? new Uint8Array();
	return sequence(body, SIGNED_WITH, bits(signature));
}
