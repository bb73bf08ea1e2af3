import { expect, test } from '@jest/globals';
import { basisOf, isOutdated } from '../../src/flow/basis.ts';
import { walkOf } from '../../src/flow/walk.ts';
import { aGroup, aStep, definitionOf, stepAt } from '../support/definition.ts';

const last = aStep('last', undefined, {
  again: [
    ['first', 'a'],
    ['kids', 'count'],
  ],
});
const definition = definitionOf([aStep('first'), aGroup('kids', [aStep('name')]), last]);
const place = stepAt(definition, 'last');
const known = { live: { first: { a: true } }, items: { kids: ['k1'] } };

test('a basis holds the answers that were named, and null for none', () => {
  expect(basisOf(place, () => known)).toEqual({ 'first.a': true, 'kids.count': 1 });
  expect(basisOf(place, () => ({ live: {} }))).toEqual({ 'first.a': null, 'kids.count': null });
});

test('a step that names none has no basis', () => {
  expect(basisOf(stepAt(definition, 'first'), () => known)).toBeUndefined();
});

test('an answer is outdated when what it was given on is another now', () => {
  const basis = basisOf(place, () => known);
  expect(isOutdated(place, basis, known)).toBe(false);
  expect(isOutdated(place, basis, { ...known, items: { kids: [] } })).toBe(true);
});

test('what an older version did not depend on makes no answer outdated', () => {
  expect(isOutdated(place, undefined, known)).toBe(false);
  expect(isOutdated(place, { 'first.a': true, 'gone.b': 1 }, known)).toBe(false);
});

test('an outdated answer is none on the walk, and is one again when the change is taken back', () => {
  const answers = { first: { a: true }, last: { a: true } };
  const items = { kids: [] };
  const bases = { last: { 'first.a': true, 'kids.count': 0 } };
  expect(walkOf(definition, { answers, items, bases })).toMatchObject({ complete: true });
  const changed = walkOf(definition, { answers: { ...answers, first: { a: false } }, items, bases });
  expect([changed.firstIncomplete?.key, changed.live]).toEqual(['last', { first: { a: false } }]);
});
