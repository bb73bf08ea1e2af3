import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';

/** The rooms of `src/`, lowest first: a room may import those before it. `root` is the files beside the rooms. */
const order = [
  'root',
  'definition',
  'language',
  'controls',
  'definition/schema',
  'definition/condition',
  'definition/write',
  'definition/check',
  'flow',
  'form',
  'graph',
  'engine',
  'session',
  'completion',
  'storage',
  'sample',
  'render/pages',
  'render/html',
  'render/front-end',
  'client',
  'http',
  'app',
  'testing',
  'studio',
  'cli',
  'index.ts',
];

const pureRooms = order.slice(0, order.indexOf('session')).filter((room) => room !== 'graph');
const effects = /^(express|express-session|ejs|mongodb|connect-mongo|lmdb)$/;

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name));

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1]!);
}

/** `src/render/html/assets.ts` is in `render/html`; `src/definition/model.ts` in `definition`. */
function roomOf(file: string): string {
  const [room = '', ...rest] = normalize(file).split('/').slice(1);
  if (room === 'index.ts') return room;
  if (rest.length === 0) return 'root';
  const inner = `${room}/${rest[0]}`;
  return order.includes(inner) ? inner : room;
}

const arrows = files.flatMap((file) =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => ({ from: file, to: join(dirname(file), name) })),
);

test('every file is in a room of the order', () => {
  expect(files.filter((file) => !order.includes(roomOf(file)))).toEqual([]);
});

test('imports between the rooms run one way', () => {
  const wrong = arrows.filter(({ from, to }) => order.indexOf(roomOf(to)) > order.indexOf(roomOf(from)));
  expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('no file leads back to itself, not even by its types', () => {
  expect(firstCircle()).toBeUndefined();
});

test('only the app, the test kit, the studio, the command line and the public door import the storage', () => {
  const wrong = arrows.filter(
    ({ from, to }) =>
      roomOf(to) === 'storage' &&
      !['storage', 'app', 'testing', 'studio', 'cli', 'index.ts'].includes(roomOf(from)),
  );
  expect(wrong).toEqual([]);
});

test('the pure rooms know neither Express, EJS nor a database', () => {
  const wrong = files.filter(
    (file) => pureRooms.includes(roomOf(file)) && importsOf(file).some((name) => effects.test(name)),
  );
  expect(wrong).toEqual([]);
});

/** The files of a circle of imports, in order; undefined when there is none. */
function firstCircle(): readonly string[] | undefined {
  const cleared = new Set<string>();
  const follow = (file: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (cleared.has(file)) return undefined;
    for (const { to } of arrows.filter(({ from }) => from === file)) {
      const circle = follow(to, [...way, file]);
      if (circle !== undefined) return circle;
    }
    cleared.add(file);
    return undefined;
  };
  for (const file of files) {
    const circle = follow(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
