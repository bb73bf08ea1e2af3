import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openEnvironment } from '../../../../src/storage/embedded/environment.ts';
import { embeddedRecords } from '../../../../src/storage/embedded/records.ts';
import type { Figure } from '../../figure.ts';

const entry = fileURLToPath(new URL('../writer.mjs', import.meta.url));
const killEveryMs = 300;

/** Two processes that write to one embedded store as fast as they can, while one of them is killed again and again. */
export const killedWriters: Figure = {
  name: 'killed-writers',
  must: 'confirmed writes of 60,000 sessions in one LMDB folder that are gone or at an older revision, one of two writers killed with -9 every 300 ms; writes that fail: 0 and 0',
  breaks: ['lmdb-defaults'],
  async run({ quick, broken }) {
    const folder = await mkdtemp(join(tmpdir(), 'stepway-chaos-'));
    const { confirmed, faults, kills } = await write(folder, quick ? 4_000 : 60_000, broken);
    const environment = await openEnvironment(folder);
    const records = embeddedRecords(environment);
    let lost = 0;
    for (const [id, rev] of confirmed) {
      const stored = await records.read(id, new AbortController());
      if (stored === undefined || stored.rev < rev) lost += 1;
    }
    await environment.close();
    await rm(folder, { recursive: true });
    const failures = [...faults.values()].reduce((sum, count) => sum + count, 0);
    const first = [...faults.keys()][0];
    const note = `${kills} kills, ${lost} lost, ${failures} writes failed${first === undefined ? '' : `, such as: ${first}`}`;
    return { tried: confirmed.size, failed: lost + failures, note };
  },
};

async function write(folder: string, sessions: number, broken: string | undefined) {
  /** By id: the revision that was confirmed last. */
  const confirmed = new Map<string, number>();
  const faults = new Map<string, number>();
  const start = (): ChildProcess => {
    const child = fork(entry, {
      stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
      env: { PATH: process.env['PATH'], STEPWAY_CHAOS_FOLDER: folder, STEPWAY_CHAOS_BREAK: broken },
    });
    child.on('message', (message) => {
      const { id, rev, fault } = message as { id: string; rev: number; fault?: string };
      if (fault === undefined) confirmed.set(id, rev);
      else faults.set(fault, (faults.get(fault) ?? 0) + 1);
    });
    return child;
  };
  const kill = async (child: ChildProcess) => {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGKILL');
    await ended;
  };
  const writers = [start(), start()];
  let kills = 0;
  // With a mechanism switched off a writer may be stuck, and confirm nothing more.
  const givesUpAt = performance.now() + 120_000;
  while (confirmed.size < sessions && performance.now() < givesUpAt) {
    await pause(killEveryMs);
    await kill(writers[kills % 2]!);
    writers[kills % 2] = start();
    kills += 1;
  }
  await Promise.all(writers.map(kill));
  // What was confirmed before the kill may still be in the pipe.
  await pause(200);
  return { confirmed, faults, kills };
}
