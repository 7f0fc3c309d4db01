// Command lines that Microsoft tests its own Azure CLI with, when a file of them is named by KEYLESS_SCENARIOS.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Shell } from './support';
import { OWN_SCENARIOS } from './ownScenarios';
import { makeScenario, runScenario, type Scenario } from './scenario';

const path = process.env.KEYLESS_SCENARIOS;

/** What the preparations of such scenarios make, and what their placeholders stand for, by their names. */
const PREPARED: Readonly<Record<string, Pick<Scenario, 'values' | 'before'>>> = {
	test_azconfig_mgmt: { values: { identity: '[system]' } },
	test_azconfig_identity: {
		before: [
			'appconfig create -g rg -n configstorenamex1 -l westeurope --sku Standard',
			'identity create -g rg -n id-store',
		],
	},
	test_redis_cache_managed_identity: { before: ['identity create -g rg -n useridentityx1'] },
	test_redis_cache_export_import: {
		before: ['identity create -g rg -n useridentityx1'],
		values: { startTime: '2026-01-05T00:00Z', expiryTime: '2026-02-01T00:00Z' },
	},
};
const read =
	path === undefined ? [] : (JSON.parse(readFileSync(path, 'utf8')) as readonly Scenario[]);
const scenarios = read.map((scenario) => ({ ...scenario, ...PREPARED[scenario.test] }));

describe.runIf(scenarios.length > 0)('scenarios of the real az', () => {
	test('the score', () => {
		const reports = scenarios.map((scenario) => runScenario(scenario));
		const sum = (pick: (report: (typeof reports)[number]) => number) =>
			reports.reduce((total, report) => total + pick(report), 0);
		for (const report of reports) console.info(report.lines.join('\n'));
		console.info(
			`steps run ${sum((each) => each.ran)}, of those that could be filled in ${sum((each) => each.filled)}, of all ${sum((each) => each.steps)}; checks passed ${sum((each) => each.passed)} of ${sum((each) => each.checks)}`,
		);
		expect(reports.length).toBe(scenarios.length);
	}, 60_000);
});

describe('scenarios from the documentation', () => {
	test('there are at least ten', () => expect(OWN_SCENARIOS.length).toBeGreaterThanOrEqual(10));

	test.each(OWN_SCENARIOS)('$test', (scenario) => {
		const report = runScenario(scenario);
		expect(report, report.lines.join('\n')).toMatchObject({
			filled: report.steps,
			ran: report.steps,
			passed: report.checks,
		});
	});
});

describe('a scenario of our own', () => {
	test('is filled in, run and checked step by step', () => {
		const scenario: Scenario = {
			test: 'identity',
			steps: [
				{
					cmd: 'identity create -n {identity} -g {rg}',
					checks: [
						['check', 'name', '{identity}'],
						['check', 'resourceGroup', '{rg}'],
					],
					expectFailure: false,
				},
				{ cmd: 'identity list -g {rg}', checks: [['check', 'length(@)', 1]], expectFailure: false },
				{ cmd: 'identity show -n missing -g {rg}', checks: [], expectFailure: true },
			],
		};
		expect(runScenario(scenario)).toMatchObject({
			steps: 3,
			filled: 3,
			ran: 3,
			checks: 4,
			passed: 4,
		});
	});

	test('notices what is not as expected', () => {
		const shell = new Shell();
		const context = makeScenario(shell);
		expect(context.fill('group show -n {rg}')).toBe('group show -n rg');
		const wrong: Scenario = {
			test: 'wrong',
			steps: [
				{ cmd: 'group show -n {rg}', checks: [['check', 'name', 'x']], expectFailure: false },
			],
		};
		expect(runScenario(wrong)).toMatchObject({ checks: 1, passed: 0 });
	});
});
