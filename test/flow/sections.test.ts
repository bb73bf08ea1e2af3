import { expect, test } from '@jest/globals';
import type { AnswersByStep, Condition } from '../../src/definition/answers.ts';
import { findStep } from '../../src/definition/place.ts';
import { isOpen, nextAfter, previousOf, resume } from '../../src/flow/position.ts';
import { progressAt } from '../../src/flow/progress.ts';
import { sectionsOf } from '../../src/flow/sections.ts';
import { walk } from '../../src/flow/walk.ts';
import {
  aField,
  aGroup,
  anExit,
  aSection,
  aStep,
  aValue,
  definitionOf,
  no,
  yes,
} from '../support/definition.ts';

const Y = { a: true };
const tasks = definitionOf(
  [
    aSection('you', [aStep('name'), aStep('born')]),
    aSection('work', [aStep('job'), aStep('boss', yes('born'))]),
    aSection('home', [aStep('town')], yes('name')),
  ],
  { order: 'tasks' },
);
const states = (answers: AnswersByStep, definition = tasks) =>
  sectionsOf(walk(definition, answers)).map(({ section, state }) => `${section.id} ${state}`);
const open = (answers: AnswersByStep, definition = tasks) => {
  const found = walk(definition, answers);
  return found.path.filter((place) => isOpen(found, place)).map(({ key }) => key);
};

test('a section adds nothing to the keys of what stands in it', () => {
  expect(findStep(tasks, 'town')).toMatchObject({ key: 'town', heading: 'home', section: { id: 'home' } });
});

test('in a list of tasks each section opens at its first unanswered page', () => {
  expect(open({})).toEqual(['name', 'job']);
  expect(open({ job: Y })).toEqual(['name', 'job']);
  expect(open({ name: Y, born: Y })).toEqual(['name', 'born', 'job', 'town']);
});

test('in a line a page opens when all before it are answered, whatever their sections', () => {
  const line = { ...tasks, order: 'line' } as const;
  expect(open({}, line)).toEqual(['name']);
  expect(open({ name: Y, born: { a: false } }, line)).toEqual(['name', 'born', 'job']);
});

test('a section is not started, in progress, completed, or cannot start yet', () => {
  expect(states({})).toEqual(['you not-started', 'work not-started', 'home cannot-start']);
  expect(states({ name: Y, job: Y })).toEqual(['you in-progress', 'work in-progress', 'home not-started']);
  expect(states({ name: Y, born: { a: false }, job: Y, town: Y })).toEqual([
    'you completed',
    'work completed',
    'home completed',
  ]);
});

test('a section that does not apply is no task', () => {
  expect(states({ name: { a: false } })).toEqual(['you in-progress', 'work not-started']);
});

test('a section with an exit in it is never completed', () => {
  const ending = definitionOf([aSection('you', [aStep('name'), anExit('out', no('name'))])], {
    order: 'tasks',
  });
  expect(states({ name: { a: false } }, ending)).toEqual(['you in-progress']);
});

test('a page cannot open while a field of it is shown by an answer to come', () => {
  const show: Condition = yes('name');
  const shown = definitionOf(
    [
      aSection('you', [aStep('name')]),
      aSection('work', [aStep('job', undefined, { fields: [aField('a'), aField('b', { show })] })]),
    ],
    { order: 'tasks' },
  );
  expect(open({}, shown)).toEqual(['name']);
  expect(open({ name: Y }, shown)).toEqual(['name', 'job']);
});

test('a field that is shown by its own step does not keep it closed', () => {
  const own = definitionOf(
    [
      aSection('you', [
        aStep('name', undefined, { fields: [aField('a'), aField('b', { show: yes('name') })] }),
      ]),
    ],
    { order: 'tasks' },
  );
  expect(open({}, own)).toEqual(['name']);
});

