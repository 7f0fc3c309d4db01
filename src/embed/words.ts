/** The few words that an element says itself; all others are in the playground. */
export const START = 'Start';
/** What the static picture is called for those who hear it. */
export const PICTURE = 'Picture of the playground';
/** What the frame is called. */
export const FRAME = 'Keyless playground';
