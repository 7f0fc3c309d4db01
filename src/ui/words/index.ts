export { words } from './language';
export { plain, type Rich, type RichPart } from './rich';
