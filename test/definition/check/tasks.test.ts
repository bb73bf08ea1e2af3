import { expect, test } from '@jest/globals';
import { checkDefinition, formatFaults } from '../../../src/definition/check/check.ts';
import { fragment, text, wizard } from '../../../src/index.ts';
import { tasks } from '../../support/grant.ts';

const start = () => wizard({ id: 'w', title: 'W', version: 1, order: 'tasks' });
const page = { title: 'Page', fields: { a: text('A') } };
const part = fragment().step('one', page).step('two', page);

test('a list of tasks has no faults', () => {
  expect(checkDefinition(tasks)).toEqual([]);
});

test.each([
  [
    'pages without any section',
    start().step('one', page).complete({ action: 'Send' }),
    'f: order: "tasks" lists the sections, and there are none; put the pages into .section("…", { title: "…" }, …), or take order out',
  ],
  [
    'a part beside the sections, once for all of its pages',
    start()
      .section('s', { title: 'S' }, (s) => s.step('x', page))
      .include('home', part)
      .complete({ action: 'Send' }),
    'f, step "home": stands in no section, so that no task leads to it; put it into a .section(), or take order: "tasks" out of wizard()',
  ],
  [
    'a section in a section',
    start()
      .section('s', { title: 'S' }, (s) =>
        s.step('x', page).section('inner', { title: 'I' }, (inner) => inner.step('y', page)),
      )
      .complete({ action: 'Send' }),
    'f, step "inner": is a section inside the section "s", and a task has no tasks in it; put it beside, or name a heading by the section: "…" of its steps',
  ],
  [
    'a section in an item',
    start()
      .section('s', { title: 'S' }, (s) =>
        s.repeat('pets', { title: 'Pets' }, (pet) =>
          pet.section('inner', { title: 'I' }, (inner) => inner.step('y', page)),
        ),
      )
      .complete({ action: 'Send' }),
    'f, step "pets/inner": is a section inside the items of "pets", and a task has no tasks in it; put it beside, or name a heading by the section: "…" of its steps',
  ],
  [
    'a section without pages',
    start()
      .section('s', { title: 'S' }, (s) => s)
      .section('t', { title: 'T' }, (t) => t.step('x', page))
      .complete({ action: 'Send' }),
    'f, step "s": the section has no steps; its function has to return them: (section) => section.step("…", { … })',
  ],
  [
    'a section without a title',
    start()
      .section('s', { title: ' ' }, (s) => s.step('x', page))
      .complete({ action: 'Send' }),
    'f, step "s": has no title; give one: title: "…"',
  ],
  [
    'a step that is called as the list is',
    start()
      .section('s', { title: 'S' }, (s) => s.step('tasks', page))
      .complete({ action: 'Send' }),
    'f, step "tasks": the id "tasks" is Stepway\'s own (/tasks); choose another',
  ],
  [
    'another order',
    wizard({ id: 'w', title: 'W', version: 1, order: 'any' as 'line' })
      .step('x', page)
      .complete({ action: 'Send' }),
    'f: "order" in the options of wizard() must be "line" or "tasks"',
  ],
])('%s is one clear message', (_name, definition, message) => {
  expect(formatFaults('f', checkDefinition(definition))).toBe(message);
});
