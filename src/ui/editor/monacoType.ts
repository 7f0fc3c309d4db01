import type * as Loaded from './monaco';

/** Monaco, as it is loaded here. */
export type Monaco = typeof Loaded.monaco;
