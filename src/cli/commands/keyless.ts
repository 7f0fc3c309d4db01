import { idKey, programs, providerOf, type Conversation, type World } from '../../azure';
import { maybe, one, type Args } from '../args';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
} from '../command';
import { issueToken } from '../federatedLogin';
import { line } from '../quote';

/** The one thing of a name in a world, by full id or by name alone. */
function find(world: World, nameOrId: string, only: (type: string) => boolean): string | Failure {
	if (nameOrId.startsWith('/')) return nameOrId;
	const named = Object.values(world.resources).filter(
		({ name, type }) => only(type) && name.toLowerCase() === nameOrId.toLowerCase(),
	);
	const [first, ...others] = named;
	if (!first) return fail(`There is no '${nameOrId}' here.`, 3);
	return others.length === 0
		? first.id
		: fail(`'${nameOrId}' is the name of several resources: give the full id of one.`);
}

/** What a program may be told on the line: an option for each, and the names that it takes. */
const OPTIONS: readonly (readonly [option: string, takes: string])[] = [
	['read-secret', 'VAULT/SECRET'],
	['read-blob', 'ACCOUNT/CONTAINER/BLOB'],
	['list-blobs', 'ACCOUNT/CONTAINER'],
	...programs.PLANE_PROGRAM_KINDS.map((kind) => {
		const { option, takes } = programs.planeProgram(kind);
		return [option, takes] as const;
	}),
];

/** A program for one of the other data planes, of the names that the line gives. */
function planeOf(option: string, names: readonly string[]): programs.Program | undefined {
	const kind = programs.PLANE_PROGRAM_KINDS.find(
		(each) => programs.planeProgram(each).option === option,
	);
	if (!kind) return undefined;
	const { domain, sends } = programs.planeProgram(kind);
	const [store = '', inside = '', ...rest] = names;
	const endpoint = `https://${store}.${domain}/`;
	return sends
		? { kind, endpoint, name: inside, text: rest.join('/') }
		: { kind, endpoint, name: [inside, ...rest].join('/') };
}

/** What the program is to do, as the line says it. */
function programOf(args: Args, world: World): programs.Program | Failure {
	const wanted = OPTIONS.filter(([option]) => maybe(args, option) !== undefined);
	const [asked] = wanted;
	if (!asked || wanted.length !== 1)
		return fail(
			`Say one thing to do: ${OPTIONS.map(([option, takes]) => `--${option} ${takes}`).join(', ')}.`,
			2,
		);
	const [option, takes] = asked;
	const names = one(args, option).split('/');
	const [store = '', inside = '', ...rest] = names;
	if (names.length < takes.split('/').length || store === '' || inside === '')
		return fail(`'${one(args, option)}' names too little: separate the names by slashes.`, 2);
	const client = clientId(args, world);
	if (typeof client === 'object') return client;
	const as = client === undefined ? {} : { clientId: client };
	const blobEndpoint = `https://${store}.blob.core.windows.net/`;
	switch (option) {
		case 'read-secret':
			return {
				kind: 'readSecret',
				vaultUri: `https://${store}.vault.azure.net/`,
				secretName: inside,
				...as,
			};
		case 'read-blob':
			return { kind: 'readBlob', blobEndpoint, container: inside, blob: rest.join('/'), ...as };
		default: {
			const program = planeOf(option, names);
			return program
				? { ...program, ...as }
				: { kind: 'listBlobs', blobEndpoint, container: inside, ...as };
		}
	}
}

/** The client id that the program names: a GUID as it is, else that of the identity of this name or id. */
function clientId(args: Args, world: World): string | undefined | Failure {
	const asked = maybe(args, 'client-id');
	if (asked === undefined || /^[0-9a-f-]{36}$/i.test(asked)) return asked;
	const id = find(world, asked, (type) => /userAssignedIdentities$/i.test(type));
	if (typeof id === 'object') return id;
	const principal = Object.values(world.servicePrincipals).find(
		({ kind, resourceId, deletedAt }) =>
			kind === 'user' && deletedAt === undefined && idKey(resourceId) === idKey(id),
	);
	return principal?.appId ?? fail(`There is no '${asked}' here.`, 3);
}

