import { idKey, nameOf, type World } from '../../azure';
import { grantOf } from '../views/access';
import { editorWords as words } from '../words/editor';

/** What something is called: a role assignment by what it grants, in the first of the worlds in which it is. */
export function nameIn(worlds: readonly World[], id: string): string {
	for (const world of worlds) {
		const assignment = world.roleAssignments[idKey(id)];
		if (!assignment) continue;
		const { roleName, who } = grantOf(world, assignment);
		return words.grant(roleName, who.name);
	}
	return nameOf(id);
}
