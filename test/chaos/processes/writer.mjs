import { randomUUID } from 'node:crypto';

// Writes sessions to the embedded store out of build/ as fast as it can, and tells what was confirmed: test only.
const fromBuild = (path) => import(new URL(`../../../build/${path}`, import.meta.url).href);
const [{ openEnvironment, sharedOptions }, { embeddedRecords }] = await Promise.all([
  fromBuild('storage/embedded/environment.js'),
  fromBuild('storage/embedded/records.js'),
]);
if (process.env.STEPWAY_CHAOS_BREAK === 'lmdb-defaults') {
  for (const name of ['overlappingSync', 'maxFreeSpaceToRetain']) delete sharedOptions[name];
}
const records = embeddedRecords(await openEnvironment(process.env.STEPWAY_CHAOS_FOLDER));
const { signal } = new AbortController();
const draft = (n) => ({ text: `${n}`.padEnd(600, '.'), startedAt: 0, expiresAt: 1e15 });
/** Not the number of the process, which may have been another writer's before. */
const own = randomUUID();
let count = 0;

/** One session after the other, each replaced three times. */
async function write() {
  for (;;) {
    count += 1;
    const id = `${own}.${count}`;
    try {
      let rev = await records.insert(id, draft(0), signal);
      while (rev !== undefined && rev < 4) {
        process.send({ id, rev });
        rev = await records.replace(id, draft(rev), { rev, now: 0 }, signal);
      }
      process.send(rev === undefined ? { fault: 'its own revision was not there' } : { id, rev });
    } catch (error) {
      process.send({ fault: error.code ?? error.message });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

for (let lane = 0; lane < 8; lane += 1) void write();
