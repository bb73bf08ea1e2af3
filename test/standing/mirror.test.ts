import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

/** Folders of tests that are about more than one room, and say so by their names. */
const across = ['browser', 'chaos', 'contract', 'docs', 'package', 'ports', 'standing', 'support', 'types'];

const rooms = readdirSync('test', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !across.includes(entry.name))
  .map(({ name }) => name);

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

test('every folder of tests has a room in src/', () => {
  const folders = rooms
    .flatMap((room) => filesIn(`test/${room}`))
    .filter((file) => file.endsWith('.test.ts'));
  const lost = folders.filter((file) => !existsSync(dirname(file).replace(/^test/, 'src')));
  expect(lost).toEqual([]);
});

test('no room borrows what another one set up: what is shared is in test/support/', () => {
  const borrowed = rooms.flatMap((room) =>
    filesIn(`test/${room}`).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/from '(\.\.?\/[^']+)'/g)]
        .map(([, name = '']) => join(dirname(file), name))
        .filter(
          (to) =>
            to.startsWith('test/') && !to.startsWith(`test/${room}/`) && !to.startsWith('test/support/'),
        )
        .map((to) => `${file} → ${to}`),
    ),
  );
  expect(borrowed).toEqual([]);
});
