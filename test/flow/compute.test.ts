import { expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Condition, NestedAnswers } from '../../src/definition/answers.ts';
import { walk, walkOf } from '../../src/flow/walk.ts';
import { aGroup, anExit, aPart, aStep, aValue, definitionOf } from '../support/definition.ts';

type Answered = { readonly [id: string]: { readonly a?: number } | undefined };

const isOver = (value: number): Condition => ({ op: 'gt', ref: ['sum'], value });
const sum = aValue('sum', (earlier) => {
  const { one, two } = earlier as Answered;
  return (one?.a ?? 0) + (two?.a ?? 0);
});
const adding = definitionOf([aStep('one'), aStep('two'), sum, aStep('much', isOver(5))]);

test('a value is worked out from the answers before it, and conditions read it', () => {
  const found = walk(adding, { one: { a: 2 }, two: { a: 4 } });
  expect(found.values).toEqual({ sum: 6 });
  expect(found.path.map(({ key }) => key)).toEqual(['one', 'two', 'much']);
});

test('a value that reads an answer to come waits for it, and so does what depends on the value', () => {
  const found = walk(adding, { one: { a: 2 } });
  expect(found.values).toEqual({});
  expect(found.waiting.has('sum')).toBe(true);
  expect(found.verdicts.at(-1)).toMatchObject({ verdict: 'open' });
  expect(found.total).toBeUndefined();
});

test('a value that does not read what is to come does not wait for it', () => {
  const eager = aValue('sum', (earlier) => (earlier as Answered)['one']?.a);
  expect(walk(definitionOf([aStep('one'), aStep('two'), eager]), { one: { a: 2 } }).values).toEqual({
    sum: 2,
  });
});

test('a value gets the day; where nobody says which it is, the one that asks for it waits', () => {
  const dated = aValue('sum', (_earlier, { today }) => Number(today.slice(8)));
  const undated = aValue('plain', () => 1);
  const definition = definitionOf([dated, undated]);
  expect(walk({ ...definition, today: '2027-05-03' }, {}).values).toEqual({ sum: 3, plain: 1 });
  expect(walk(definition, {})).toMatchObject({ values: { plain: 1 }, waiting: new Set(['sum']) });
});

test('a value is a number as a program means it', () => {
  const price = aValue('sum', () => 0.1 + 0.2);
  const field = { ...price.field, control: 'money' };
  expect(walk(definitionOf([{ ...price, field }]), {}).values).toEqual({ sum: 0.3 });
});

test('what the schema of a value does not take is an error that names the value', () => {
  const wrong = aValue('sum', () => 'much');
  expect(() => walk(definitionOf([wrong]), {})).toThrow(
    'value "sum": its function gave a string, which its schema does not take',
  );
});

test.each([
  [Number.NaN, 'NaN'],
  [20.333, 'a number with decimals'],
])('of a number that is none of its schema it says which kind: %s', (made, said) => {
  const whole = aValue('sum', () => made);
  const field = { ...whole.field, schema: z.int() };
  expect(() => walk(definitionOf([{ ...whole, field }]), {})).toThrow(`its function gave ${said}, which`);
});

test('values that were frozen at submit are not worked out again', () => {
  const filled = { answers: { one: { a: 2 }, two: { a: 4 } }, values: { sum: 9 } };
  expect(walkOf(adding, filled).values).toEqual({ sum: 9 });
});

test('a value is never among the answers that are stored', () => {
  const found = walk(adding, { one: { a: 2 }, two: { a: 4 }, sum: { a: 99 } });
  expect(Object.keys(found.live)).toEqual(['one', 'two']);
  expect(found.values).toEqual({ sum: 6 });
});

test('a value whose condition does not hold is not there', () => {
  const unwanted = aValue('sum', () => 1, { op: 'eq', ref: ['one', 'a'], value: 9 });
  expect(walk(definitionOf([aStep('one'), unwanted]), { one: { a: 2 } }).values).toEqual({});
});

test('an error of the author in a value is thrown on, one that an answer to come led to is not', () => {
  const broken = definitionOf([aValue('sum', () => (undefined as unknown as NestedAnswers)['x'] as never)]);
  expect(() => walk(broken, {})).toThrow(TypeError);
  const wrapping = aValue('sum', (earlier) => {
    try {
      return (earlier as Answered)['one']?.a;
    } catch {
      throw new Error('mine');
    }
  });
  expect(walk(definitionOf([aStep('one'), wrapping]), {}).values).toEqual({});
});

test('a value in a part reads its part, and is named through it', () => {
  const double = aValue('double', (earlier) => 2 * ((earlier as Answered)['one']?.a ?? 0));
  const definition = definitionOf([
    aPart('home', [aStep('one'), double]),
    aStep('big', { op: 'gte', ref: ['home', 'double'], value: 4 }),
  ]);
  const found = walk(definition, { 'home/one': { a: 2 } });
  expect(found.values).toEqual({ 'home/double': 4 });
  expect(found.path.map(({ key }) => key)).toEqual(['home/one', 'big']);
});

test('a value may count the items of a group, and waits until they are said', () => {
  const fee = aValue(
    'fee',
    (earlier) => 80 + 40 * ((earlier['children'] as readonly unknown[])?.length ?? 0),
  );
  const definition = definitionOf([aGroup('children', [aStep('about')]), fee]);
  expect(walk(definition, {}).values).toEqual({});
  const two = { children: ['p', 'q'] };
  expect(walk(definition, {}, two).values).toEqual({ fee: 160 });
});

test('what comes after an exit is not worked out', () => {
  const definition = definitionOf([aStep('one'), anExit('out', { op: 'answered', ref: ['one', 'a'] }), sum]);
  expect(walk(definition, { one: { a: 1 } }).values).toEqual({});
});
