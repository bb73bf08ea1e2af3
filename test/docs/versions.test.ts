import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

test('the docs of this version are in the list to which the sites of all versions lead', () => {
  const { version } = read('package.json') as { readonly version: string };
  const versions = read('docs/site/versions.json') as readonly string[];
  expect(versions).toContain(version);
  expect(new Set(versions).size).toBe(versions.length);
});
