import {
	EMPTY_RECORD,
	exportRecord,
	importRecord,
	mergeRecords,
	recordAnswer,
	recordChoice,
	recordSolved,
	type CourseRecord,
} from '../../course';
import { recall, remember } from '../remember';

const NAME = 'course';

function kept(): CourseRecord {
	const text = recall(NAME);
	if (text === undefined) return EMPTY_RECORD;
	const read = importRecord(text);
	return 'error' in read ? EMPTY_RECORD : read.record;
}

/** What this browser's learner did in the course, kept after every change. */
export class RecordKeeper {
	#record: CourseRecord = $state.raw(kept());

	get record(): CourseRecord {
		return this.#record;
	}

	#keep(record: CourseRecord): void {
		if (record === this.#record) return;
		this.#record = record;
		remember(NAME, exportRecord(record));
	}

	isSolved(slug: string): boolean {
		return this.#record.lessons[slug]?.solved === true;
	}

	/** A lesson was solved. */
	solved(slug: string): void {
		if (!this.isSolved(slug)) this.#keep(recordSolved(this.#record, slug));
	}

	/** A bet was made in a lesson. */
	answered(slug: string, prediction: string, choice: string): void {
		this.#keep(recordAnswer(this.#record, slug, prediction, choice));
	}

	/** A question of a chapter's check was answered. */
	chose(chapter: string, question: string, choice: number): void {
		this.#keep(recordChoice(this.#record, chapter, question, choice));
	}

	/** Takes in what a file holds beside what is known here. A sentence when it holds nothing of ours. */
	take(text: string): { readonly error: string } | undefined {
		const read = importRecord(text);
		if ('error' in read) return read;
		this.#keep(mergeRecords(this.#record, read.record));
		return undefined;
	}

	/** The record as a file's text. */
	get file(): string {
		return exportRecord(this.#record);
	}
}

/** The one record of this browser. */
export const keeper = new RecordKeeper();
