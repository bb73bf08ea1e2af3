import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectFiles } from '../../../src/cli/templates/project.ts';

test('a new project pins what Stepway itself pins of what it installs, so that npm ci takes its lockfile', () => {
  const plan = { name: 'my-forms', wizard: 'contact', stepway: '^0.1.0', isLinked: false };
  const made = JSON.parse(projectFiles(plan)['package.json']!) as { overrides?: Record<string, string> };
  const own = JSON.parse(readFileSync('package.json', 'utf8')) as { overrides: Record<string, string> };
  expect(made.overrides).toEqual({ 'msgpackr-extract': own.overrides['msgpackr-extract'] });
});
