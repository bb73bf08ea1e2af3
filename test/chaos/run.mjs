// Loads the chaos runner, which is TypeScript over src/, on a Node that cannot: `npm run chaos -- --quick`.
import { setFlagsFromString } from 'node:v8';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

// The figure of fuzzed bodies measures memory, so it has to collect first.
setFlagsFromString('--expose-gc');
const jiti = createJiti(import.meta.url, {
  alias: { stepway: fileURLToPath(new URL('../../src/index.ts', import.meta.url)) },
  // Not in the shared temporary folder, as jiti would.
  fsCache: fileURLToPath(new URL('../../node_modules/.cache/jiti', import.meta.url)),
});
const { main } = await jiti.import('./main.ts');
// What waits inside Stepway waits on timers that do not hold a process; a run without sockets needs one that does.
const alive = setInterval(() => {}, 1_000);
process.exitCode = await main(process.argv.slice(2));
clearInterval(alive);
