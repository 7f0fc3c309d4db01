// npm start: installs and builds what is missing, then serves the page on this machine only.
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', short: 'p' } } });
const port = Number(values.port ?? 4173);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
	console.error(`--port takes a number from 0 to 65535, not "${values.port}".`);
	process.exit(1);
}

ensureInstalled();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
const { serve } = await import('./serve.mjs');
// A port that was asked for by name is a promise to someone: then no other will do.
const { address } = await serve({ port, orNext: values.port === undefined }).catch((error) => {
	console.error(`Cannot serve on port ${port}: ${error.message}`);
	process.exit(1);
});
console.log(`Keyless is at ${address} (Ctrl+C stops it)`);
