import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { definitionsOf, placeOfFault } from '../../src/app/placed-faults.ts';
import { loadWizards } from '../../src/app/load-wizards.ts';
import { viewFinder } from '../../src/render/html/views.ts';
import type { FaultCode, FaultFacts } from '../../src/fault.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-faults-'));
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
  const loaded = await loadWizards(folder, viewFinder([]));
  const start = () => definitionsOf(loaded);
  expect(start).toThrow(/a\.ts:3:\d+, step "one": unknown property "titel".* \[unknown-option\]\n/);
  expect(start).toThrow(/b\.ts:3:\d+, step "two", field "name": has no label.* \[no-label\]$/);
});

test('a fault of a wizard that is written in several files stands in the one that is at fault', async () => {
  const wizard = (id: string, title: string) => `import { wizard, text } from 'stepway';
export const begun = wizard({ id: '${id}', title: 'A form', version: 1 })
  .step('one', { ${title}: 'One', fields: { name: text('Name') } })`;
  await mkdir(join(folder, 'trip'));
  await writeFile(join(folder, 'trip/begun.ts'), `${wizard('trip', 'titel')};\n`);
  // Imported too, and a wizard of its own: what trip.ts says of "one" is not looked for there.
  await writeFile(
    join(folder, 'other.ts'),
    `${wizard('other', 'title')}\n  .complete({ action: 'Send' });\nexport default begun;\n`,
  );
  await writeFile(
    join(folder, 'trip.ts'),
    `import other from './other.ts';
import { begun } from './trip/begun.ts';
export default begun
  .step('two', { titel: other.title, fields: {} })
  .complete({ action: 'Send' });
`,
  );
  const loaded = await loadWizards(folder, viewFinder([]));
  const start = () => definitionsOf(loaded);
  expect(start).toThrow(/^\S+trip\.ts:4:\d+, step "two": unknown property "titel"/);
  expect(start).toThrow(/trip\/begun\.ts:3:\d+, step "one": unknown property "titel"/);
});

const source = `import { wizard, text } from 'stepway';
export default wizard({ id: 'visit', titel: 'Visit', version: 1 })
  .step('one', {
    title: 'One',
    fields: { name: text('Name') },
  })
  .step('two', {
    title: 'Two',
    when: (earlier) => earlier.one.nmae.is('a'),
    fields: {
      name: text(''),
    },
  })
  .include('home', address)
  .complete({ action: 'Send' });
`;
const lineOf = (facts: FaultFacts, code: FaultCode = 'no-steps', text = source) =>
  placeOfFault(text, { code, severity: 'error', ...facts })?.line;

test('a fault of a field stands at the field of its own step', () => {
  expect(lineOf({ step: 'one', field: 'name' })).toBe(5);
  expect(lineOf({ step: 'two', field: 'name' })).toBe(11);
});

test('a fault of a step stands at the word that is at fault, otherwise at the step', () => {
  expect(lineOf({ step: 'two', word: 'nmae' })).toBe(9);
  expect(lineOf({ step: 'two', ref: ['one', 'nmae'] })).toBe(9);
  expect(lineOf({ step: 'two', ref: ['one', 'gone'], property: 'when' })).toBe(9);
  expect(lineOf({ step: 'two' })).toBe(7);
});

test('a fault of a wizard stands at its options, one of a part at its include', () => {
  expect(lineOf({ call: 'wizard', property: 'titel', word: 'titel' })).toBe(2);
  expect(lineOf({ step: 'home/country', field: 'country' })).toBe(14);
});

test('a fault of complete stands there', () => {
  expect(lineOf({ call: 'complete', property: 'action' })).toBe(15);
});

test('an id that is used twice is at fault where it comes again', () => {
  const twice = source.replace(".step('two'", ".step('one'");
  expect(lineOf({ step: 'one', word: 'one' }, 'duplicate-id', twice)).toBe(7);
});

test('a step that is not in the file has no place', () => {
  expect(lineOf({ step: 'three' })).toBeUndefined();
});

test('a fault of a section or a list is placed at its call', () => {
  const text = source.replace(
    ".include('home', address)",
    ".section('s', { title: '' }, (s) => s)\n  .repeat('r', {}, (r) => r)",
  );
  expect(lineOf({ step: 's' }, 'no-title', text)).toBe(14);
  expect(lineOf({ step: 'r' }, 'no-title', text)).toBe(15);
});

test('a fault of a step inside a list is placed at its own call, however deep', () => {
  const text = source.replace(
    ".include('home', address)",
    ".repeat('r', { title: 'R)' }, (r) =>\n    r\n      .step('a', { title: 'A' })\n      .repeat('in', { title: 'In' }, (i) =>\n        i.step('b', { titel: 'B' })))\n  .step('b', { title: 'B' })",
  );
  expect(lineOf({ step: 'r/a' }, 'no-title', text)).toBe(16);
  expect(lineOf({ step: 'r/in/b', property: 'titel' }, 'no-title', text)).toBe(18);
  // Of a part that was written elsewhere it is the line that includes it.
  expect(lineOf({ step: 'r/elsewhere' }, 'no-title', text)).toBe(14);
});
