import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { idleHelpers, unusedFieldViews, unusedViews } from '../../../src/cli/advice/views.ts';
import { text, wizard } from '../../../src/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepway-views-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, view: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), view);
}

const definition = wizard({ id: 'w', title: 'W', version: 1 })
  .step('a', { title: 'A', fields: { name: text('Name') }, helpers: () => ({ n: 1 }) })
  .complete({ action: 'Send' });

test('helpers that no view uses are for nothing, and the file to add is named', () => {
  write('w/steps/a.ejs', 'nothing');
  write('other/steps/a.ejs', '<%= wizard.helpers.n %>');
  expect(idleHelpers(folder, definition)).toEqual([
    expect.objectContaining({
      code: 'idle-helpers',
      step: 'a',
      property: 'helpers',
      message: expect.stringContaining(`add ${folder}/w/steps/a.ejs, or take them out`),
    }),
  ]);
});

test.each(['w/steps/a.ejs', 'w/step.ejs', 'shared/about.ejs', 'parts/form.ejs'])(
  'helpers that a view may show are used: %s',
  (name) => {
    write(name, '<%= wizard.helpers.n %>');
    expect(idleHelpers(folder, definition)).toEqual([]);
  },
);

test('where there are no views, a front end may read helpers', () => {
  expect(idleHelpers(folder, definition)).toEqual([]);
});

test('a view of a step that is not there is shown nowhere', () => {
  write('w/steps/aa.ejs', '');
  expect(unusedViews(folder, [definition])).toEqual([
    expect.objectContaining({ code: 'unused-view', file: join(folder, 'w/steps/aa.ejs') }),
  ]);
});

test('a view of a field that is not there is shown nowhere, and the one that was meant is named', () => {
  for (const name of [
    'w/fields/a/name',
    'w/fields/a/nam',
    'w/fields/swatch',
    'fields/a/name',
    'fields/b/name',
  ])
    write(`${name}.ejs`, '');
  const faults = unusedFieldViews(folder, [definition]);
  expect(faults.map(({ file, message }) => [file, message])).toEqual([
    [
      join(folder, 'w/fields/a/nam.ejs'),
      'is never shown: the wizard "w" does not have a step and a field "a/nam"; did you mean "a/name"?',
    ],
    [
      join(folder, 'fields/b/name.ejs'),
      expect.stringContaining('no wizard has a step and a field "b/name"') as unknown,
    ],
  ]);
});
