import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { doorOf } from '../../../src/storage/embedded/door.ts';
import { openEnvironment } from '../../../src/storage/embedded/environment.ts';
import { embeddedRecords } from '../../../src/storage/embedded/records.ts';

const onLinux = process.platform === 'linux' ? test : test.skip;

function isLinkTo(link: string, folder: string): boolean {
  try {
    return readlinkSync(link).startsWith(folder);
  } catch {
    return false;
  }
}

describe('the door of an embedded store', () => {
  let folder: string;
  let told: string[];
  /** Of the numbers of processes. */
  const space = /\d+/.exec(process.platform === 'linux' ? readlinkSync('/proc/self/ns/pid') : '')?.[0] ?? '';
  const tell = (what: string) => async () => void told.push(what);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepway-'));
    told = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A write that goes on until it is ended. */
  function longWrite(door = doorOf(folder)) {
    let end = () => undefined as void;
    const written = door.passed(() => new Promise<void>((resolve) => (end = resolve))).then(tell('written'));
    return {
      end: async () => {
        end();
        await written;
      },
    };
  }

  test('lets who opens wait for the writes that are under way', async () => {
    const write = longWrite();
    const opened = doorOf(folder).shut(tell('opened'));
    await pause(30);
    expect(told).toEqual([]);
    await write.end();
    await opened;
    expect(told).toEqual(['written', 'opened']);
  });

  test('lets no write begin while somebody opens, also not beside one that is under way', async () => {
    const busy = doorOf(folder);
    const write = longWrite(busy);
    const opened = doorOf(folder).shut(tell('opened'));
    await pause(10);
    const later = [busy, doorOf(folder)].map((door) => door.passed(tell('later')));
    await pause(30);
    expect(told).toEqual([]);
    await write.end();
    await Promise.all([opened, ...later]);
    expect(told).toEqual(['written', 'opened', 'later', 'later']);
  });

  test('begins a write at once when nobody opens', async () => {
    const written = doorOf(folder).passed(tell('written'));
    expect(told).toEqual(['written']);
    await written;
  });

  test('waits for no process that was killed, and takes its files away', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    mkdirSync(join(folder, 'door'));
    writeFileSync(join(folder, 'door', `writing-${space}-${pid}-a`), '1');
    writeFileSync(join(folder, 'door', `opening-${space}-${pid}-a`), '');
    const started = performance.now();
    const door = doorOf(folder);
    await door.passed(tell('written'));
    await door.shut(tell('opened'));
    expect(performance.now() - started).toBeLessThan(1_000);
    door.close();
    expect(readdirSync(join(folder, 'door'))).toEqual([]);
  });

  test('waits for no process that had the number of this one before', async () => {
    mkdirSync(join(folder, 'door'));
    const file = join(folder, 'door', `writing-${space}-${process.pid}-a`);
    writeFileSync(file, '1');
    const before = new Date(Date.now() - process.uptime() * 1_000 - 10_000);
    utimesSync(file, before, before);
    const started = performance.now();
    await doorOf(folder).shut(tell('opened'));
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test('waits only so long for one that hangs in a write, and forgets it when that is long ago', async () => {
    const hanging = spawn('sleep', ['60']);
    mkdirSync(join(folder, 'door'));
    const file = join(folder, 'door', `writing-${space}-${hanging.pid}-a`);
    writeFileSync(file, '1');
    await doorOf(folder).shut(tell('opened'));
    expect(readdirSync(join(folder, 'door'))).toContain(`writing-${space}-${hanging.pid}-a`);
    const before = new Date(Date.now() - 100_000);
    utimesSync(file, before, before);
    await doorOf(folder).shut(tell('opened'));
    expect(readdirSync(join(folder, 'door'))).not.toContain(`writing-${space}-${hanging.pid}-a`);
    hanging.kill();
    await once(hanging, 'exit');
  }, 15_000);

  test('waits only so long for one that hangs while it opens', async () => {
    const hanging = spawn('sleep', ['60']);
    mkdirSync(join(folder, 'door'));
    writeFileSync(join(folder, 'door', `opening-${space}-${hanging.pid}-a`), '');
    const written = doorOf(folder).passed(tell('written'));
    await pause(50);
    expect(told).toEqual([]);
    await written;
    hanging.kill();
    await once(hanging, 'exit');
  });

  test('waits for processes of other containers, and forgets what they said long ago', async () => {
    mkdirSync(join(folder, 'door'));
    const files = ['writing', 'opening'].map((kind) => join(folder, 'door', `${kind}-123-1-a`));
    for (const file of files) writeFileSync(file, '1');
    const door = doorOf(folder);
    const written = door.passed(tell('written'));
    const opened = door.shut(tell('opened'));
    await pause(50);
    expect(told).toEqual([]);
    const before = new Date(Date.now() - 100_000);
    for (const file of files) utimesSync(file, before, before);
    await Promise.all([written, opened]);
    door.close();
    expect(readdirSync(join(folder, 'door'))).toEqual([]);
  });

  test('says anew what somebody has taken away', async () => {
    const door = doorOf(folder);
    for (const name of readdirSync(join(folder, 'door'))) rmSync(join(folder, 'door', name));
    const write = longWrite(door);
    const opened = doorOf(folder).shut(tell('opened'));
    await pause(30);
    expect(told).toEqual([]);
    await write.end();
    await opened;
  });

  test('is open where it cannot be made', async () => {
    writeFileSync(join(folder, 'door'), '');
    const door = doorOf(folder);
    await door.shut(tell('opened'));
    await door.passed(tell('written'));
    door.close();
    expect(told).toEqual(['opened', 'written']);
  });

  onLinux('fails no write for what it cannot say, and keeps nobody waiting after it', async () => {
    const door = doorOf(folder);
    const write = longWrite(door);
    const isSaid = (number: string) => isLinkTo(join('/proc/self/fd', number), join(folder, 'door'));
    for (const number of readdirSync('/proc/self/fd').filter(isSaid)) closeSync(Number(number));
    await write.end();
    await door.passed(tell('written'));
    const started = performance.now();
    await doorOf(folder).shut(tell('opened'));
    expect(performance.now() - started).toBeLessThan(900);
    expect(told).toEqual(['written', 'written', 'opened']);
  });

  test('lets who opens go on where it cannot be said that they do', async () => {
    const door = doorOf(folder);
    await rm(join(folder, 'door'), { recursive: true });
    await door.shut(tell('opened'));
    expect(told).toEqual(['opened']);
  });

  test('does not make a folder again that was taken away', async () => {
    const store = join(folder, 'store');
    mkdirSync(store);
    const door = doorOf(store);
    await rm(store, { recursive: true });
    await door.passed(tell('written'));
    door.close();
    expect(told).toEqual(['written']);
    expect(existsSync(store)).toBe(false);
  });

  test('keeps a write waiting for less than its request has', async () => {
    mkdirSync(join(folder, 'door'));
    // Of a container that was killed in a write: nobody here can ask whether it lives.
    writeFileSync(join(folder, 'door', 'writing-123-1-a'), '1');
    const opened = doorOf(folder).shut(tell('opened'));
    const started = performance.now();
    await doorOf(folder).passed(tell('written'));
    expect(performance.now() - started).toBeLessThan(2_000);
    await opened;
  });

  test('stands open after the folder was taken away, and once it is closed', async () => {
    const door = doorOf(folder);
    await rm(join(folder, 'door'), { recursive: true });
    await door.passed(tell('written'));
    const write = longWrite(door);
    door.close();
    door.close();
    await write.end();
    expect(told).toEqual(['written', 'written']);
  });

  test('is passed by each write of an environment, and is shut while one is opened', async () => {
    const environment = await openEnvironment(folder);
    const records = embeddedRecords(environment);
    const draft = { text: '{}', startedAt: 0, expiresAt: 1e15 };
    const write = longWrite();
    const opened = openEnvironment(folder).then(async (second) => {
      told.push('opened');
      await second.close();
    });
    await pause(20);
    const inserted = Promise.resolve(records.insert('id', draft, new AbortController())).then(
      tell('inserted'),
    );
    await pause(20);
    expect(told).toEqual([]);
    await write.end();
    await Promise.all([opened, inserted]);
    expect(told[0]).toBe('written');
    expect(told).toContain('inserted');
    expect(told).toContain('opened');
    await environment.close();
  });
});
