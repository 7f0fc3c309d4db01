import type { Conversation, HttpRequest } from '../azure';
import { failed, type CommandResult } from './result';
import { fileOf, withFile, type Session } from './session';

/**
 * The part of `curl` that Azure's pages use: method, headers, body, and what is shown of the answer.
 * @see https://curl.se/docs/manpage.html
 */
interface Asked {
	method?: string;
	url?: string;
	headers: Record<string, string>;
	data?: string[];
	include: boolean;
	head: boolean;
	silent: boolean;
	showErrors: boolean;
	fails: boolean;
	get: boolean;
	output?: string;
	writeOut?: string;
}

const VALUED: Readonly<Record<string, string>> = {
	'--request': 'X',
	'--header': 'H',
	'--data': 'd',
	'--data-raw': 'd',
	'--data-binary': 'd',
	'--data-urlencode': 'd',
	'--json': 'j',
	'--url': 'u',
	'--output': 'o',
	'--write-out': 'w',
	'--max-time': 'm',
	'--connect-timeout': 'm',
	'--retry': 'm',
	'--user-agent': 'A',
	'--noproxy': 'm',
};
const PLAIN: Readonly<Record<string, string>> = {
	'--include': 'i',
	'--head': 'I',
	'--silent': 's',
	'--show-error': 'S',
	'--fail': 'f',
	'--get': 'G',
	'--location': 'L',
	'--insecure': 'k',
	'--globoff': 'g',
	'--compressed': 'L',
};

/** Reads curl's words; a string says what is not understood. */
function read(
	args: readonly string[],
	session: Session,
	stdin: string | undefined,
): Asked | string {
	const asked: Asked = {
		headers: {},
		include: false,
		head: false,
		silent: false,
		showErrors: false,
		fails: false,
		get: false,
	};
	const flag = (letter: string): boolean => {
		if (letter === 'i') asked.include = true;
		else if (letter === 'I') asked.head = true;
		else if (letter === 's') asked.silent = true;
		else if (letter === 'S') asked.showErrors = true;
		else if (letter === 'f') asked.fails = true;
		else if (letter === 'G') asked.get = true;
		else return 'Lkgv'.includes(letter);
		return true;
	};
	const value = (letter: string, text: string): string | undefined => {
		if (letter === 'X') asked.method = text;
		else if (letter === 'u') asked.url = text;
		else if (letter === 'o') asked.output = text;
		else if (letter === 'w') asked.writeOut = text;
		else if (letter === 'A') asked.headers['User-Agent'] = text;
		else if (letter === 'H') {
			const cut = text.indexOf(':');
			if (cut > 0) asked.headers[text.slice(0, cut)] = text.slice(cut + 1).trim();
		} else if (letter === 'd' || letter === 'j') {
			const file = text.startsWith('@') ? text.slice(1) : undefined;
			const content =
				file === undefined ? text : file === '-' ? (stdin ?? '') : fileOf(session, file);
			if (content === undefined)
				return `curl: (26) Failed to open/read local data from file/application`;
			asked.data = [
				...(asked.data ?? []),
				file === undefined ? content : content.replace(/\n/g, ''),
			];
			if (letter === 'j') asked.headers['Content-Type'] = 'application/json';
		}
		return undefined;
	};
	for (let at = 0; at < args.length; at++) {
		const word = args[at] ?? '';
		if (!/^-./.test(word)) {
			asked.url = word;
			continue;
		}
		const long = word.startsWith('--');
		const letters = long ? (PLAIN[word] ?? VALUED[word]) : word.slice(1);
		if (letters === undefined) return `curl: option ${word}: is not understood here`;
		for (let letter = 0; letter < letters.length; letter++) {
			const name = letters[letter] ?? '';
			const takes = long ? VALUED[word] !== undefined : 'XHdowmA'.includes(name);
			if (takes) {
				const attached = long ? '' : letters.slice(letter + 1);
				const text = attached === '' ? args[++at] : attached;
				if (text === undefined) return `curl: option ${word}: requires parameter`;
				const wrong = value(name, text);
				if (wrong !== undefined) return wrong;
				break;
			}
			if (!flag(name)) return `curl: option -${name}: is not understood here`;
		}
	}
	return asked;
}

/** Sends a request from where the session is, as it is written: nobody signs it. */
export function* curlCommand(
	args: readonly string[],
	session: Session,
	stdin: string | undefined,
): Conversation<CommandResult> {
	const asked = read(args, session, stdin);
	if (typeof asked === 'string') return failed(session, `${asked}\n`, 2);
	if (asked.url === undefined) return failed(session, 'curl: no URL specified!\n', 2);
	const body = asked.data?.join('&');
	const bare = /^[a-z]+:\/\//i.test(asked.url) ? asked.url : `http://${asked.url}`;
	const url =
		asked.get && body !== undefined ? `${bare}${bare.includes('?') ? '&' : '?'}${body}` : bare;
	const sends = body !== undefined && !asked.get;
	const named = Object.keys(asked.headers).map((name) => name.toLowerCase());
	const request: HttpRequest = {
		method: (asked.method ?? (asked.head ? 'HEAD' : sends ? 'POST' : 'GET')).toUpperCase(),
		url,
		headers: {
			// Without this the request would carry the session of the person at the desk.
			...(named.includes('authorization') ? {} : { authorization: '' }),
			...(sends && !named.includes('content-type')
				? { 'content-type': 'application/x-www-form-urlencoded' }
				: {}),
			...asked.headers,
		},
		...(sends ? { body } : {}),
		...(session.at ? { from: session.at.resourceId } : {}),
	};
	const response = yield request;
	const quiet = asked.silent && !asked.showErrors;
	if (response.status === 0) {
		const host = /^[a-z]+:\/\/([^/?]+)/i.exec(url)?.[1] ?? '';
		const says = /ENOTFOUND/.test(response.body)
			? `curl: (6) Could not resolve host: ${host}`
			: `curl: (7) Failed to connect to ${host}: ${response.body}`;
		return failed(session, quiet ? '' : `${says}\n`, says.includes('(6)') ? 6 : 7);
	}
	if (asked.fails && response.status >= 400)
		return failed(
			session,
			quiet ? '' : `curl: (22) The requested URL returned error: ${response.status}\n`,
			22,
		);
	const head =
		asked.include || asked.head
			? [
					`HTTP/1.1 ${response.status}`,
					...Object.entries(response.headers).map(([name, text]) => `${name}: ${text}`),
					'',
					'',
				].join('\n')
			: '';
	const told =
		asked.writeOut?.replaceAll('%{http_code}', String(response.status)).replaceAll('\\n', '\n') ??
		'';
	const content = head + (asked.head ? '' : response.body);
	if (asked.output !== undefined)
		return {
			stdout: told,
			stderr: '',
			exitCode: 0,
			session: withFile(session, asked.output, content),
		};
	return { stdout: content + told, stderr: '', exitCode: 0, session };
}