function* run(args: Args, { look }: Context): Conversation<CommandValue> {
	if (!look) return fail("'keyless run' needs a simulated world to run the program in.");
	const world = look();
	const on = find(world, one(args, 'on'), (type) => providerOf(type)?.tokenEndpoint !== undefined);
	if (typeof on === 'object') return on;
	const program = programOf(args, world);
	if ('ok' in program) return program;
	const host = programs.hostOf(world, on);
	if (!host || !world.resources[idKey(on)])
		return fail(`No program runs on '${one(args, 'on')}'.`, 3);
	const ended = yield* programs.run(host, program);
	if (!ended.ok) return fail(`(${ended.errorCode ?? ended.status}) ${ended.message ?? ''}`);
	return done({
		status: ended.status,
		...(ended.value === undefined ? {} : { value: ended.value }),
		...(ended.names === undefined ? {} : { names: ended.names }),
		steps: ended.steps.map(({ name, status }) => ({ name, status })),
	});
}

/** The line that runs a program on a resource. */
export function programLine(resourceId: string, program: programs.Program): string {
	const store = (uri: string) => uri.replace(/^https:\/\/([^.]+).*$/, '$1');
	const as = program.clientId === undefined ? [] : ['--client-id', program.clientId];
	const asks = (...words: readonly string[]) =>
		line('keyless', 'run', '--on', resourceId, ...words, ...as);
	switch (program.kind) {
		case 'readSecret':
			return asks('--read-secret', `${store(program.vaultUri)}/${program.secretName}`);
		case 'readBlob':
			return asks(
				'--read-blob',
				`${store(program.blobEndpoint)}/${program.container}/${program.blob}`,
			);
		case 'listBlobs':
			return asks('--list-blobs', `${store(program.blobEndpoint)}/${program.container}`);
		default: {
			const names = [store(program.endpoint), program.name, program.text];
			return asks(
				`--${programs.planeProgram(program.kind).option}`,
				names.filter((each) => each !== undefined).join('/'),
			);
		}
	}
}

/** What Azure CLI has no word for: the learner's own program on a resource, which asks for a token and then for data. */
export const keyless: CommandGroup = {
	groups: { keyless: "Keyless's own commands, which real az does not have." },
	commands: [
		{
			name: 'keyless run',
			summary:
				'Runs the program on a resource: it gets a token from its identity and asks for data.',
			options: [
				{
					long: 'on',
					required: true,
					summary: 'Name or id of the virtual machine, web app or function app.',
				},
				...OPTIONS.map(([long, summary]) => ({ long, summary })),
				{
					long: 'client-id',
					summary: 'Client id, name or id of the user-assigned identity to use.',
				},
			],
			examples: ['keyless run --on vm-web --read-secret kv-shop/db-password'],
			run,
		},
		{
			name: 'keyless issue-token',
			summary:
				'Makes the token that an issuer outside of Azure, as GitHub Actions, would give to its workload.',
			options: [
				{
					long: 'issuer',
					required: true,
					summary: 'The issuer: https://token.actions.githubusercontent.com.',
				},
				{
					long: 'subject',
					required: true,
					summary: 'Whom it speaks for: repo:shop/web:ref:refs/heads/main.',
				},
				{ long: 'audience', summary: 'Default: api://AzureADTokenExchange.' },
			],
			examples: [
				'keyless issue-token --issuer https://token.actions.githubusercontent.com --subject repo:shop/web:ref:refs/heads/main',
			],
			*run(args, { look }) {
				if (!look) return fail("'keyless issue-token' needs a simulated world, for its clock.");
				const iss = one(args, 'issuer');
				const aud = maybe(args, 'audience') ?? 'api://AzureADTokenExchange';
				return {
					ok: true,
					raw: `${issueToken({ iss, sub: one(args, 'subject'), aud }, look().now)}\n`,
				};
			},
		},
	],
};
