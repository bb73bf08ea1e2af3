import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** Texts that no compiler reads, so that what a merge left in them would be shown to visitors and readers. */
function textsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ejs|css|js|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

test('no view, style, script or page of the docs holds the marks of a merge', () => {
  const marked = ['views', 'docs']
    .flatMap(textsIn)
    .filter((file) => /^(?:<{7}|>{7}|={7}$)/m.test(readFileSync(file, 'utf8')));
  expect(marked).toEqual([]);
});
