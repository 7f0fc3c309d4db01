// Shared access signatures by `az`: the same as the real one writes with the same key, and what they open.
import { beforeEach, describe, expect, test } from 'vitest';
import { inGroup, type Shell } from './support';

const KEY = btoa('k'.repeat(64));

describe('with the same key, letter by letter what az 2.45 wrote', () => {
	const WITH_KEY = `--account-name stshop --account-key ${KEY} -o tsv`;
	test.each([
		[
			'container generate-sas -n photos --permissions dlrw --expiry 2026-02-01T00:00Z --start 2026-01-05T09:00Z',
			'st=2026-01-05T09%3A00Z&se=2026-02-01T00%3A00Z&sp=rwdl&sv=2021-06-08&sr=c&sig=ryLu5t58fQ7//QkFSAu7J68Hiexiggv0rSPUjHg1K4c%3D',
		],
		[
			'container generate-sas -n photos --permissions rl --expiry 2026-02-01 --https-only',
			'se=2026-02-01&sp=rl&spr=https&sv=2021-06-08&sr=c&sig=bsgydr/s1oT50mbIaba5hvfvg5QvgyV3gxYyLZpydNA%3D',
		],
		[
			'blob generate-sas -c photos -n cat.txt --permissions r --expiry 2026-02-01T00:00:00Z --ip 10.0.0.1 --https-only',
			'se=2026-02-01T00%3A00%3A00Z&sp=r&sip=10.0.0.1&spr=https&sv=2021-06-08&sr=b&sig=GSoNPq%2BK1Z2jD5hbCUiGlUWsG2E75nmeXgxT7qVZJRc%3D',
		],
		[
			'blob generate-sas -c photos -n a/cat.txt --permissions r --expiry 2026-02-01T00:00Z --full-uri',
			'https://stshop.blob.core.windows.net/photos/a/cat.txt?se=2026-02-01T00%3A00Z&sp=r&sv=2021-06-08&sr=b&sig=jgMNjlJQtlp3GvicG2gcW25BklsD5HjHAMbA7oQI32M%3D',
		],
		[
			'account generate-sas --services bq --resource-types sco --permissions rwdl --expiry 2026-02-01T00:00Z --https-only',
			'se=2026-02-01T00%3A00Z&sp=rwdl&spr=https&sv=2021-06-08&ss=bq&srt=sco&sig=u7jRY5rxIV%2BA2xg5SVH6%2BeXrFu5XbWxngRa%2B3/sJusE%3D',
		],
		[
			'container generate-sas -n photos --policy-name p1',
			'sv=2021-06-08&si=p1&sr=c&sig=ZayxAkcnjX530NqWcufx%2BHnjyNVay7zAr4lipvb6VIU%3D',
		],
		[
			'container generate-sas -n photos --permissions acdefilmrtwxy --expiry 2026-02-01T00:00Z --content-type text/plain --cache-control no-cache',
			'se=2026-02-01T00%3A00Z&sp=racwdxyltfmei&sv=2021-06-08&sr=c&rscc=no-cache&rsct=text/plain&sig=ugQDefKJDV91r%2B0IA1/7pigiLR7cjqJZGgqMFF6OuTQ%3D',
		],
		[
			'blob generate-sas -c photos -n cat.txt --permissions acdeimrtwxy --expiry 2026-02-01T00:00Z',
			'se=2026-02-01T00%3A00Z&sp=racwdxytmei&sv=2021-06-08&sr=b&sig=7CZqZYZPR5kerpVsTkbCmgwlg%2FaGi%2F71QF%2B5cMQL%2B9I%3D',
		],
		[
			// Services are written in the order in which the Python of that az held them; here as they were given.
			'account generate-sas --services fqbt --resource-types ocs --permissions yxwutrplifdca --expiry 2026-02-01T00:00Z',
			'se=2026-02-01T00%3A00Z&sp=rwdxylacupfti&sv=2021-06-08&ss=fqbt&srt=ocs&sig=PGvuh5SFDpxC7CDaJzLuW/pJzrLzZFZmPpqSDIacSA4%3D',
		],
	])('storage %s', (line, printed) => {
		const ran = inGroup().run(`az storage ${line} ${WITH_KEY}`);
		expect([ran.stdout.trim(), ran.exitCode]).toEqual([printed, 0]);
	});

	test.each([
		[
			'container generate-sas -n photos --permissions q --expiry 2026-02-01T00:00Z',
			'ERROR: valid values are (a)dd (c)reate (d)elete (e)xecute (f)ilter_by_tags (i)set_immutability_policy (l)ist (m)ove (r)ead (t)ag (w)rite (x)delete_previous_version (y)permanent_delete or a combination thereof.',
		],
		[
			'container generate-sas -n photos --as-user --permissions r --expiry 2026-02-01T00:00Z',
			"ERROR: incorrect usage: specify '--auth-mode login' when as-user is enabled",
		],
		[
			'container generate-sas -n photos --as-user --permissions r',
			'ERROR: incorrect usage: specify --expiry when as-user is enabled',
		],
		[
			'account generate-sas --services z --resource-types ocs --permissions r --expiry 2026-02-01T00:00Z',
			"ERROR: argument --services: invalid impl value: 'z'",
		],
		[
			'container generate-sas -n photos --permissions r --expiry tomorrow',
			"ERROR: argument --expiry: invalid datetime_type value: 'tomorrow'",
		],
		[
			'account generate-sas --services b --resource-types o --permissions r',
			'ERROR: the following arguments are required: --expiry',
		],
	])('storage %s is mistyped', (line, said) => {
		const ran = inGroup().run(`az storage ${line} --account-name stshop --account-key ${KEY}`);
		expect([ran.stderr.split('\n')[0], ran.exitCode]).toEqual([said, 2]);
	});
});

