import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

/** The built files that an entry imports at once, itself among them, and the packages that they do. */
function importedAtOnce(entry: string): {
  readonly files: ReadonlySet<string>;
  readonly packages: Set<string>;
} {
  const files = new Set([entry]);
  const packages = new Set<string>();
  for (const file of files) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\b[^'"]*?(?:from )?"([^"]+)";$/gm,
    )) {
      if (name.startsWith('.')) files.add(join(dirname(file), name));
      else if (!name.startsWith('node:')) packages.add(name);
    }
  }
  return { files, packages };
}

test('a host that mounts its forms waits for few files and for what every form needs', () => {
  const { files, packages } = importedAtOnce('dist/index.js');
  expect([...packages].toSorted()).toEqual(['cors', 'ejs', 'express', 'express-session', 'helmet', 'zod']);
  expect(files.size).toBeLessThan(60);
});

test('the command line waits for no server, loader or studio: a command loads what it needs', () => {
  const { packages } = importedAtOnce('dist/cli/main.js');
  // What settings may say of the security policy is told beside it.
  expect([...packages].toSorted()).toEqual(['commander', 'cors', 'helmet', 'zod']);
});
