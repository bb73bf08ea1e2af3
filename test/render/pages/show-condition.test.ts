import { expect, test } from '@jest/globals';
import type { Condition } from '../../../src/definition/model.ts';
import { pageCondition } from '../../../src/render/pages/show-condition.ts';
import { placeOf, steps } from './sample.ts';

const own: Condition = { op: 'eq', ref: ['every', 'before'], value: true };
const earlier: Condition = { op: 'eq', ref: ['name', 'full'], value: 'Ada' };
const ada = { live: { name: { full: 'Ada' } } };
const every = placeOf(steps.every);

test("references to the step's own fields are left to the page", () => {
  expect(pageCondition(own, every, { live: {} })).toEqual({ op: 'eq', field: 'before', value: true });
});

test('what earlier answers decide is decided', () => {
  expect(pageCondition(earlier, every, ada)).toBe(true);
  expect(pageCondition({ op: 'not', of: earlier }, every, ada)).toBe(false);
});

test('a decided part falls away or decides the whole', () => {
  const left = { op: 'eq', field: 'before', value: true };
  expect(pageCondition({ op: 'and', of: [earlier, own] }, every, ada)).toEqual(left);
  expect(pageCondition({ op: 'and', of: [earlier, own] }, every, { live: {} })).toBe(false);
  expect(pageCondition({ op: 'or', of: [earlier, own] }, every, ada)).toBe(true);
  expect(pageCondition({ op: 'or', of: [own, { op: 'not', of: own }] }, every, { live: {} })).toEqual({
    op: 'or',
    of: [left, { op: 'not', of: left }],
  });
});
