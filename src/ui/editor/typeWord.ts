import { resourceTypeName } from '../views/typeName';
import { words } from '../words';

/** What a type is called in lists: `Key vault`, `Role assignment`. */
export const typeWord = (type: string): string =>
	/\/roleAssignments$/i.test(type) ? words.kinds.roleAssignment : resourceTypeName({ type });
