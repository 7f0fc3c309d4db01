import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as v from 'valibot';
import type { ComparisonRow } from '../comparison';
import type { Term } from '../glossary';
import {
	checkFile,
	comparisonFile,
	coverageFile,
	glossaryFile,
	glossaryTranslation,
	whichOneFile,
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

/** Reads a chapter's check. */
export function readCheck(root: string, folder: string): Compiled<ChapterCheck> {
	const read = readYaml(root, `${folder}/check.yaml`, checkFile);
	return 'faults' in read ? read : { value: { chapter: slugOf(folder), ...read.value } };
}

/** Reads the glossary, in the order of its terms; explained in another language where one is asked for. */
export function readGlossary(root: string, language?: string): Compiled<readonly Term[]> {
	const read = readYaml(root, 'glossary.yaml', glossaryFile);
	if ('faults' in read) return read;
	const terms = Object.entries(read.value.terms)
		.map(([id, term]) => ({ id, ...term }))
		.sort((a, b) => (a.term.toLowerCase() < b.term.toLowerCase() ? -1 : 1));
	if (language === undefined) return { value: terms };
	const other = readYaml(root, `glossary.${language}.yaml`, glossaryTranslation);
	if ('faults' in other) return other;
	return {
		value: terms.map((term) => {
			const { also = [], text = term.text } = other.value.terms[term.id] ?? {};
			return { ...term, also: [...also, ...term.also], text };
		}),
	};
}

/** Reads the comparison of the two kinds, row by row. */
export function readComparison(root: string): Compiled<readonly ComparisonRow[]> {
	const read = readYaml(root, 'comparison.yaml', comparisonFile);
	return 'faults' in read ? read : { value: read.value.rows };
}

/** Reads the decision guide. */
export const readWhichOne = (root: string): Compiled<Guide> =>
	readYaml(root, 'whichOne.yaml', whichOneFile);

/** What the course must teach: its rows by their ids, and those that no lesson has to prove yet. */
export interface Coverage {
	readonly rows: Readonly<Record<string, string>>;
	readonly notYet: readonly string[];
}

/** Reads what the course must teach. */
export const readCoverage = (root: string): Compiled<Coverage> =>
	readYaml(root, 'coverage.yaml', coverageFile);
