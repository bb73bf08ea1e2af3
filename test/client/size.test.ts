import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minify } from '@swc/core';
import { expect, test } from '@jest/globals';

/** What a front end loads of the client, in bytes of minified and compressed script; docs/client.md says so too. */
const budget = 4_608;

/** The built modules that a bundler would take: the entry, and what it imports at run time. */
function modulesFrom(entry: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const take = (file: string) => {
    if (found.has(file)) return;
    const text = readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
    found.set(file, text);
    for (const [, name = ''] of text.matchAll(/^(?:import|export)\b[^'"]*from '([^']+)'/gm)) {
      if (!name.startsWith('.')) throw new Error(`${file} imports "${name}": no front end has that`);
      take(join(dirname(file), name));
    }
  };
  take(entry);
  return found;
}

test('the client is small, and imports nothing that is not its own', async () => {
  const modules = modulesFrom('dist/client/index.js');
  const small = await Promise.all(
    [...modules.values()].map((text) => minify(text, { module: true, compress: true, mangle: true })),
  );
  const bytes = gzipSync(small.map(({ code }) => code).join('\n')).length;
  expect([...modules.keys()].filter((file) => !/^dist\/(client|definition\/condition)\//.test(file))).toEqual(
    [],
  );
  expect(bytes).toBeLessThanOrEqual(budget);
  // No budget is left that hides a thing as big as itself.
  expect(bytes).toBeGreaterThan(budget / 2);
});
