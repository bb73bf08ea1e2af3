import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';

const order = ['definition', 'flow', 'form', 'session', 'completion', 'render', 'http', 'app', 'cli'];
const pureRooms = ['definition', 'form', 'flow'];

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1]!);
}

const roomOf = (file: string) => normalize(file).split('/')[1]!;

const arrows = sourceFiles('src').flatMap((file) =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => ({ file, from: roomOf(file), to: roomOf(join(dirname(file), name)) })),
);

test('imports between the rooms run one way', () => {
  const wrong = arrows.filter(({ from, to }) => {
    if (from === to || !order.includes(from) || !order.includes(to)) return false;
    return order.indexOf(to) > order.indexOf(from);
  });
  expect(wrong).toEqual([]);
});

test('only the app, the test kit and the public door import the storage', () => {
  const wrong = arrows.filter(
    ({ from, to }) => to === 'storage' && !['storage', 'app', 'testing', 'index.ts'].includes(from),
  );
  expect(wrong).toEqual([]);
});

test('the pure rooms know neither Express, EJS nor Mongo', () => {
  const wrong = sourceFiles('src').filter(
    (file) =>
      pureRooms.includes(roomOf(file)) &&
      importsOf(file).some((name) => /^(express|express-session|ejs|mongodb|connect-mongo|lmdb)$/.test(name)),
  );
  expect(wrong).toEqual([]);
});
