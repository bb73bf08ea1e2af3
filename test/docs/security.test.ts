import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const page = readFileSync('docs/security.md', 'utf8');

test('what docs/security.md says is shown by a test names one that is there', () => {
  const named = [...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, file]) => file!);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});

test('every requirement in docs/security.md has a state', () => {
  const entries = page.split('\n').filter((line) => /^- \*\*\d+\.\d+/.test(line));
  expect(entries.length).toBeGreaterThan(30);
  // The tests in brackets at the end show it, and do not say it.
  const state = (entry: string) =>
    /^- \*\*[^*]+\*\*: (.*)/.exec(entry)?.[1]?.replace(/\(`test\/[^)]*\)\.?$/, '');
  expect(entries.filter((entry) => !state(entry)?.trim())).toEqual([]);
});
