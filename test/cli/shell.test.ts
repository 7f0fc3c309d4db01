// Pipes, lists, redirection, here-documents and small tools. Real bash is the judge where there is one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inGroup, Shell } from './support';

const bash = spawnSync('bash', ['-c', 'true']).status === 0;

/** Lines as people write them; each is run here and in bash. */
const LINES = [
	'echo a b | wc -w',
	'echo a && echo b || echo c; echo d',
	'false && echo no || echo yes',
	'false; echo $?',
	'! true; echo $?',
	'printf "b\\na\\nb\\n" | sort | uniq -c',
	'printf "%s-%s\\n" a b c d',
	'printf "3\\n10\\n2\\n" | sort -n | head -2 | tail -1',
	'echo hello > f.txt; cat f.txt; echo more >> f.txt; wc -l < f.txt',
	'cat > r.json <<\'EOF\'\n{ "a": "$X" }\nEOF\ncat r.json',
	'X=1\ncat <<EOF\nx is $X and $(echo "in ner") \\$X\nEOF',
	'cat <<-EOF | grep two\n\tone\n\ttwo\n\tEOF',
	'grep b <<< "a b c"',
	'echo "${NOTHING:-else} ${NOTHING:-$HOME_NOT}"',
	'A="x y"; echo $A "$A" ${A}',
	'echo `echo in` "`echo quoted`"',
	'printf "a:b:c\\n" | cut -d: -f2',
	'printf "a:b:c\\n" | cut -d : -f 2-',
	'echo abc | tr a-c A-C | tr -d B',
	'printf "one\\ntwo\\nthree\\n" | grep -v two | grep -c e',
	'printf "one\\ntwo\\n" | grep -o "[nw]" | tail -n 1',
	'echo secret | base64 | base64 -d',
	'echo no | grep yes; echo $?',
	'echo no | grep -q no && echo found',
	'X=out; echo $(X=in; echo $X) $X',
	'echo a > g.txt 2>&1; cat g.txt',
	'cat missing.txt 2> /dev/null || echo gone',
	'echo one |\n  wc -l',
	'echo one &&\n  echo two',
	'set -e; false; echo never',
	'exit 3; echo never',
	'echo a; # done',
	'echo [system] a=b --x={a} *nothing*',
	'tee copy.txt <<< kept | wc -c; cat copy.txt',
	'unset X; X=1; unset X; echo "[$X]"',
	'export Y=2; echo $Y',
	'printf "a\\tb\\n" | cut -f2',
	'echo -n x; echo y',
	'rm -f nothing.txt; ls',
];

describe.skipIf(!bash)('as real bash does it', () => {
	const theirs = (line: string) => {
		const cwd = mkdtempSync(join(tmpdir(), 'keyless-bash-'));
		try {
			const ran = spawnSync('bash', ['-c', line], { cwd, env: { PATH: process.env.PATH } });
			return { stdout: ran.stdout.toString(), exitCode: ran.status };
		} finally {
			rmSync(cwd, { recursive: true });
		}
	};
	const ours = (line: string) => {
		const { stdout, exitCode } = new Shell().run(line);
		return { stdout, exitCode };
	};

	test.each(LINES)('%s', (line) => {
		expect(ours(line)).toEqual(theirs(line));
	});

	test('and so are lines made of their pieces', () => {
		const piece = fc.constantFrom(
			...[
				'echo a b',
				'printf "b\\na\\n"',
				'cat',
				'sort',
				'wc -l',
				'grep a',
				'head -1',
				'true',
				'false',
			],
			...['echo "$X"', 'X=1', 'cat f', 'tr a b', 'echo $?', 'uniq', 'tail -n 1'],
		);
		const joint = fc.constantFrom(' | ', ' && ', ' || ', '; ', ' > f; ', ' >> f; ', ' | ', '\n');
		const line = fc
			.array(fc.tuple(piece, joint), { minLength: 1, maxLength: 5 })
			.map((pairs) => `echo start${pairs.map(([each, by]) => by + each).join('')} < /dev/null`);
		const lines = fc.sample(line, { numRuns: 250, seed: 20260105 });
		const script = 'for l; do rm -f f; (eval "$l") 2>/dev/null; printf "\\1%s\\1" $?; done';
		const cwd = mkdtempSync(join(tmpdir(), 'keyless-bash-'));
		const ran = spawnSync('bash', ['-c', script, 'bash', ...lines], {
			cwd,
			env: { PATH: process.env.PATH },
		});
		rmSync(cwd, { recursive: true });
		const parts = ran.stdout.toString().split('\u0001');
		for (const [index, each] of lines.entries()) {
			const { stdout, exitCode } = ours(each);
			expect([each, stdout, exitCode]).toEqual([
				each,
				parts[index * 2] ?? '',
				Number(parts[index * 2 + 1]),
			]);
		}
	}, 60_000);
});

