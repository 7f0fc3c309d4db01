/** The simulated Azure alone, to be fetched beside what stands on it: two files of half the size come sooner than one. */
export { createWorld, handle } from '../azure';
