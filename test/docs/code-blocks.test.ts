import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { blocksOf } from './blocks.ts';

const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const root = realpathSync(mkdtempSync(join(tmpdir(), 'stepway-docs-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What a reader's own project has beside the block. */
const surroundings = `
declare const secret: string;
declare module 'express-session' {
  interface SessionData { user?: string }
}
`;

test('every whole module in the README and the guides compiles', () => {
  cpSync('wizards', join(root, 'wizards'), { recursive: true });
  const modules = join(root, 'node_modules');
  mkdirSync(join(modules, '@types'), { recursive: true });
  symlinkSync(resolve('.'), join(modules, 'stepway'));
  for (const name of [
    'express',
    'express-session',
    'zod',
    'mongodb',
    'nodemailer',
    '@types/node',
    '@types/nodemailer',
    '@types/express',
    '@types/express-session',
  ]) {
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
  writeFileSync(
    join(root, 'surroundings.d.ts'),
    `import 'express-session';\n${surroundings.replace('declare const', 'declare global { const').replace(': string;', ': string }')}`,
  );
  let count = 0;
  for (const page of pages.filter((each) => !each.endsWith('tutorial.md'))) {
    for (const { language, text, line, file } of blocksOf(page)) {
      if (language !== 'ts' || !/^(\/\/.*\n)?import /.test(text)) continue;
      const named = join(root, basename(page, '.md'), file ?? '');
      // A block that names its file stands where the blocks of its page import it.
      const place =
        file === undefined || existsSync(named) ? join(root, `${basename(page, '.md')}-${line}.ts`) : named;
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, text);
      count += 1;
    }
  }
  const compilerOptions = {
    module: 'NodeNext',
    target: 'ES2023',
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
  };
  writeFileSync(
    join(root, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['*.ts', '*/**/*.ts'], exclude: ['wizards', 'node_modules'] }),
  );
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
  const { stdout } = spawnSync(resolve('node_modules/.bin/tsc'), ['-p', root], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(count).toBeGreaterThanOrEqual(10);
}, 60_000);

test('every link to a file of the project leads somewhere', () => {
  const broken = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .map((match) => join(dirname(page), match[1]!))
      .filter((target) => !existsSync(target))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});

/** As GitHub and the site make a heading's address. */
const slugOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

test('every link to a part of a page leads to a heading', () => {
  const broken = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([\w./-]*)#([\w-]+)\)/g)]
      .map(([, file, slug]) => ({ target: file === '' ? page : join(dirname(page), file!), slug: slug! }))
      .filter(({ target, slug }) => {
        const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
          slugOf(text!),
        );
        return !headings.includes(slug);
      })
      .map(({ target, slug }) => `${page}: ${target}#${slug}`),
  );
  expect(broken).toEqual([]);
});
