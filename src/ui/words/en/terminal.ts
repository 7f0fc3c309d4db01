import { count } from './text';

/** The terminal: loaded with it. */
export const terminalWords = {
	log: 'What was run, and what it printed',
	input: (prompt: string) => `Command line, ${prompt}`,
	placeholder: 'az …',
	welcome:
		'Type az commands. Tab completes, Up goes back, Ctrl+R searches. What you do on the canvas appears here as its command.',
	leave: 'Escape, then Tab, leaves the command line.',
	run: 'Run',
	copy: 'Copy',
	copyLine: (line: string) => `Copy the line ${line}`,
	copied: 'Copied',
	rerunSign: '↑',
	doneSign: '#',
	rerun: (line: string) => `Put ${line} on the command line`,
	clear: 'Clear',
	export: 'Export .azcli',
	fileName: 'keyless.azcli',
	choices: 'Completions',
	required: 'required',
	offered: (n: number) => `${count(n, 'completion')}`,
	nothing: 'Nothing completes this.',
	search: 'Search in history',
	searchNothing: 'No earlier line holds this.',
	script: {
		label: 'Pasted script',
		steps: (done: number, all: number) => `${done} of ${count(all, 'step')} run`,
		next: 'Run next',
		all: 'Run all',
		drop: 'Drop the rest',
		stopped: 'Stopped: the last step failed.',
	},
	status: (code: number) => `exit ${code}`,
	later: (duration: string) => `# ${duration} passed`,
	interrupted: '^C',
} as const;
