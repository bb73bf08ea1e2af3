import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const namesIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((match) => match[1]!).toSorted((a, b) => a.localeCompare(b));

test('docs/settings.md has every setting that the server reads, and no other', () => {
  const read = /const environment = z\.object\(\{([\s\S]*?)\n\}\);/.exec(
    readFileSync('src/app/config.ts', 'utf8'),
  );
  const documented = readFileSync('docs/settings.md', 'utf8').split('## Limits')[0]!;
  expect(namesIn(documented, /^\| `([A-Z_]+)`/gm)).toEqual(namesIn(read?.[1] ?? '', /^ {2}([A-Z_]+):/gm));
});

test("the README's example has at most 25 lines", () => {
  const example =
    /```ts\n(\/\/ wizards\/feedback\.ts[\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
  expect(example.trim().split('\n').length).toBeGreaterThan(10);
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(25);
  expect(readFileSync('wizards/feedback.ts', 'utf8').trim().split('\n').length).toBeLessThanOrEqual(25);
});
