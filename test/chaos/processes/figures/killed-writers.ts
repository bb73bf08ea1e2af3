import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../../figure.ts';
import { ConfirmedWrites } from '../confirmed-writes.ts';

const killEveryMs = 300;

/** Two processes that write to one embedded store as fast as they can, while one of them is killed again and again. */
export const killedWriters: Figure = {
  name: 'killed-writers',
  must: 'confirmed writes of 60,000 sessions in one LMDB folder that are gone or at an older revision, one of two writers killed with -9 every 300 ms; writes that fail: 0 and 0',
  breaks: ['lmdb-defaults'],
  async run({ quick, broken }) {
    const folder = await mkdtemp(join(tmpdir(), 'stepway-chaos-'));
    // lmdb as it comes: nothing keeps openings and writes apart, and there is no place for what would.
    if (broken === 'lmdb-defaults') await writeFile(join(folder, 'door'), '', { mode: 0o700 });
    const writes = new ConfirmedWrites(folder, broken);
    const kills = await killWriters(writes, quick ? 4_000 : 60_000);
    const { failed, note } = await writes.tally();
    await rm(folder, { recursive: true });
    return { tried: writes.sessions, failed, note: `${kills} kills, ${note}` };
  },
};

async function killWriters(writes: ConfirmedWrites, sessions: number): Promise<number> {
  const writers = [writes.start('writer.mjs'), writes.start('writer.mjs')];
  let kills = 0;
  // With a mechanism switched off a writer may be stuck, and confirm nothing more.
  const givesUpAt = performance.now() + 120_000;
  while (writes.sessions < sessions && performance.now() < givesUpAt) {
    await pause(killEveryMs);
    await writes.kill(writers[kills % 2]!);
    writers[kills % 2] = writes.start('writer.mjs');
    kills += 1;
  }
  await Promise.all(writers.map((writer) => writes.kill(writer)));
  // What was confirmed before the kill may still be in the pipe.
  await pause(200);
  return kills;
}
