import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { watchFolders, type Watching } from '../../src/studio/project.ts';

let folder: string;
let watching: Watching;
let changes: number;
let seen: () => void;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-watch-'));
  changes = 0;
  seen = () => {};
  watching = watchFolders(() => {
    changes += 1;
    seen();
  });
});
afterEach(async () => {
  watching.close();
  await rm(folder, { recursive: true });
});

/** Resolves at the next call back; a change that is missed lets the test run out of time. */
async function changed(by: () => Promise<unknown>): Promise<void> {
  const called = new Promise<void>((resolve) => (seen = resolve));
  await by();
  await called;
}

test('a file that an editor replaces by a new one is a change', async () => {
  await mkdir(join(folder, 'parts'));
  await writeFile(join(folder, 'parts/a.ts'), 'one');
  await watching.add([folder]);
  await changed(async () => {
    await writeFile(join(folder, 'parts/a.ts~'), 'two');
    await rename(join(folder, 'parts/a.ts~'), join(folder, 'parts/a.ts'));
  });
  await changed(() => writeFile(join(folder, 'parts/a.ts'), 'three'));
});

test('a folder that comes later is seen, with what is put into it', async () => {
  const views = join(folder, 'views');
  await watching.add([views]);
  await changed(() => mkdir(views));
  await changed(() => writeFile(join(folder, 'views/step.ejs'), ''));
});

test('what was there before is no change, and what npm installs is none either', async () => {
  await writeFile(join(folder, 'a.ts'), '');
  await mkdir(join(folder, 'node_modules'));
  await watching.add([folder]);
  await writeFile(join(folder, 'node_modules/index.js'), '');
  await changed(() => writeFile(join(folder, 'b.ts'), ''));
  expect(changes).toBe(1);
});

test('a folder that is removed and comes again is seen again', async () => {
  const views = join(folder, 'views');
  await mkdir(views);
  await watching.add([views]);
  await changed(() => rm(views, { recursive: true }));
  await changed(() => mkdir(views));
  await changed(() => writeFile(join(views, 'step.ejs'), ''));
});
