import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { formProperties } from '../../src/definition/check/form-properties.ts';

test('docs/fields.md lists every ordinary word that no field can be called', () => {
  const page = readFileSync('docs/fields.md', 'utf8');
  const [, list = ''] = /So (.+?) are taken, and all longer names/.exec(page) ?? [];
  const listed = [...list.matchAll(/`(\w+)`/g)].map(([, word]) => word!);
  expect(listed).toEqual([...formProperties].filter((name) => /^[a-z]+$/.test(name)).toSorted());
});
