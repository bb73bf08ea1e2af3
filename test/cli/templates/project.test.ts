import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectFiles } from '../../../src/cli/templates/project.ts';

test('a new project pins what Stepway itself pins of what it installs, so that npm ci takes its lockfile', () => {
  const made = JSON.parse(projectFiles(plan)['package.json']!) as { overrides?: Record<string, string> };
  const own = JSON.parse(readFileSync('package.json', 'utf8')) as { overrides: Record<string, string> };
  expect(made.overrides).toEqual({ 'msgpackr-extract': own.overrides['msgpackr-extract'] });
});

const plan = { name: 'my-forms', wizard: 'contact', stepway: '^0.1.0', isLinked: false };

test('the types of a new project cover every file that is written in it, by a compiler whose next major is not taken', () => {
  const files = projectFiles(plan);
  expect(JSON.parse(files['tsconfig.json']!)).toMatchObject({ include: ['**/*.ts'] });
  expect(JSON.parse(files['package.json']!)).toMatchObject({ devDependencies: { typescript: '>=5.9 <8' } });
});

test('secrets of a new project are not committed, nor in its image', () => {
  for (const file of ['.gitignore', '.dockerignore']) {
    expect(projectFiles(plan)[file]).toMatch(/^\.env$/m);
    expect(projectFiles(plan)[file]).toMatch(/^\.env\.\*$/m);
  }
});
