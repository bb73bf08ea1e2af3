import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { definitionsOf } from '../../src/app/findings.ts';
import { loadWizards } from '../../src/app/load-wizards.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-findings-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('what keeps a server from starting is said with the line of each fault, over all files', async () => {
  const text = (step: string) =>
    `import { wizard, text } from 'stepway';\nexport default wizard({ id: 'a', title: 'A', version: 1 })\n  ${step}\n  .complete({ action: 'Send' });\n`;
  await writeFile(
    join(folder, 'a.ts'),
    text(".step('one', { titel: 'One', fields: { name: text('Name') } })"),
  );
  await writeFile(
    join(folder, 'b.ts'),
    text(".step('two', { title: 'Two', fields: { name: text('') } })").replace("id: 'a'", "id: 'b'"),
  );
  const loaded = await loadWizards(folder, () => false);
  const start = () => definitionsOf(loaded);
  expect(start).toThrow(/a\.ts:3:\d+, step "one": unknown property "titel".* \[unknown-option\]\n/);
  expect(start).toThrow(/b\.ts:3:\d+, step "two", field "name": has no label.* \[no-label\]$/);
});
