import { expect, test } from '@jest/globals';
import { checkDefinition, formatFaults } from '../../../src/definition/check/check.ts';
import { conditionWords } from '../../../src/definition/condition/condition-words.ts';
import type { WizardDefinition } from '../../../src/definition/model.ts';
import { findStep, placesOf, rootScope } from '../../../src/definition/place.ts';
import { walk } from '../../../src/flow/walk.ts';
import { validate } from '../../../src/form/validate.ts';
import { and, integer, money, not, text, wizard, yesNo } from '../../../src/index.ts';

const started = wizard({ id: 'family', title: 'Family', version: 1 })
  .section('you', { title: 'About you' }, (you) =>
    you.step('name', { title: 'Name', fields: { name: text('Name'), hasChildren: yesNo('Children?') } }),
  )
  .repeat('children', { title: 'Your children', when: (e) => e.name.hasChildren.is(true) }, (child) =>
    child.step('about', { title: 'About', fields: { age: integer('Age') } }).step('school', {
      title: 'School',
      when: (e) => and(e.about.age.gte(5), e.name.name.isAnswered()),
      fields: { school: text('School') },
      check: ({ school }, { earlier }) => ({ school: `${school} ${earlier.about.age} ${earlier.name.name}` }),
    }),
  )
  .value('fee', money('Fee'), (e) => 80 + 40 * (e.children?.length ?? 0));

const family = started
  .step('pay', {
    title: 'Pay',
    when: (e) =>
      and(
        e.fee.gt(100),
        e.children.count.gte(2),
        e.children.some((child) => child.about.age.lt(18)),
      ),
  })
  .complete({ action: 'Send' });

const faultsOf = (definition: WizardDefinition) => formatFaults('f', checkDefinition(definition)).split('\n');

test('a wizard of sections, groups and values has no faults', () => {
  expect(checkDefinition(family)).toEqual([]);
  expect(placesOf(family).map(({ key }) => key)).toEqual(['name', 'children', 'pay']);
});

test('what was written is walked', () => {
  const answers = { name: { name: 'Ann', hasChildren: true }, 'children/p/about': { age: 3 } };
  const found = walk(family, { ...answers, 'children/q/about': { age: 40 } }, { children: ['p', 'q'] });
  expect(found.values).toEqual({ fee: 160 });
  expect(found.path.map(({ key }) => key)).toEqual([
    'name',
    'children/p/about',
    'children/q/about',
    'children/q/school',
    'children',
    'pay',
  ]);
});

test('a check inside a group sees its own item, and what stands around the group', async () => {
  const live = { name: { name: 'Ann' }, 'children/p/about': { age: 7 }, 'children/q/about': { age: 9 } };
  const judged = await validate(
    findStep(family, 'children/q/school')!,
    { school: 'Hill' },
    {
      earlier: () => ({ live, items: { children: ['p', 'q'] } }),
      now: new Date(0),
      today: '1970-01-01',
      services: undefined,
      context: () => undefined,
      signal: () => new AbortController().signal,
    },
  );
  expect(judged).toMatchObject({ issues: [{ field: 'school', message: 'Hill 9 Ann' }] });
});

test('a condition on a group reads as a sentence, and its opposite too', () => {
  const when = findStep(family, 'pay')!.when!;
  const words = (condition = when) => conditionWords(condition, rootScope(family));
  expect(words()).toBe(
    'Fee is more than 100 and Number of “Your children” is at least 2 and ' +
      'at least one of “Your children” is so that (Age is less than 18)',
  );
  expect(words(not(when))).toBe(
    'Fee is not more than 100 or Number of “Your children” is not at least 2 or ' +
      'none of “Your children” is so that (Age is less than 18)',
  );
});

test.each<[string, WizardDefinition, string]>([
  [
    'a group that is asked like a step',
    started
      .step('x', { title: 'X', when: (e) => (e.children as never as { isAnswered(): never }).isAnswered() })
      .complete({ action: 'Send' }),
    'f, step "x": its when reads "children", which is a list and has no answer of its own; ask its items: e.children.some((each) => each.step.field.…), or every; or compare e.children.count',
  ],
  [
    'a step that is asked like a group',
    started
      .step('x', {
        title: 'X',
        when: (e) => (e.name as never as typeof e.children).some((of) => of.about.age.is(1)),
      })
      .complete({ action: 'Send' }),
    'f, step "x": "name" in its when is no list; some asks the items of a list',
  ],
  [
    'a condition inside some with a value that does not fit',
    started
      .step('x', { title: 'X', when: (e) => e.children.some((of) => of.about.age.is('1' as never)) })
      .complete({ action: 'Send' }),
    'f, step "x": its when compares "children.about.age" with "1", which is no number as its answers are; write a number, without quotes',
  ],
  [
    'an id that stands in a section and beside it',
    started.step('name' as never, { title: 'Again' }).complete({ action: 'Send' }),
    'f, step "name": the id "name" is already used; give one of the two another id',
  ],
  [
    'a group without pages',
    started.repeat('pets', { title: 'Pets' }, (pet) => pet).complete({ action: 'Send' }),
    'f, step "pets": the list has no steps; its function has to return them: (list) => list.step("…", { … })',
  ],
  [
    'a fault inside a group',
    started
      .repeat('pets', { title: 'Pets' }, (pet) => pet.step('name' as never as 'nick', { title: '' }))
      .complete({ action: 'Send' }),
    'f, step "pets/name": has no title; give one: title: "…"',
  ],
])('%s is one clear message', (_name, definition, message) => {
  expect(faultsOf(definition)).toEqual([message]);
});

test('the page inside a group cannot ask the items of its own group', () => {
  const own = wizard({ id: 'w', title: 'W', version: 1 })
    .repeat('pets', { title: 'Pets' }, (pet) =>
      pet.step('nick', { title: 'Nick', fields: { nick: text('Nick') } }).step('more', {
        title: 'More',
        when: (e) => (e as never as { pets: { count: { gt(n: number): never } } }).pets.count.gt(1),
      }),
    )
    .complete({ action: 'Send' });
  expect(faultsOf(own)).toEqual([
    'f, step "pets/more": its when reads its own answers; it can read earlier steps only',
  ]);
});

test.each<[string, unknown[], string]>([
  [
    'a value without a function',
    ['fee', money('Fee')],
    'f, step "fee": value() needs a schema such as money("…"), then a function that works it out',
  ],
  [
    'a value with an unknown option',
    ['fee', money('Fee'), () => 1, { show: true }],
    'f, step "fee": unknown property "show" in the options of value(); did you mean "shown"?',
  ],
  [
    'a value whose label names a later answer',
    ['fee', money('Fee of {pay.sum}'), () => 1],
    'f, step "fee": its label reads the step "pay", which comes later; move that step before this one, or the text to a later step',
  ],
])('%s is one clear message', (_name, call, message) => {
  const open = wizard({ id: 'w', title: 'W', version: 1 });
  const made = (open.value as unknown as (...given: unknown[]) => typeof open)(...call)
    .step('pay', { title: 'Pay', fields: { sum: money('Sum') } })
    .complete({ action: 'Send' });
  expect(faultsOf(made)).toEqual([message]);
});
