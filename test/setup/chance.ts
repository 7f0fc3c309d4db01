// Tests that look at random look at the same things in every run of `npm test`, so that a change is judged and not its luck.
// `npm run test:deep` looks elsewhere each time, and at the same again with `KEYLESS_SEED`.
import fc from 'fast-check';

const { KEYLESS_DEEP, KEYLESS_SEED } = process.env;
if (KEYLESS_SEED !== undefined) fc.configureGlobal({ seed: Number(KEYLESS_SEED) });
else if (KEYLESS_DEEP === undefined) fc.configureGlobal({ seed: 20261122 });
