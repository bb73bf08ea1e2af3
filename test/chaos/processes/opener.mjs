import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

// Opens an embedded store and closes it again, all the time, out of build/: test only.
const fromBuild = (path) => import(new URL(`../../../build/${path}`, import.meta.url).href);
const [{ openEnvironment }, { doorOf }] = await Promise.all([
  fromBuild('storage/embedded/environment.js'),
  fromBuild('storage/embedded/door.js'),
]);
const folder = process.env.STEPWAY_CHAOS_FOLDER;
const door = doorOf(folder);
const shut = process.env.STEPWAY_CHAOS_BREAK === 'door' ? async (open) => open() : door.shut;

/**
 * What lmdb does when it opens an environment that others have open, on a machine that lets it wait in between:
 * `mdb_env_open2` reads the number of the last commit from the two meta pages, and sets it in the lock file.
 */
function openSlowly() {
  const last = withFile('data.mdb', (file) => {
    const numbers = [152, 4_096 + 152].map((position) => numberAt(file, position));
    return numbers[0] > numbers[1] ? numbers[0] : numbers[1];
  });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * 10);
  withFile('lock.mdb', (file) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(last);
    writeSync(file, bytes, 0, 8, 8);
  });
}

function numberAt(file, position) {
  const bytes = Buffer.alloc(8);
  readSync(file, bytes, 0, 8, position);
  return bytes.readBigUInt64LE();
}

// Closing the lock file ends the locks of its process: there are none, LMDB is closed at that time.
function withFile(name, work) {
  const file = openSync(join(folder, name), 'r+');
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}

for (;;) {
  await shut(openSlowly);
  process.send({ opened: true });
  await pause(Math.random() * 20);
  await (await openEnvironment(folder)).close();
  process.send({ opened: true });
  await pause(Math.random() * 20);
}
