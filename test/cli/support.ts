import { createWorld, currentSubscription, type World, type WorldOptions } from '../../src/azure';
import { runInWorld, startSession, type CommandResult, type Session } from '../../src/cli';

/** A person at a prompt: each line sees what the lines before it did. */
export class Shell {
	world: World;
	session: Session;
	/** `METHOD url` of every request of the last line. */
	sent: string[] = [];

	constructor(options: WorldOptions = {}) {
		this.world = createWorld(options);
		this.session = startSession(this.world);
	}

	get subscription(): string {
		return currentSubscription(this.world);
	}

	/** The id of a resource in `rg`. */
	id(type: string, name: string): string {
		return `/subscriptions/${this.subscription}/resourceGroups/rg/providers/${type}/${name}`;
	}

	run(line: string): CommandResult {
		const { result, world, exchanges } = runInWorld(this.world, line, this.session);
		this.world = world;
		this.session = result.session;
		this.sent = exchanges.map(({ request }) => `${request.method} ${request.url}`);
		return result;
	}

	/** Runs lines that must succeed; gives what the last one printed. */
	ok(...lines: string[]): string {
		let printed = '';
		for (const line of lines) {
			const result = this.run(line);
			if (result.exitCode !== 0) throw new Error(`${line}\n${result.stderr}`);
			printed = result.stdout;
		}
		return printed;
	}

	/** The JSON that a line prints. */
	json(line: string): Record<string, unknown> {
		return JSON.parse(this.ok(line)) as Record<string, unknown>;
	}
}

/** A shell with a group `rg` in westeurope. */
export const inGroup = (options: WorldOptions = {}): Shell => {
	const shell = new Shell(options);
	shell.ok('az group create -n rg -l westeurope');
	return shell;
};