test('Continue goes on in the section, and from its end to the list of tasks', () => {
  const found = walk(tasks, { name: Y, born: Y });
  const at = (key: string) => findStep(tasks, key)!;
  expect(nextAfter(found, at('name'), 'next')).toMatchObject({ place: { key: 'born' } });
  expect(nextAfter(found, at('born'), 'next')).toEqual({ to: 'tasks' });
  expect(resume(found)).toEqual({ to: 'tasks' });
  expect(previousOf(found, at('job'))).toBeUndefined();
});

test('from check-your-answers the visitor returns there when nothing became necessary', () => {
  const found = walk(tasks, { name: Y, born: { a: false }, job: Y, town: Y });
  expect(nextAfter(found, findStep(tasks, 'job')!, 'check')).toEqual({ to: 'check' });
});

test('in a line the sections have a state too', () => {
  const line = { ...tasks, order: 'line' } as const;
  expect(states({ name: Y }, line)).toEqual(['you in-progress', 'work cannot-start', 'home cannot-start']);
});

const found = (answers: AnswersByStep, definition = tasks) =>
  sectionsOf(walk(definition, answers)).map(
    ({ section, entry, waitsFor }) =>
      `${section.id}: ${entry?.key ?? '-'}${waitsFor.map(({ id }) => ` after ${id}`).join('')}`,
  );

test('a section goes on at the first page that can be answered, and says which sections it waits for', () => {
  expect(found({})).toEqual(['you: name', 'work: job', 'home: - after you']);
  // What is left of it waits: it is opened where it begins.
  expect(found({ job: Y })).toEqual(['you: name', 'work: job after you', 'home: - after you']);
  expect(found({ name: Y, born: Y, job: Y })).toEqual(['you: name', 'work: boss', 'home: town']);
});

test('a section of which no page can be opened any more has no way in, whatever was answered of it', () => {
  const held = definitionOf(
    [
      aSection('you', [aStep('name')]),
      aSection('work', [aStep('job', yes('name')), aStep('boss')], yes('name')),
    ],
    { order: 'tasks' },
  );
  expect(found({ job: Y, boss: Y }, held)).toEqual(['you: name', 'work: - after you']);
});

test('a section that reads a value waits for what the value reads', () => {
  const counted = definitionOf(
    [
      aSection('you', [aStep('name')]),
      aValue('sum', (earlier) => Number((earlier as { name?: { a: boolean } }).name?.a)),
      aSection('work', [aStep('job', { op: 'gt', ref: ['sum'], value: 0 })]),
    ],
    { order: 'tasks' },
  );
  expect(found({}, counted)).toEqual(['you: name', 'work: - after you']);
});

test('a section that begins with a list is changed from its list', () => {
  const listed = definitionOf([aSection('all', [aGroup('pets', [aStep('nick')])])], { order: 'tasks' });
  const [section] = sectionsOf(walk(listed, { 'pets/k/nick': Y }, { pets: ['k'] }));
  expect(section).toMatchObject({ state: 'completed', entry: { key: 'pets' } });
});

test('a change that asks for more in its own section goes on there, and only then to the list', () => {
  const changed = walk(tasks, { name: Y, born: Y, job: Y, town: Y });
  expect(nextAfter(changed, findStep(tasks, 'job')!, 'check')).toMatchObject({
    to: 'step',
    place: { key: 'boss' },
    onward: 'check',
  });
  expect(nextAfter(changed, findStep(tasks, 'town')!, 'check')).toEqual({ to: 'tasks' });
});

test('progress counts the steps of the section', () => {
  const at = (answers: AnswersByStep, key: string) => progressAt(walk(tasks, answers), findStep(tasks, key)!);
  expect(at({}, 'born')).toEqual({ step: 2, of: 2 });
  expect(at({}, 'job')).toEqual({ step: 1, of: undefined });
  expect(at({ name: Y, born: { a: false } }, 'job')).toEqual({ step: 1, of: 1 });
});
