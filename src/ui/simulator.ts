/**
 * The simulated Azure and what stands on it, as one thing to fetch: beside the page that shows it, and at the same time.
 */
export { createPlayground } from '../playground';
export { checkLesson } from '../course';
export { commandFor } from '../cli';
