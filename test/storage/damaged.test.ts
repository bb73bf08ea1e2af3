import { execSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { embeddedStorage } from '../../src/storage/embedded/storage.ts';
import { newSession, saveSession } from '../support/sessions.ts';

const pageBytes = 4096;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepway-damaged-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The file of a store with some pages of everything in it: long values, branches, an index. */
async function filledStore(): Promise<string> {
  const storage = await embeddedStorage({ folder });
  const save = (i: number) => saveSession(newSession(storage.sessions, `id-${i}`, { a: 'x'.repeat(i * 40) }));
  await Promise.all(Array.from({ length: 300 }, (_, i) => save(i)));
  await storage.close();
  return join(folder, 'data.mdb');
}

const opened = () =>
  embeddedStorage({ folder }).then(
    async (storage) => {
      await storage.ping();
      await storage.close();
      return 'opened';
    },
    (error: unknown) => error,
  );

const refusal = (words: string) => ({
  code: 'STORE_UNREACHABLE',
  message: expect.stringMatching(new RegExp(`${join(folder, 'data.mdb')} .*${words}.*backup`)),
});

test('a sound store opens, also after a stop that closed nothing', async () => {
  await filledStore();
  expect(await opened()).toBe('opened');
});

test.each([
  ['another program’s bytes', randomBytes(40_000)],
  ['a text', Buffer.from('Dear sir or madam\n'.repeat(1_000))],
  ['a few bytes', Buffer.from('x')],
  ['nothing but zeros', Buffer.alloc(16_384)],
])('a file of %s is named as no store', async (_, bytes) => {
  writeFileSync(join(folder, 'data.mdb'), bytes);
  expect(await opened()).toMatchObject(refusal('is no file of the embedded store'));
});

test('a store of another version of LMDB is named as that', async () => {
  const file = await filledStore();
  const bytes = readFileSync(file);
  for (const page of [0, 1]) bytes.writeUInt32LE(1, page * pageBytes + 28);
  writeFileSync(file, bytes);
  expect(await opened()).toMatchObject(refusal('was written by another version of LMDB'));
});

test.each([8_192, 20_000])('a store that was cut off at %i bytes is named as damaged', async (bytes) => {
  truncateSync(await filledStore(), bytes);
  expect(await opened()).toMatchObject(refusal('is damaged'));
});

test('a store whose pages were written over is named as damaged, whichever page it was', async () => {
  const file = await filledStore();
  const sound = readFileSync(file);
  const pages = sound.length / pageBytes;
  let found = 0;
  for (let page = 2; page < pages; page += 1) {
    const spoilt = Buffer.from(sound);
    spoilt.fill(0xa5, page * pageBytes, (page + 1) * pageBytes);
    writeFileSync(file, spoilt);
    const outcome = await opened();
    // A page that is free, or within a long value, is no matter of the store's.
    if (outcome === 'opened') continue;
    expect(outcome).toMatchObject(refusal(`is damaged at page ${page}`));
    found += 1;
  }
  expect(found).toBeGreaterThan(5);
});

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

/** Runs a command as an account that is not the files' own: root may do everything. */
function asAnother(...args: readonly string[]) {
  const env = { PATH: process.env['PATH'], STEPWAY_DATA: folder, PORT: '0' };
  const options = { env, encoding: 'utf8' as const, timeout: 20_000, ...(isRoot ? { uid: nobody } : {}) };
  return spawnSync(process.execPath, ['dist/cli/main.js', ...args], options);
}

test.each([
  ['submissions', 'list'],
  ['start', 'wizards'],
])('a file of another account is named with its owner and the fix: %s %s', async (...args) => {
  const data = join(folder, 'data');
  const storage = await embeddedStorage({ folder: data });
  await storage.close();
  const lock = join(data, 'lock.mdb');
  if (isRoot) for (const path of [folder, data, join(data, 'data.mdb')]) chownSync(path, nobody, nobody);
  else chmodSync(lock, 0);
  const ended = asAnother(...args);
  expect(ended.status).toBe(1);
  expect(`${ended.stdout}${ended.stderr}`).toContain(`${lock} may not be read and written by this user`);
  expect(`${ended.stdout}${ended.stderr}`).toContain('chown');
});

test('what is stored is for the server’s user alone', async () => {
  const inner = join(folder, 'made', 'here');
  const storage = await embeddedStorage({ folder: inner });
  await saveSession(newSession(storage.sessions, 'id', { a: 1 }));
  await storage.close();
  const modeOf = (path: string) => statSync(path).mode & 0o777;
  expect([join(folder, 'made'), inner].map(modeOf)).toEqual([0o700, 0o700]);
  expect(['data.mdb', 'lock.mdb'].map((name) => modeOf(join(inner, name)))).toEqual([0o600, 0o600]);
});

test('a store that other accounts can read is warned of, with the fix', async () => {
  const said: string[] = [];
  const say = (_: object, message: string) => void said.push(message);
  const log = { debug: say, info: say, warn: say, error: say };
  await (await embeddedStorage({ folder, log })).close();
  expect(said).toEqual([]);
  chmodSync(folder, 0o755);
  chmodSync(join(folder, 'data.mdb'), 0o644);
  await (await embeddedStorage({ folder, log })).close();
  expect(said).toEqual([expect.stringContaining(`chmod -R go-rwx ${folder}`)]);
  // Whoever does so has a store that opens, and hears nothing more.
  execSync(/chmod .*/.exec(said[0]!)![0]);
  await (await embeddedStorage({ folder, log })).close();
  expect(said).toHaveLength(1);
});

test('a folder with a dot in its name is a folder', async () => {
  const dotted = join(folder, 'forms.example');
  await (await embeddedStorage({ folder: dotted })).close();
  expect(statSync(join(dotted, 'data.mdb')).isFile()).toBe(true);
});

test.each([
  ['removed', () => rmSync(join(folder, 'data.mdb'))],
  [
    'replaced',
    () => {
      rmSync(join(folder, 'data.mdb'));
      writeFileSync(join(folder, 'data.mdb'), '');
    },
  ],
  [
    'moved away with its folder',
    () => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
    },
  ],
])('a store that was %s while it is open is no longer ready', async (_, change) => {
  const storage = await embeddedStorage({ folder });
  await storage.ping();
  change();
  await expect(storage.ping()).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  await storage.close();
});
