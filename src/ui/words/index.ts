export { words } from './language';
export { plain, type Rich } from './rich';
