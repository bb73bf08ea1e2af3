import { expect, test } from '@jest/globals';
import { choice, choices, fromGroup, text, wizard, yesNo } from '../../src/index.ts';
import { isOpen } from '../../src/flow/position.ts';
import { sectionsOf } from '../../src/flow/sections.ts';
import { walk } from '../../src/flow/walk.ts';

const trip = wizard({ id: 'trip', title: 'Trip', version: 1 })
  .repeat('children', { title: 'Your children' }, (child) =>
    child.step('about', { title: 'About', fields: { name: text('Name') } }),
  )
  .step('papers', {
    title: 'Papers',
    fields: {
      any: yesNo('Do any travel?'),
      travels: choices(
        'Who travels?',
        fromGroup((e) => e.children),
      ),
      eldest: choice(
        'Who is the eldest?',
        fromGroup((e) => e.children),
      ),
    },
    show: { eldest: (own) => own.any.is(true) },
  })
  .step('last', { title: 'Last', when: (e) => e.papers.travels.isAnswered() })
  .complete({ action: 'Send' });

const about = { name: 'Ann' };
const items = { 'children/a/about': about, 'children/b/about': about };
const walked = (papers: object, children = ['a', 'b']) =>
  walk(trip, { ...items, papers: papers as { any: boolean } }, { children });

test('an answer that names an item which was taken out is asked again, and fits when the item is back', () => {
  const answer = { any: false, travels: ['a', 'b'] };
  expect(walked(answer, ['a']).firstIncomplete?.key).toBe('papers');
  expect(walked(answer, ['a']).live).not.toHaveProperty('papers');
  expect(walked(answer).live['papers']).toEqual(answer);
});

test('what reads the answer waits with it', () => {
  expect(walked({ any: false, travels: ['a'] }, ['b']).total).toBeUndefined();
  expect(walked({ any: false, travels: ['a'] }, ['a']).path.map(({ key }) => key)).toContain('last');
});

test('a field that is not asked does not hold its step up', () => {
  expect(walked({ any: false, travels: ['b'], eldest: 'a' }, ['b']).live).toHaveProperty('papers');
  expect(walked({ any: true, travels: ['b'], eldest: 'a' }, ['b']).live).not.toHaveProperty('papers');
});

test('in a list of tasks a page waits for the list that its options come from', () => {
  const tasks = wizard({ id: 'w', title: 'W', version: 1, order: 'tasks' })
    .section('one', { title: 'One' }, (s) =>
      s.repeat('children', { title: 'C' }, (child) =>
        child.step('about', { title: 'A', fields: { n: text('N') } }),
      ),
    )
    .section('two', { title: 'Two' }, (s) =>
      s.step('who', {
        title: 'Who?',
        fields: {
          who: choice(
            'Who?',
            fromGroup((e) => e.children),
          ),
        },
      }),
    )
    .complete({ action: 'Send' });
  const before = walk(tasks, {});
  expect(sectionsOf(before).map(({ state, waitsFor }) => [state, waitsFor.map(({ id }) => id)])).toEqual([
    ['not-started', []],
    ['cannot-start', ['one']],
  ]);
  const after = walk(tasks, { 'children/a/about': { n: 'x' } }, { children: ['a'] });
  expect(isOpen(after, after.firstIncomplete!)).toBe(true);
});