describe('with az', () => {
	test('what is printed goes through the pipe', () => {
		const shell = inGroup();
		shell.ok('az identity create -g rg -n id-a', 'az identity create -g rg -n id-b');
		expect(shell.ok('az identity list --query "[].name" -o tsv | sort -r | head -1')).toBe(
			'id-b\n',
		);
		expect(shell.ok('az identity list -o tsv | wc -l')).toBe('2\n');
	});

	test('the second of two runs only after a success, and only once', () => {
		const shell = inGroup();
		expect(
			shell.run('az group show -n none && az group create -n made -l westeurope').exitCode,
		).toBe(3);
		expect(shell.run('az group show -n made').exitCode).toBe(3);
		shell.ok('az group show -n none || az group create -n made -l westeurope');
		shell.ok('az group show -n made');
	});

	test('a file of the sitting is an argument with @, and JSON stays JSON', () => {
		const shell = inGroup();
		shell.ok(`cat > body.json <<EOF\n{ "location": "westeurope" }\nEOF`);
		const url = `/subscriptions/${shell.subscription}/resourceGroups/from-file?api-version=2024-03-01`;
		shell.ok(`az rest --method put --url ${url} --body @body.json`);
		expect(shell.json('az group show -n from-file').location).toBe('westeurope');
		shell.ok(
			`az rest -m put --uri ${url} --body='{"location": "northeurope"}' -o none > /dev/null || true`,
		);
	});

	test('ids come out of a pipe', () => {
		const shell = inGroup();
		shell.ok('az identity create -g rg -n id-a', 'az identity create -g rg -n id-b');
		expect(
			shell.ok(
				'az identity list --query "[].id" -o tsv | az identity show --ids @- --query "[].name" -o tsv',
			),
		).toBe('id-a\nid-b\n');
		expect(shell.ok('az identity list | az identity show --ids @- --query "length(@)"')).toBe(
			'2\n',
		);
		shell.ok('az identity delete --ids $(az identity list --query "[].id" -o tsv)');
		expect(shell.ok('az identity list')).toBe('[]\n');
	});

	test('a later part that is no program stops the line before anything is sent', () => {
		const shell = inGroup();
		const result = shell.run('az group create -n x -l westeurope | jq .name');
		expect(result.exitCode).toBe(127);
		expect(result.stderr).toContain('--query');
		expect(shell.sent).toEqual([]);
	});

	test.each([
		['az network vnet create -g rg -n v', 'exists in Azure CLI but is not simulated here'],
		['az vm open-port -g rg -n v --port 80', 'ports'],
		['az iot hub list', "use 'az resource' or 'az rest'"],
	])('%s says so in one sentence', (line, says) => {
		const shell = inGroup();
		const { stderr, exitCode } = shell.run(line);
		expect(stderr.split('\n')[0]).toContain(says);
		expect(exitCode).toBe(2);
		expect(shell.sent).toEqual([]);
	});

	test('what a script prints to a file is there for the next line', () => {
		const shell = inGroup();
		shell.ok('az group show -n rg > group.json');
		expect(shell.ok('grep -c westeurope group.json')).toBe('1\n');
		expect(shell.run('cat other.json').exitCode).toBe(1);
	});
});
