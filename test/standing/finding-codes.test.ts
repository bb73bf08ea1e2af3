import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { conditionFaultCodes } from '../../src/definition/write/record-condition.ts';

const made =
  /(?:\bcode: |\bcode = |\bfault\(|\bfailed\(file, )\s*'([a-z]+(?:-[a-z]+)+|unloadable|unfinishable)'/g;

/** The codes of faults and warnings that the source makes. */
function codesInSource(): readonly string[] {
  const files = ['src/controls', 'src/definition', 'src/app', 'src/cli'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  return [
    ...conditionFaultCodes,
    ...files.flatMap((text) => [...text.matchAll(made)].map(([, code]) => code!)),
  ];
}

test('every code of a finding stands in the docs of check, and no other', () => {
  const rows = readFileSync('docs/cli.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const documented = rows
    .filter((line) => !line.includes('`stepway '))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, code]) => code!));
  expect(documented.toSorted()).toEqual([...new Set(codesInSource())].toSorted());
});
