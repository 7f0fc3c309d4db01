import { suggest } from './suggest';
import { TOOLS } from './tools';

/** Programs that are no plain tools: they send requests. */
const SENDERS = ['az', 'keyless', 'curl', 'explain'];

/** Names of everything that a line can begin with. */
export const PROGRAMS: readonly string[] = [...SENDERS, ...Object.keys(TOOLS)].sort();

/** Whether a line can begin with this word. */
export const isProgram = (name: string): boolean =>
	SENDERS.includes(name) || Object.hasOwn(TOOLS, name);

/** What to use in place of programs that people expect beside `az`. */
const INSTEAD: Readonly<Record<string, string>> = {
	jq: "use --query of az, which picks from the result: --query '[].name'",
	awk: 'use --query of az, or cut -d and -f',
	sed: 'use --query of az, or tr and cut',
	xargs: 'use --ids @- to hand ids from a pipe to az',
	ssh: "use 'az ssh vm -g GROUP -n NAME' to enter a virtual machine",
	wget: 'use curl',
	python: 'use az, curl and the small tools',
	python3: 'use az, curl and the small tools',
	node: 'use az, curl and the small tools',
	nano: "write a file with cat > FILE <<'EOF'",
	vi: "write a file with cat > FILE <<'EOF'",
	code: "write a file with cat > FILE <<'EOF'",
	bicep: "use 'az deployment group create'",
	terraform: "use az, or 'az deployment group create'",
	kubectl: "there are no pods here: 'az aks' shows the cluster and its identities",
	docker: "nothing is built here: 'az acr' shows registries",
	func: 'nothing is deployed here: the program on an app is built in',
	git: 'there is no working tree here',
	sudo: 'leave it out: there is nothing to be root of',
	test: 'join commands with && and ||',
	'[': 'join commands with && and ||',
	'[[': 'join commands with && and ||',
	let: 'set variables with NAME=value',
};

/** What is said of a word that is no program. */
export function programFault(name: string): string {
	const instead = Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : undefined;
	if (instead !== undefined) return `ERROR: '${name}' is not here: ${instead}.\n`;
	const [meant] = suggest(name, PROGRAMS);
	return `ERROR: '${name}' is not a command here: lines begin with 'az', 'keyless', 'curl' or a small tool such as grep.\n${
		meant === undefined ? '' : `Did you mean '${meant}' ?\n`
	}`;
}
