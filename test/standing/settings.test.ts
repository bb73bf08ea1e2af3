import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { environment } from '../../src/app/config.ts';
import { configProperties } from '../../src/app/define-config.ts';

test('docs/settings.md has every setting that the server reads, and no other', () => {
  const documented = readFileSync('docs/settings.md', 'utf8').split('## Limits')[0]!;
  const named = [...documented.matchAll(/^- \*\*`([A-Z_]+)`\*\*/gm)].map(([, name]) => name!);
  expect(named.toSorted()).toEqual(Object.keys(environment.shape).toSorted());
});

test('docs/settings.md has every property of stepway.config.ts, and no other', () => {
  const documented = readFileSync('docs/settings.md', 'utf8').split('## Limits')[0]!;
  const named = [...documented.matchAll(/^- \*\*`([a-z]\w+)`\*\*/gm)].map(([, name]) => name!);
  expect(named.toSorted()).toEqual([...configProperties].toSorted());
});

test("the README's example has at most 25 lines", () => {
  const example =
    /```ts\n(\/\/ wizards\/feedback\.ts[\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
  expect(example.trim().split('\n').length).toBeGreaterThan(10);
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(25);
});
