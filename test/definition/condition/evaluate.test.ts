import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { and, not, or } from '../../../src/definition/condition/conditions.ts';
import { evaluate, type Verdict } from '../../../src/definition/condition/evaluate.ts';
import type { Condition } from '../../../src/definition/answers.ts';
import { scopeOf } from '../../../src/definition/scope.ts';
import { aPart, aStep } from '../../support/definition.ts';

/** Three answers to conditions: `yes.x` is 1, `no.x` is 0, `later.x` is still to come. */
const scope = scopeOf([], [...['yes', 'no', 'later', 'a'].map((id) => aStep(id)), aPart('p', [aStep('s')])]);
const live = { yes: { x: 1 }, no: { x: 0 } };
const waiting = new Set(['later']);
const verdict = (condition: Condition): Verdict => evaluate(condition, scope, { live, waiting });
const one = (step: string): Condition => ({ op: 'eq', ref: [step, 'x'], value: 1 });

const leaf = fc.constantFrom(one('yes'), one('no'), one('later'));
const condition = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => and(a, b)),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => or(a, b)),
    tie('any').map((a) => not(a)),
  ),
})).any;

test('double negation changes nothing', () => {
  fc.assert(fc.property(condition, (a) => verdict(not(not(a))) === verdict(a)));
});

test('and, or do not depend on the order', () => {
  fc.assert(
    fc.property(
      condition,
      condition,
      (a, b) => verdict(and(a, b)) === verdict(and(b, a)) && verdict(or(a, b)) === verdict(or(b, a)),
    ),
  );
});

test('de Morgan holds in all three values', () => {
  fc.assert(
    fc.property(condition, condition, (a, b) => verdict(not(and(a, b))) === verdict(or(not(a), not(b)))),
  );
});

test('and is the least of its parts, or the greatest, with unknown between false and true', () => {
  const rank = (value: Verdict) => (value === undefined ? 1 : value ? 2 : 0);
  fc.assert(
    fc.property(condition, condition, (a, b) => {
      expect(rank(verdict(and(a, b)))).toBe(Math.min(rank(verdict(a)), rank(verdict(b))));
      expect(rank(verdict(or(a, b)))).toBe(Math.max(rank(verdict(a)), rank(verdict(b))));
    }),
  );
});

test('what is decided stays decided, whatever the answer to come turns out to be', () => {
  fc.assert(
    fc.property(condition, fc.constantFrom(0, 1, undefined), (a, x) => {
      const before = verdict(a);
      const after = evaluate(a, scope, { live: { ...live, ...(x === undefined ? {} : { later: { x } }) } });
      return before === undefined || before === after;
    }),
  );
});

test('nothing is unknown when no answer is to come', () => {
  fc.assert(fc.property(condition, (a) => evaluate(a, scope, { live }) !== undefined));
});

test.each<[string, Condition, boolean]>([
  ['an absent answer equals nothing', { op: 'eq', ref: ['a', 'none'], value: 1 }, false],
  ['an absent answer differs from everything', { op: 'ne', ref: ['a', 'none'], value: 1 }, true],
  ['an absent answer is not answered', { op: 'answered', ref: ['a', 'none'] }, false],
  ['an absent answer is not below', { op: 'lt', ref: ['a', 'none'], value: 1 }, false],
  ['an empty list is not answered', { op: 'answered', ref: ['a', 'empty'] }, false],
  ['false is answered', { op: 'answered', ref: ['a', 'no'] }, true],
  ['both ends belong to between', { op: 'between', ref: ['a', 'n'], low: 3, high: 3 }, true],
  ['ISO dates compare as texts', { op: 'gt', ref: ['a', 'day'], value: '2026-12-31' }, true],
  ['a list includes its elements', { op: 'includes', ref: ['a', 'list'], value: 'x' }, true],
  ['a list does not include others', { op: 'includes', ref: ['a', 'list'], value: 'y' }, false],
  ['an answer in a part is found by its path', { op: 'in', ref: ['p', 's', 'n'], values: [1, 2] }, true],
  ['what objects inherit is no answer', { op: 'answered', ref: ['a', 'toString'] }, false],
])('%s', (_name, given, expected) => {
  const answers = {
    a: { n: 3, no: false, empty: [], day: '2027-01-01', list: ['x'] },
    'p/s': { n: 2 },
  };
  expect(evaluate(given, scope, { live: answers })).toBe(expected);
});
