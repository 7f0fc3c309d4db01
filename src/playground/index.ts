/** One learner's sitting: a world, what was done to it, undo, redo and keeping it. The only door for other rooms. */
export {
	createPlayground,
	prepare,
	type Playground,
	type PlaygroundOptions,
} from './createPlayground';
export { browserStorage } from './browserStorage';
export { memoryStorage, StorageError, type StorageFault, type StoragePort } from './storage';
export { type SaveState } from './autosave';
export { type SaveNotice } from './restore';
export { decodeSitting, encodeSitting } from './savedForm';
export { jsonFault, type TextPlace } from './jsonFault';
export {
	decodeShare,
	encodeShare,
	openShare,
	type LessonStart,
	type Shared,
	type Unshared,
} from './share';
export { replay, type Sitting } from './sitting';
export { iacPorts } from './iacPorts';
export { describeStep } from './describeStep';
export { type Grant, type Named, type StepEvent, type StepSummary } from './stepEvents';
export { type Cause, type Outcome, type Step } from './step';
export type { EmbedAsk, EmbedEvent, EmbedMessage, EmbedRequest, EmbedState } from './embedMessages';
