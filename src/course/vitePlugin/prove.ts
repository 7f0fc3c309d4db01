import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readActions } from '../actions';
import { openLesson, play } from '../play';
import type { Problem } from '../problem';
import { quotedLine } from '../quotedLine';
import { verifyCheck } from '../verifyCheck';
import { verifyLesson } from '../verifyLesson';
import type { CourseIds } from '../verifyText';
import { faultText } from '../fault';
import { readLesson } from './readCourse';
import { readCheck } from './readData';

/** What an author is told of a lesson: each goal before and after its solution, and everything that is wrong. */
export interface Proof {
	/** Empty when the lesson cannot be read at all. */
	readonly goals: readonly {
		readonly id: string;
		readonly expected: string;
		readonly atStart: string;
		readonly solved: string;
		readonly met: boolean;
	}[];
	/** `03-user-assigned/01-share/lesson.md:12: …` */
	readonly wrong: readonly string[];
}

function placed(root: string, folder: string, { where, message }: Problem): string {
	const [file = '', line] = where.split(':');
	const path = join(root, folder, file);
	const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
	return `${folder}/${file}:${line ?? quotedLine(text, message)}: ${message}`;
}

/**
 * Proves one lesson from its files. `folder` is its path below the lessons' root; `ports` is what other rooms lend to its
 * shell.
 */
export function proveLesson(
	root: string,
	folder: string,
	ids: CourseIds,
	ports?: Parameters<typeof openLesson>[1],
): Proof {
	const compiled = readLesson(root, folder);
	if ('faults' in compiled) return { goals: [], wrong: compiled.faults.map(faultText) };
	const lesson = compiled.value;
	const answers = Object.fromEntries(lesson.predict.map(({ id, answer }) => [id, answer]));
	const opened = openLesson(lesson, ports);
	const played = (text: string) => play(lesson, opened, readActions(text), answers).progress;
	const before = play(lesson, opened, [], {}).progress;
	const after = played(lesson.solutions[0]?.text ?? '');
	return {
		goals: after.map(({ id, expected, saw, met }, index) => ({
			id,
			expected,
			atStart: before[index]?.saw ?? '',
			solved: saw,
			met,
		})),
		wrong: verifyLesson(lesson, ids, ports).map((problem) => placed(root, folder, problem)),
	};
}

/** Proves a chapter's check from its file: what is wrong with it. */
export function proveCheck(root: string, folder: string): readonly string[] {
	const compiled = readCheck(root, folder);
	return 'faults' in compiled
		? compiled.faults.map(faultText)
		: verifyCheck(compiled.value).map((problem) => placed(root, folder, problem));
}
