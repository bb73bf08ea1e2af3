import { spawnSync } from 'node:child_process';
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { compiledFolder } from '../../src/app/compiled-folder.ts';

let root: string;
let kept: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'stepway-compiled-')));
  kept = join(root, 'node_modules/.cache/stepway');
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A test of who owns what needs somebody who may give files away, and a system that has owners. */
const asRoot = process.getuid?.() === 0 ? test : test.skip;

test('what is compiled is kept in the project, in a folder for its owner alone', async () => {
  await mkdir(join(root, 'node_modules'));
  expect(compiledFolder(root)).toBe(kept);
  expect((await lstat(kept)).mode & 0o777).toBe(0o700);
  expect(compiledFolder(root)).toBe(kept);
});

test('nothing is kept, and nothing made, where there are no node_modules', async () => {
  expect(compiledFolder(root)).toBe(false);
  expect(await readdir(root)).toEqual([]);
});

test.each(['.cache', '.cache/stepway'])('a folder %s that others may write to is not used', async (name) => {
  await mkdir(kept, { recursive: true, mode: 0o700 });
  await chmod(join(root, 'node_modules', name), 0o777);
  expect(compiledFolder(root)).toBe(false);
});

test('a folder that others may look into is not used', async () => {
  await mkdir(kept, { recursive: true, mode: 0o700 });
  await chmod(kept, 0o755);
  expect(compiledFolder(root)).toBe(false);
});

test.each(['.cache', '.cache/stepway'])('a link in the place of %s is not followed', async (name) => {
  const elsewhere = join(root, 'elsewhere');
  await mkdir(join(elsewhere, 'stepway'), { recursive: true, mode: 0o700 });
  await mkdir(join(root, 'node_modules', name, '..'), { recursive: true });
  await symlink(elsewhere, join(root, 'node_modules', name));
  expect(compiledFolder(root)).toBe(false);
});

asRoot('a folder of another account is not used', async () => {
  await mkdir(kept, { recursive: true, mode: 0o700 });
  spawnSync('chown', ['65534', kept]);
  expect(compiledFolder(root)).toBe(false);
});

test('a file in its place is no reason to fail', async () => {
  await mkdir(join(root, 'node_modules'));
  await writeFile(join(root, 'node_modules/.cache'), '');
  expect(compiledFolder(root)).toBe(false);
});

test('a command keeps what it compiled there, and leaves nothing in the shared temporary folder', async () => {
  const shared = join(root, 'tmp');
  await mkdir(shared);
  await mkdir(join(root, 'node_modules'));
  await cp('wizards/feedback.ts', join(root, 'wizards/feedback.ts'));
  const env = { PATH: process.env['PATH'], TMPDIR: shared };
  const run = () =>
    spawnSync(process.execPath, [resolve('dist/cli/main.js'), 'check', 'wizards'], { cwd: root, env });
  expect(run().status).toBe(0);
  expect(await readdir(kept)).toEqual([expect.stringMatching(/^wizards-feedback\./)]);
  expect(run().status).toBe(0);
  expect(await readdir(shared)).toEqual([]);
});
