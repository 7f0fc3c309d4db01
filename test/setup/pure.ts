// While the pure rooms run, Math.random and Date.now throw: a world takes its chance from its seed
// and its time from its clock. Vitest and the Azure clients run in the same process and may use both.
// This runs before each test file, and files share a process: once is enough.
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url)).replaceAll('\\', '/');
const pureRooms = ['azure', 'cli', 'iac', 'course'].map((room) => `${root}src/${room}/`);
const toolsOfTheBuild = `${root}src/course/vitePlugin/`;
const testRunner = /\/node_modules\/(@?vitest|vite|tinyspy|chai)\//;

const { random } = Math;
const RealDate = Date;
const { now } = RealDate;

/** Throws when a pure room is among the callers, unless the test runner asks on its own behalf. */
function refuse(what: string) {
	const limit = Error.stackTraceLimit;
	Error.stackTraceLimit = 200;
	const stack = new Error().stack ?? '';
	Error.stackTraceLimit = limit;
	const callers = stack.replaceAll('\\', '/').split('\n').slice(3);
	if (testRunner.test(callers[0] ?? '')) return;
	const culprit = callers.find(
		(caller) =>
			pureRooms.some((room) => caller.includes(room)) && !caller.includes(toolsOfTheBuild),
	);
	if (culprit) throw new Error(`${what} was called in a pure room: ${culprit.trim()}`);
}

const here = globalThis as { [key: symbol]: true | undefined };
const DONE = Symbol.for('keyless: chance and clock are refused');

if (!here[DONE]) {
	here[DONE] = true;
	Math.random = () => {
		refuse('Math.random');
		return random();
	};

	RealDate.now = () => {
		refuse('Date.now');
		return now();
	};

	globalThis.Date = new Proxy(RealDate, {
		construct(target, args, newTarget) {
			if (args.length === 0) refuse('new Date()');
			return Reflect.construct(target, args, newTarget);
		},
		apply(target) {
			refuse('Date()');
			return target();
		},
	});
}
