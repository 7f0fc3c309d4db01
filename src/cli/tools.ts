import { SHELL_TOOLS } from './shellTools';
import { TEXT_TOOLS } from './textTools';
import type { Tool } from './tool';

/** The small tools by name. */
export const TOOLS: Readonly<Record<string, Tool>> = { ...TEXT_TOOLS, ...SHELL_TOOLS };
