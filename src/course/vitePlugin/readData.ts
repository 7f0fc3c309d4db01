import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as v from 'valibot';
import type { ComparisonRow } from '../comparison';
import type { Term } from '../glossary';
import {
	checkFile,
	checkTranslation,
	comparisonFile,
	comparisonTranslation,
	coverageFile,
	coverageTranslation,
	glossaryFile,
	glossaryTranslation,
	whichOneFile,
	whichOneTranslation,
} from '../lessonSchema';
import type { ChapterCheck } from '../question';
import type { Guide } from '../whichOne';
import { slugOf, type Compiled } from './compileLesson';
import { faultsOf } from '../fault';
import { readFrontMatter, yamlParts } from '../frontMatter';

/** Reads a file of YAML against its schema. `file` is its path below the lessons' root. */
function readYaml<S extends v.GenericSchema>(
	root: string,
	file: string,
	schema: S,
): Compiled<v.InferOutput<S>> {
	const faults = faultsOf(file);
	const text = readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
	const value = readFrontMatter(yamlParts(text), schema, faults);
	return value === undefined || faults.found.length > 0 ? { faults: faults.found } : { value };
}

/** Whether a chapter has a check. `folder` is its name below the lessons' root. */
export const hasCheck = (root: string, folder: string): boolean =>
	existsSync(join(root, folder, 'check.yaml'));

/**
 * Says what was read in another language, from the file beside it that is named after the language: `check.de.yaml`. What that
 * file does not say stays as it is. Without a language it is the value itself.
 */
function translated<T, S extends v.GenericSchema>(
	root: string,
	file: string,
	language: string | undefined,
	{ value, schema, say }: { value: T; schema: S; say: (other: v.InferOutput<S>) => T },
): Compiled<T> {
	if (language === undefined) return { value };
	const read = readYaml(root, file.replace(/\.yaml$/, `.${language}.yaml`), schema);
	return 'faults' in read ? read : { value: say(read.value) };
}

/** Reads a chapter's check; asked in another language where one is given. */
export function readCheck(root: string, folder: string, language?: string): Compiled<ChapterCheck> {
	const file = `${folder}/check.yaml`;
	const read = readYaml(root, file, checkFile);
	if ('faults' in read) return read;
	const value: ChapterCheck = { chapter: slugOf(folder), ...read.value };
	return translated(root, file, language, {
		value,
		schema: checkTranslation,
		say: ({ questions }) => ({
			...value,
			questions: value.questions.map((question) => {
				const { choices = [], ...said } = questions[question.id] ?? {};
				return {
					...question,
					...said,
					choices: question.choices.map((choice, index) => {
						const text = choices[index] ?? choice.text;
						return text === undefined ? choice : { ...choice, text };
					}),
				};
			}),
		}),
	});
}

/** Reads the glossary, in the order of its terms; explained in another language where one is asked for. */
export function readGlossary(root: string, language?: string): Compiled<readonly Term[]> {
	const read = readYaml(root, 'glossary.yaml', glossaryFile);
	if ('faults' in read) return read;
	const terms = Object.entries(read.value.terms)
		.map(([id, term]) => ({ id, ...term }))
		.sort((a, b) => (a.term.toLowerCase() < b.term.toLowerCase() ? -1 : 1));
	return translated(root, 'glossary.yaml', language, {
		value: terms,
		schema: glossaryTranslation,
		say: (other) =>
			terms.map((term) => {
				const { also = [], text = term.text } = other.terms[term.id] ?? {};
				return { ...term, also: [...also, ...term.also], text };
			}),
	});
}

/** Reads the comparison of the two kinds, row by row; said in another language where one is asked for. */
export function readComparison(
	root: string,
	language?: string,
): Compiled<readonly ComparisonRow[]> {
	const read = readYaml(root, 'comparison.yaml', comparisonFile);
	if ('faults' in read) return read;
	const value: readonly ComparisonRow[] = read.value.rows;
	return translated(root, 'comparison.yaml', language, {
		value,
		schema: comparisonTranslation,
		say: ({ rows }) =>
			value.map((row) => {
				const said = rows[row.id];
				return said === undefined
					? row
					: {
							...row,
							title: said.title,
							system: { ...row.system, says: said.system },
							user: { ...row.user, says: said.user },
						};
			}),
	});
}

/** Reads the decision guide; in another language where one is asked for. */
export function readWhichOne(root: string, language?: string): Compiled<Guide> {
	const read = readYaml(root, 'whichOne.yaml', whichOneFile);
	if ('faults' in read) return read;
	const value: Guide = read.value;
	return translated(root, 'whichOne.yaml', language, {
		value,
		schema: whichOneTranslation,
		say: ({ verdicts, questions }) => ({
			verdicts,
			questions: value.questions.map((question) => {
				const { question: asked = question.question, choices = {} } = questions[question.id] ?? {};
				return {
					...question,
					question: asked,
					choices: question.choices.map((choice) => ({ ...choice, ...choices[choice.id] })),
				};
			}),
		}),
	});
}

/** What the course must teach: its rows by their ids, and those that no lesson has to prove yet. */
export interface Coverage {
	readonly rows: Readonly<Record<string, string>>;
	readonly notYet: readonly string[];
}

/** Reads what the course must teach; said in another language where one is asked for. */
export function readCoverage(root: string, language?: string): Compiled<Coverage> {
	const read = readYaml(root, 'coverage.yaml', coverageFile);
	if ('faults' in read) return read;
	const value: Coverage = read.value;
	return translated(root, 'coverage.yaml', language, {
		value,
		schema: coverageTranslation,
		say: ({ rows }) => ({ ...value, rows: { ...value.rows, ...rows } }),
	});
}
