// Tests that look at random look at the same things in every run of `npm test`, so that a change is judged and not its luck.
// `npm run test:deep` looks elsewhere each time.
import fc from 'fast-check';

if (process.env.KEYLESS_DEEP === undefined) fc.configureGlobal({ seed: 20261122 });
