/** A lesson being done, as one thing to load. */
export { default as LessonPane } from './LessonPane.svelte';
export { LessonRun } from './lessonRun.svelte';
