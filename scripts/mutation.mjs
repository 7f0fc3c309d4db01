// npm run test:mutation [target …]: mutation testing of the code that decides, target by target; all when none is named.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';

/** What share of the mutants the tests must notice, in percent. */
const ENOUGH = 85;

/**
 * What is changed, and the tests that are about it: all tests for each of some two thousand mutants would take days.
 *
 * @type {Readonly<Record<string, { mutate: readonly string[], tests: readonly string[] }>>}
 */
const TARGETS = {
	access: {
		mutate: ['src/azure/rbac/{actions,assignmentIndex,checkAccess,denyAssignments,scopeChain}.ts'],
		tests: ['actions', 'checkAccess', 'conditions', 'denyAssignments', 'accessOracle', 'reasons'],
	},
	conditions: {
		mutate: ['src/azure/rbac/{condition,conditionMet}.ts'],
		tests: ['conditions', 'conditionTable'],
	},
	roles: {
		mutate: [
			'src/azure/rbac/{assignments,customRoles,filter,principals,putRoleAssignment,roleAssignments,roleDefinitions,roles,scopes}.ts',
		],
		tests: [
			'roleAssignments',
			'roleDefinitions',
			'customRoles',
			'malformedRoles',
			'conditions',
			'people',
		],
	},
	suggestions: {
		mutate: ['src/azure/rbac/{leastRole,whoCan}.ts'],
		tests: ['whoCan', 'checkAccess', 'reasons'],
	},
	workload: {
		mutate: ['src/azure/workload/{imds,imdsFaults,appService,selectIdentity,tokenCache}.ts'],
		tests: ['imds', 'imdsFaults', 'appService'],
	},
	identity: {
		mutate: ['src/azure/arm/identity.ts'],
		tests: ['identityBlock', 'identityRestrictions', 'malformedIdentity', 'systemIdentity'],
	},
};

/** @param {string | undefined} name */
export function targetOf(name) {
	const target = TARGETS[name ?? ''];
	if (!target)
		throw new Error(`There is no target ${name}: one of ${Object.keys(TARGETS).join(', ')}.`);
	return { mutate: [...target.mutate], tests: [...target.tests] };
}

/**
 * Runs one target.
 *
 * @param {string} name
 * @returns {{ name: string, killed: number, survived: number }}
 */
function run(name) {
	targetOf(name);
	mkdirSync(join(root, '.cache/mutation'), { recursive: true });
	const { status } = spawnSync(
		process.execPath,
		['node_modules/@stryker-mutator/core/bin/stryker.js', 'run'],
		{
			cwd: root,
			stdio: 'inherit',
			env: { ...process.env, KEYLESS_MUTATE: name, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
		},
	);
	if (status !== 0) process.exit(status ?? 1);
	/** @type {{ files: Record<string, { mutants: { status: string }[] }> }} */
	const { files } = JSON.parse(readFileSync(join(root, `.cache/mutation/${name}.json`), 'utf8'));
	const states = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status: s }) => s));
	const count = (/** @type {string[]} */ ...wanted) =>
		states.filter((state) => wanted.includes(state)).length;
	return {
		name,
		killed: count('Killed', 'Timeout'),
		survived: count('Survived', 'NoCoverage'),
	};
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const wanted = process.argv.slice(2);
	const results = (wanted.length > 0 ? wanted : Object.keys(TARGETS)).map(run);
	const share = (/** @type {number} */ killed, /** @type {number} */ survived) =>
		(100 * killed) / Math.max(1, killed + survived);
	for (const { name, killed, survived } of results)
		console.log(`${name}: ${share(killed, survived).toFixed(1)} % of ${killed + survived} killed`);
	const killed = results.reduce((sum, each) => sum + each.killed, 0);
	const survived = results.reduce((sum, each) => sum + each.survived, 0);
	console.log(`together: ${share(killed, survived).toFixed(1)} %`);
	process.exit(share(killed, survived) >= ENOUGH ? 0 : 1);
}
