import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { idleHelpers, unusedViews } from '../../../src/cli/advice/views.ts';
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

test('a view of a step that is not there is shown nowhere', () => {
  write('w/steps/aa.ejs', '');
  expect(unusedViews(folder, [definition])).toEqual([
    expect.objectContaining({ code: 'unused-view', file: join(folder, 'w/steps/aa.ejs') }),
  ]);
});
