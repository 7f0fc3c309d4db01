import jmespath from '@jmespath-community/jmespath';
import { Shell } from './support';

/** A line of a scenario and what must be true of what it prints. */
export interface Step {
	readonly cmd: string;
	readonly checks: readonly (readonly unknown[])[];
	readonly expectFailure: boolean;
}
/** Lines that a person would run one after the other. */
export interface Scenario {
	readonly test: string;
	readonly steps: readonly Step[];
	/** What its placeholders stand for, where their names do not say it. */
	readonly values?: Readonly<Record<string, string>>;
	/** Lines that its preparation runs before its first step. */
	readonly before?: readonly string[];
}
/** What came of a scenario. */
export interface Report {
	readonly lines: readonly string[];
	readonly steps: number;
	readonly filled: number;
	readonly ran: number;
	readonly checks: number;
	readonly passed: number;
}

/** Placeholders whose value is always the same kind of thing. */
const KNOWN: Readonly<Record<string, string>> = {
	rg: 'rg',
	resource_group: 'rg',
	loc: 'westeurope',
	location: 'westeurope',
	rg_loc: 'westeurope',
	resource_group_location: 'westeurope',
	replica_location: 'northeurope',
	sku: 'Standard',
	premium_sku: 'Premium',
	update_sku: 'Standard',
	image: 'mcr.microsoft.com/azure-cli',
	os_type: 'Linux',
	ip_address_type: 'Public',
	tags: 'key=value',
	updated_tag: 'newkey=newvalue',
	retention_days: '1',
	enable_purge_protection: 'false',
	system_assigned_identity: '[system]',
	issuer: 'https://token.actions.githubusercontent.com',
	subject1: 'system:serviceaccount:ns:svcaccount1',
	subject2: 'system:serviceaccount:ns:svcaccount2',
	subject3: 'system:serviceaccount:ns:svcaccount3',
	audience: 'api://AzureADTokenExchange',
	user: 'ubuntuadmin',
	identity_permissions: 'get unwrapKey wrapKey',
	key_permissions: 'get unwrapKey wrapKey',
	key_vault: 'kv1x',
	vault: 'kv1x',
	vault1: 'kv1x',
	vault2: 'kv2x',
	vault3: 'kv3x',
	vt: 'kv1x',
	sa: 'files1x',
	vtn: 'https://kv1x.vault.azure.net/',
	keyvault_uri: 'https://kv1x.vault.azure.net/',
};

/** What an option without a named placeholder takes: `-g {}`. */
const BY_OPTION: Readonly<Record<string, string>> = {
	'-g': 'rg',
	'--resource-group': 'rg',
	'-p': 'planx1',
	'--plan': 'planx1',
	'-s': 'files1x',
	'--role': 'Reader',
	'--scope': '{rg_id}',
	'--assignee': '{principal_id}',
	'--identities': '{identity_id}',
	'--assign-identity': '{identity_id}',
	'--acr-identity': '{identity_id}',
	'--container-registry-url': 'https://appx1.azurecr.io',
	'--container-image-name': 'appx1:latest',
	'-u': 'https://github.com/contoso/shop',
};

/** What is called so in lines with `-n {}`: each kind of thing by a name of its own. */
const unnamed = (line: string): string =>
	/\bplan create/.test(line) ? 'planx1' : /^identity /.test(line) ? 'identx1' : 'appx1';

/** A line whose `{}` say by the option before them what they are. */
const named = (line: string): string =>
	line.replace(/(\S+) \{\}/g, (whole, option: string) => {
		const value = option === '-n' ? unnamed(line) : BY_OPTION[option];
		return value === undefined ? whole : `${option} ${value}`;
	});

/** Kinds of values that answers tell and later lines name, by how their placeholders are called. */
const TOLD: readonly (readonly [RegExp, keyof Told])[] = [
	[/client_?id/i, 'clientId'],
	[/principal|(^|_)(oid|sid)\d*$|_sp_id$|assignee/i, 'principalId'],
	[/(^|_)kid\d*$|key_id$/i, 'key'],
	[/^ver$/, 'version'],
	[/vault\d?_id$|^vid$/, 'vault'],
	[/(^|_)(iid|id)\d*$|user_assigned_identity$/i, 'identity'],
];
interface Told {
	readonly clientId?: string;
	readonly principalId?: string;
	readonly key?: string;
	readonly version?: string;
	readonly vault?: string;
	readonly identity?: string;
	/** All identities in the order in which they were made: `{id2}` is the second. */
	readonly identities: readonly string[];
}

