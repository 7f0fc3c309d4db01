import type { World } from '../../azure';
import type { GoalProgress } from '../../course';
import { project } from '../canvas/project';
import { describe } from '../canvas/exportSvg';
import type { Failure } from '../views/failures';
import { shareWords } from '../words/share';
import { mermaidOf } from './mermaid';

/** What is said of a sitting. */
export interface Told {
	readonly title: string;
	readonly world: World;
	/** The title of the lesson that it is done in. */
	readonly lesson?: string | undefined;
	readonly goals?: readonly GoalProgress[];
	/** Azure's last errors, the newest last. */
	readonly failures?: readonly Pick<Failure, 'status' | 'code' | 'message'>[];
	/** Lines that did what was done, the newest last. */
	readonly commands?: readonly string[];
	readonly link?: string;
}

/** How many of the last errors and commands are told. */
const MOST = 5;
const text = shareWords.markdown;

const oneLine = (said: string): string => said.replace(/\s+/g, ' ').trim().slice(0, 600);
/** A fence that what stands in it cannot end. */
function fenced(language: string, content: string): string {
	const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}${language}\n${content}\n${fence}`;
}
const code = (said: string): string => {
	const ticks = said.includes('`') ? '``' : '`';
	return `${ticks}${said}${ticks}`;
};

/**
 * A world, the goals that are not reached and the last errors as compact Markdown with a mermaid diagram (pure): for an issue, a
 * colleague or an assistant.
 */
export function worldToMarkdown(told: Told): string {
	const { title, world, lesson, goals = [], failures = [], commands = [], link } = told;
	const picture = project(world);
	const me = world.users[world.signedInAs]?.displayName ?? '';
	const failing = goals.filter(({ state }) => state === 'failing');
	const sections = [
		`## ${oneLine(title)}`,
		[lesson === undefined ? '' : `${text.lesson(lesson)}. `, text.person(me)].join(''),
		`### ${text.world}`,
		picture.nodes.length === 0 ? text.empty : describe(picture),
		picture.areas.length > 1 ? fenced('mermaid', mermaidOf(picture)) : '',
		...(failing.length === 0
			? []
			: [
					`### ${text.failing}`,
					failing
						.map(({ expected, saw }) => `- ${oneLine(expected)} (${text.saw(oneLine(saw))})`)
						.join('\n'),
				]),
		...(failures.length === 0
			? []
			: [
					`### ${text.errors}`,
					failures
						.slice(-MOST)
						.map((each) => `- ${each.status} ${code(each.code)}: ${oneLine(each.message)}`)
						.join('\n'),
				]),
		...(commands.length === 0
			? []
			: [`### ${text.commands}`, fenced('sh', commands.slice(-MOST).join('\n'))]),
		link === undefined ? '' : `[${text.open}](${link})`,
	];
	return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}
