import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

test('the React sample compiles against the built client', () => {
  const { stdout } = spawnSync('node_modules/.bin/tsc', ['-p', 'docs/samples/react'], { encoding: 'utf8' });
  expect(stdout).toBe('');
}, 60_000);