describe('what a signature opens', () => {
	let shell: Shell;
	const ok = (line: string): string => {
		const { stdout, stderr, exitCode } = shell.run(line);
		expect([exitCode, stderr.replace(/^WARNING[^]*/, '')]).toEqual([0, '']);
		return stdout.trim();
	};
	const READ = 'az storage blob download --account-name stshop -c photos -n cat.txt';
	const SIGN =
		'az storage container generate-sas --account-name stshop -n photos --expiry 2026-01-06T00:00Z -o tsv';
	beforeEach(() => {
		shell = inGroup();
		ok('az storage account create -g rg -n stshop');
		ok('az storage container create --account-name stshop -n photos --auth-mode key');
		ok(
			'az storage blob upload --account-name stshop -c photos -n cat.txt --data meow --auth-mode key',
		);
	});

	test('one that the key of the account made opens to whoever has it, with no role', () => {
		ok(`sas=$(${SIGN} --permissions r --only-show-errors)`);
		ok('az login --username cleo@contoso.onmicrosoft.com');
		expect(shell.run(`${READ} --auth-mode login`).exitCode).toBe(1);
		expect(ok(`${READ} --sas-token "$sas"`)).toBe('meow');
		expect(ok(`${READ} --sas-token "?$sas"`)).toBe('meow');
		expect(shell.world.dataLog.at(-1)).toMatchObject({ authentication: 'SAS', status: 200 });
		const removal = shell.run(
			'az storage blob delete --account-name stshop -c photos -n cat.txt --sas-token "$sas"',
		);
		expect([removal.exitCode, removal.stderr]).toEqual([
			1,
			expect.stringContaining('You do not have the required permissions'),
		]);
	});

	test('from the environment and in a connection string as well, a key of the line before it', () => {
		ok(`export AZURE_STORAGE_SAS_TOKEN=$(${SIGN} --permissions r --only-show-errors)`);
		ok('az login --username cleo@contoso.onmicrosoft.com');
		expect(ok(READ)).toBe('meow');
		const string =
			'BlobEndpoint=https://stshop.blob.core.windows.net/;SharedAccessSignature=$AZURE_STORAGE_SAS_TOKEN';
		expect(
			ok(`az storage blob download -c photos -n cat.txt --connection-string "${string}"`),
		).toBe('meow');
		expect(shell.run(`${READ} --account-key ${KEY}`).exitCode).toBe(1);
	});

	test('on a machine without any identity too: nobody is asked who it is', () => {
		ok('az vm create -g rg -n vm-web --image Ubuntu2204 --generate-ssh-keys');
		const sas = ok(`${SIGN} --permissions r --only-show-errors`);
		ok('az ssh vm -g rg -n vm-web');
		expect(shell.run(`${READ} --auth-mode login`).exitCode).not.toBe(0);
		expect(ok(`${READ} --sas-token '${sas}'`)).toBe('meow');
	});

	test('one of your own opens what you may, and no longer than you may', () => {
		const scope = ok('az storage account show -g rg -n stshop --query id -o tsv');
		const asUser = `${SIGN} --permissions r --as-user --auth-mode login`;
		// An owner may ask for a key. What it signs opens nothing that the owner may not read.
		ok(`sas=$(${asUser})`);
		expect(shell.run(`${READ} --sas-token "$sas"`).exitCode).toBe(1);
		ok(
			`az role assignment create --assignee ada@contoso.onmicrosoft.com --role "Storage Blob Data Reader" --scope ${scope}`,
		);
		expect(ok(`echo $sas`)).toMatch(/^se=.*&sr=c&skoid=.*&sktid=.*&skt=.*&ske=.*&sks=b&skv=/);
		expect(ok(`${READ} --sas-token "$sas"`)).toBe('meow');
		ok(
			`az role assignment delete --assignee ada@contoso.onmicrosoft.com --role "Storage Blob Data Reader" --scope ${scope}`,
		);
		expect(shell.run(`${READ} --sas-token "$sas"`).exitCode).toBe(1);
	});

	test('`--auth-mode login` alone makes none: it says which key would sign', () => {
		const ran = shell.run(`${SIGN} --permissions r --auth-mode login`);
		expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringContaining("'--as-user'")]);
	});
});
