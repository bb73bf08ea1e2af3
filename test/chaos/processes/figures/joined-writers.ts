import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../../figure.ts';
import { ConfirmedWrites } from '../confirmed-writes.ts';

/** Two processes that write to one embedded store as fast as they can, while two others open and close it all the time. */
export const joinedWriters: Figure = {
  name: 'joined-writers',
  must: 'confirmed writes in one LMDB folder that are gone or at an older revision, while two processes write for 60 s and two others open it again and again, slowly and as it is; writes that fail: 0 and 0',
  breaks: ['door'],
  async run({ quick, broken }) {
    const folder = await mkdtemp(join(tmpdir(), 'stepway-chaos-'));
    const writes = new ConfirmedWrites(folder, broken);
    const writers = [writes.start('writer.mjs'), writes.start('writer.mjs')];
    // So that the folder is there.
    while (writes.sessions === 0) await pause(20);
    const openers = [writes.start('opener.mjs'), writes.start('opener.mjs')];
    await pause(quick ? 8_000 : 60_000);
    await Promise.all([...writers, ...openers].map((child) => writes.kill(child)));
    await pause(200);
    const { failed, note } = await writes.tally();
    await rm(folder, { recursive: true });
    return { tried: writes.sessions, failed, note: `${writes.openings} openings, ${note}` };
  },
};