/** What an answer adds to what is known. */
function learn(told: Told, line: string, value: unknown): Told {
	const text = (key: string): string | undefined => {
		const found = (value as Record<string, unknown> | null | undefined)?.[key];
		return typeof found === 'string' ? found : undefined;
	};
	if (typeof value === 'string' && /--query .*principalId/.test(line))
		return { ...told, principalId: value };
	const kid =
		typeof value === 'string' && /key create/.test(line)
			? value
			: (value as { key?: { kid?: string } } | null | undefined)?.key?.kid;
	if (kid !== undefined) return { ...told, key: kid, version: kid.split('/').at(-1) ?? '' };
	if (value === null || typeof value !== 'object') return told;
	const [id, principalId, clientId] = [text('id'), text('principalId'), text('clientId')];
	if (/^(az )?identity create/.test(line) && id !== undefined)
		return {
			...told,
			identity: id,
			identities: [...told.identities, id],
			...(principalId === undefined ? {} : { principalId }),
			...(clientId === undefined ? {} : { clientId }),
		};
	if (/keyvault (show|create)/.test(line) && id !== undefined) return { ...told, vault: id };
	const own = (value as { identity?: { principalId?: unknown } }).identity?.principalId;
	const principal = principalId ?? (typeof own === 'string' ? own : undefined);
	return principal === undefined ? told : { ...told, principalId: principal };
}

/** Fills placeholders: known ones, values of steps before, and else a name made from the placeholder's. */
export function makeScenario(shell: Shell) {
	// What the scenarios' own preparations make before their first line.
	shell.ok(
		'az group create -n rg -l westeurope',
		...['kv1x', 'kv2x', 'kv3x'].map(
			(name) => `az keyvault create -g rg -n ${name} --enable-rbac-authorization false`,
		),
		'az storage account create -g rg -n files1x',
	);
	const values = new Map(Object.entries(KNOWN));
	const nameOf = (key: string): string =>
		key
			.toLowerCase()
			.replace(/[^a-z0-9]/g, '')
			.slice(0, 20);
	let told: Told = { identities: [] };
	const scope = `/subscriptions/${shell.subscription}/resourceGroups/rg`;
	values.set('scope', scope);
	values.set('sub', shell.subscription);
	values.set('rg_id', scope);
	return {
		values,
		/** Remembers what a line printed. */
		learn(line: string, value: unknown): void {
			told = learn(told, line, value);
		},
		/** `undefined` when a placeholder means something that nothing here has said. */
		fill(text: string): string | undefined {
			let known = true;
			const filled = named(text).replace(/\{(\w*)\}/g, (_, key: string) => {
				if (key === '' || key === 'expr') known = false;
				if (values.has(key)) return values.get(key) ?? '';
				const kind = TOLD.find(([pattern]) => pattern.test(key))?.[1];
				const nth = /^id(\d)$/.exec(key)?.[1];
				const value = nth === undefined ? kind && told[kind] : told.identities[Number(nth) - 1];
				if (typeof value === 'string') return value;
				if (kind !== undefined || /(^|_)(url|uri)\d*$/i.test(key)) {
					known = false;
					return '';
				}
				const name = `${nameOf(key)}x1`;
				values.set(key, name);
				return name;
			});
			return known ? filled : undefined;
		},
	};
}

const same = (found: unknown, expected: unknown): boolean =>
	expected === null
		? found === null || found === undefined
		: String(found).toLowerCase() === String(expected).toLowerCase() ||
			(expected === 'None' && (found === null || found === undefined));

/** Runs a scenario in a world of its own. */
export function runScenario(scenario: Scenario): Report {
	const shell = new Shell();
	const context = makeScenario(shell);
	const { fill, values } = context;
	for (const line of scenario.before ?? []) {
		const { exitCode, stderr, value } = shell.run(`az ${line}`);
		if (exitCode !== 0) throw new Error(`${line}\n${stderr}`);
		context.learn(line, value);
	}
	for (const [key, value] of Object.entries(scenario.values ?? {})) values.set(key, value);
	const lines = [`## ${scenario.test}`];
	let [filled, ran, checks, passed] = [0, 0, 0, 0];
	for (const step of scenario.steps) {
		// Each of its parts makes a store under a random name: a deleted one keeps its own.
		const store = values.get('config_store_name');
		if (store !== undefined && /^appconfig create/.test(step.cmd))
			values.set('config_store_name', `${store}y`);
		const line = fill(step.cmd.replace(/^az /, ''));
		if (line === undefined) {
			lines.push(`?  ${step.cmd}`);
			continue;
		}
		filled++;
		const result = shell.run(`az ${line}`);
		if (result.exitCode === 0) context.learn(line, result.value);
		const good = (result.exitCode !== 0) === step.expectFailure;
		if (good) ran++;
		lines.push(
			`${good ? 'ok' : 'NO'} ${line}${good ? '' : `\n     ${result.stderr.split('\n')[0] ?? ''}`}`,
		);
		if (step.expectFailure) {
			checks++;
			if (good) passed++;
		}
		for (const [kind, path, expected] of step.checks) {
			// The value of a check without one was computed where the scenario comes from.
			if (kind !== 'check' || (expected === null && !/userAssignedIdentities$/.test(String(path))))
				continue;
			const wanted = typeof expected === 'string' ? fill(expected) : expected;
			if (wanted === undefined) continue;
			checks++;
			const value =
				result.value === undefined
					? null
					: jmespath.search(result.value as Parameters<typeof jmespath.search>[0], String(path));
			if (same(value, wanted)) passed++;
			else
				lines.push(`     check ${String(path)}: ${JSON.stringify(value)} is not ${String(wanted)}`);
		}
	}
	return { lines, steps: scenario.steps.length, filled, ran, checks, passed };
}
