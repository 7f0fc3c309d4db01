import type { CodeTab } from '../../editor/codeChoice.svelte';
import type { ParameterFault } from '../../editor/parameters';
import { count, list } from './text';

/** The code pane: loaded with it. */
export const editorWords = {
	label: 'Code',
	tabList: 'This world as',
	tabs: {
		arm: 'ARM',
		bicep: 'Bicep',
		terraform: 'Terraform',
		az: 'az',
		requests: 'Requests',
		deploy: 'Deploy',
	} satisfies Record<CodeTab, string>,
	close: 'Close the code',
	scope: 'Written from',
	everything: 'Everything',
	only: (name: string) => `Only ${name}`,
	file: 'File',
	copy: 'Copy',
	copied: 'Copied',
	copyFailed: 'The browser does not allow copying. Select the text and copy it yourself.',
	download: 'Download',
	downloaded: (name: string) => `Saved ${name}`,
	changes: 'Last change',
	changesLong: 'Show what the last step changed',
	changedFile: (file: string) => `± ${file}`,
	noChange: 'The last step changed nothing here.',
	filesGone: (files: readonly string[]) => `The last step took ${list(files)} away.`,
	changedElsewhere: (files: readonly string[]) =>
		`The last step changed nothing here, but ${list(files)}.`,
	before: 'Before the last step',
	after: 'Now',
	edit: 'Edit a copy',
	editLong: 'Take this to Deploy, to change it and deploy it',
	empty: 'Nothing is here yet to be written. Create something, and its code stands here.',
	writing: 'Writing',
	loadFailed:
		'The editor could not be loaded. The text is all there; only colours and editing are not.',
	loadAlone:
		'This one file has no editor: editing needs the whole page of Keyless. The text is all there.',
	codeLabel: (tab: string, file: string) => `${tab}, ${file}. Read only.`,
	draftLabel: (file: string) => `${file}, to be edited.`,
	leave: 'Ctrl+M lets Tab leave the text, and so does Escape.',
	leaveMac: 'Ctrl+Shift+M lets Tab leave the text, and so does Escape.',
	letTabLeave: 'Let Tab leave the text',
	tabLeavesForGood: 'Tab leaves the text: on or off',
	leaving: 'Tab leaves the text now.',
	staying: 'Tab indents the text again.',
	readOnly: 'This is written from the world. Use “Edit a copy” to change it.',
	selected: (name: string) => `${name} is selected.`,
	requests: {
		none: '# No request was made yet.',
		as: (who: string) => `from ${who}`,
		answered: (status: number) => `# → ${status}`,
	},
	/** A role assignment is called by what it grants: its own name is a GUID. */
	grant: (role: string, who: string) => (who === '' ? role : `${role} for ${who}`),
	deploy: {
		language: 'Written as',
		languages: { json: 'ARM JSON', bicep: 'Bicep' },
		open: 'Open a file…',
		opened: (names: readonly string[]) =>
			names.length > 2
				? `${names.length} files are open.`
				: `${list(names)} ${names.length === 1 ? 'is' : 'are'} open.`,
		begun: (beginning: string) => `What stands here now: ${beginning}.`,
		taken: 'A copy of the world stands here now.',
		/** What a parameters file did. */
		filledIn: (files: readonly string[], names: readonly string[]) =>
			names.length === 0
				? `There is no value for a parameter of this template in ${list(files)}.`
				: `Filled in from ${list(files)}: ${list(names)}.`,
		notDeclared: (names: readonly string[]) =>
			names.length === 1
				? `The template has no parameter ${list(names)}.`
				: `The template has no parameters ${list(names)}.`,
		inVault: (names: readonly string[]) =>
			`${list(names)}: the file leaves it in a key vault, so type it in here.`,
		bicepparam: (name: string) =>
			`${name}: parameters are read from JSON here. az bicep build-params makes it.`,
		notText: (name: string) => `${name} is no template or parameters file.`,
		tooBig: (name: string) => `${name} is larger than 4 MB. Azure takes no such template.`,
		notReadable: (name: string) => `${name} is no text.`,
		back: 'Back to what was there',
		tooLong:
			'This is longer than a browser keeps: it lasts as long as this page. What you want to have again belongs in a file.',
		files: 'Files of the template',
		add: 'Add a file',
		rename: 'Rename',
		renameLong: 'Give this file another name (F2)',
		renamed: (name: string, rewritten: readonly string[]) =>
			rewritten.length === 0
				? `It is called ${name} now.`
				: `It is called ${name} now, and ${list(rewritten)} ${rewritten.length === 1 ? 'says' : 'say'} so.`,
		fileName: (name: string) => `New name of ${name}`,
		nameTaken: 'No file can be called so, or another one is.',
		remove: (name: string) => `Remove ${name}`,
		removed: (name: string) => `${name} was removed.`,
		mainStays: 'What is deployed is this file: it stays.',
		deletes: (names: readonly string[]) =>
			`Complete mode deletes what the template does not name: ${names.join(', ')}.`,
		dropHere: 'Drop a template or a parameters file here',
		begin: 'Begin with',
		beginnings: {
			identity: 'An identity that may read blobs',
			site: 'A web app with its own identity and a key vault',
			empty: 'Nothing',
		},
		name: 'Name',
		target: 'Deploy to',
		targetSubscription: 'The subscription',
		mode: 'Mode',
		modes: { Incremental: 'Incremental', Complete: 'Complete' },
		parameters: 'Parameters',
		required: 'needed',
		secure: 'kept secret',
		byDefault: (value: string) => `By default ${value}`,
		faults: {
			needed: 'It needs a value.',
			int: 'A whole number is needed, such as 3.',
			bool: 'true or false is needed.',
			array: 'A JSON array is needed, such as ["a", "b"].',
			object: 'A JSON object is needed, such as {"team": "shop"}.',
			allowed: 'This is none of the values that the template allows.',
		} satisfies Record<ParameterFault, string>,
		whatIf: 'What if',
		whatIfLong: 'Say what would change, and deploy nothing',
		deploy: 'Deploy',
		deploying: (name: string) => `Deploy ${name}`,
		noTarget: 'There is no resource group to deploy to. Create one first.',
		problems: (n: number) => (n === 0 ? 'No problems' : count(n, 'problem')),
		needed: (n: number) => `${n} needed`,
		wrong: (n: number) => `${n} wrong`,
		outcome: 'Outcome',
		below: 'Below the text',
		line: (line: number) => `line ${line}`,
		inFile: (path: string, line: number) => `${path}, line ${line}`,
		goTo: (line: number, message: string) => `Go to line ${line}: ${message}`,
		severity: { error: 'Error', warning: 'Warning' },
		notJsonTemplate: 'The template is no valid JSON.',
		unknownType: (type: string) =>
			`Keyless does not know the type '${type}'. It deploys as a resource with a name and properties, and no behaviour.`,
		refused: 'Azure refuses this template',
		foretold: {
			title: 'What would change',
			none: 'Nothing would change.',
			stale: 'Something changed since. Ask again.',
			Create: 'Create',
			Modify: 'Change',
			Delete: 'Delete',
			NoChange: 'No change',
			Ignore: 'Left as it is',
			Deploy: 'Deploy',
			signs: { Create: '+', Modify: '~', Delete: '−', NoChange: '=', Ignore: '·', Deploy: '!' },
			counts: (n: number, kind: string) => `${kind}: ${n}`,
			from: (before: string, after: string) => `${before} → ${after}`,
			added: (after: string) => `+ ${after}`,
			removed: (before: string) => `− ${before}`,
			clear: 'Clear',
			drawn: 'They are drawn into the picture.',
		},
		progress: {
			title: (name: string) => `Deployment ${name}`,
			/** Of a deployment, and of each of its steps. */
			states: {
				waiting: 'waiting',
				running: 'running',
				succeeded: 'succeeded',
				failed: 'failed',
				canceled: 'cancelled',
			} as Readonly<Record<string, string>>,
			later: 'Let a minute pass',
			done: (made: number, all: number) => `${made} of ${all}`,
			outputs: 'Outputs',
		},
		command: 'The same from a terminal',
	},
} as const;
