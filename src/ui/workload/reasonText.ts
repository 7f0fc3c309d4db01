import type { AccessDecision } from '../../azure';
import { words } from '../words';

const text = words.workload;

/** Why a request was decided as it was, in words: a role of the wrong plane is one for data where managing is asked for. */
export const reasonText = ({ reason, question }: AccessDecision): string =>
	reason === 'wrongPlane' && question.plane === 'control'
		? text.dataRoleOnly
		: text.reasons[reason];

/** What came of one considered assignment, in words. */
export const outcomeText = (outcome: string, { question }: AccessDecision): string =>
	outcome === 'otherPlane' && question.plane === 'control'
		? text.forDataOnly
		: (text.outcomes[outcome] ?? outcome);
