import { expect, test } from '@jest/globals';
import { findPlace } from '../../src/definition/place.ts';
import { earlierThan, isOpen, nextAfter, previousOf, resume } from '../../src/flow/position.ts';
import { walk } from '../../src/flow/walk.ts';
import { choice, text, wizard } from '../../src/index.ts';

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1 })
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .step('how', { title: 'How?', fields: { by: choice('By', { car: 'Car', train: 'Train', no: 'Not' }) } })
  .exit('stay', { title: 'Stay at home', when: (earlier) => earlier.how.by.is('no') })
  .step('car', {
    title: 'Car',
    when: (earlier) => earlier.how.by.is('car'),
    fields: { plate: text('Plate') },
  })
  .step('when', { title: 'When?', fields: { day: text('Day') } })
  .complete({ action: 'Book' });

const step = (key: string) => findPlace(trip, key)!;
const who = { name: 'Ann' };
const after = (answers: Parameters<typeof walk>[1]) => walk(trip, answers);

test('a step opens when every step before it on the path is answered', () => {
  expect(isOpen(after({}), step('who'))).toBe(true);
  expect(isOpen(after({}), step('how'))).toBe(false);
  expect(isOpen(after({ who }), step('how'))).toBe(true);
  expect(isOpen(after({ who, how: { by: 'train' } }), step('car'))).toBe(false);
});

test('an answered step stays open', () => {
  expect(isOpen(after({ who, how: { by: 'train' } }), step('who'))).toBe(true);
});

test('a visitor resumes at the first incomplete step, at the exit, or at check-your-answers', () => {
  expect(resume(after({ who }))).toEqual({ to: 'step', place: step('how'), onward: 'next' });
  expect(resume(after({ who, how: { by: 'no' } }))).toEqual({
    to: 'step',
    place: step('stay'),
    onward: 'next',
  });
  const all = { who, how: { by: 'train' }, when: { day: 'Monday' } };
  expect(resume(after(all))).toEqual({ to: 'check' });
});

test('Continue leads to the next step of the path, answered or not', () => {
  const all = { who, how: { by: 'train' }, when: { day: 'Monday' } };
  expect(nextAfter(after(all), step('who'), 'next')).toEqual({
    to: 'step',
    place: step('how'),
    onward: 'next',
  });
  expect(nextAfter(after(all), step('when'), 'next')).toEqual({ to: 'check' });
});

test('from check-your-answers, Continue asks only what became necessary', () => {
  const all = { who, how: { by: 'car' }, when: { day: 'Monday' } };
  expect(nextAfter(after(all), step('how'), 'check')).toEqual({
    to: 'step',
    place: step('car'),
    onward: 'check',
  });
  const answered = { ...all, car: { plate: 'X' } };
  expect(nextAfter(after(answered), step('how'), 'check')).toEqual({ to: 'check' });
});

test('the previous step is the one before it on the path', () => {
  const live = after({ who, how: { by: 'train' } });
  expect(previousOf(live, step('when'))).toBe(step('how'));
  expect(previousOf(live, step('who'))).toBeUndefined();
});

test('the earlier answers are the live ones of the steps before, in the order of the definition', () => {
  const answers = { who, how: { by: 'train' }, car: { plate: 'X' }, when: { day: 'Monday' } };
  expect(earlierThan(() => after(answers), step('when'))().live).toEqual({ who, how: { by: 'train' } });
  expect(earlierThan(() => after(answers), step('car'))().live).toEqual({ who, how: { by: 'train' } });
});
