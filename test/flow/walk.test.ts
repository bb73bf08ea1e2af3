import { expect, test } from '@jest/globals';
import type { AnswersByStep } from '../../src/definition/answers.ts';
import type { WizardDefinition } from '../../src/definition/model.ts';
import type { Place } from '../../src/definition/place.ts';
import { isOpen } from '../../src/flow/position.ts';
import { walk } from '../../src/flow/walk.ts';
import { anExit, aPart, aStep, definitionOf, no, yes } from '../support/definition.ts';

const keys = (places: readonly Place[]): string[] => places.map((each) => each.key);
const pathOf = (definition: WizardDefinition, answers: AnswersByStep): string[] =>
  keys(walk(definition, answers).path);

const line = definitionOf([aStep('one'), aStep('two'), aStep('three')]);
const fork = definitionOf([
  aStep('first'),
  aStep('if-yes', yes('first')),
  aStep('if-no', no('first')),
  aStep('last'),
]);
const Y = { a: true };
const N = { a: false };

test('with no answers the first step is the first incomplete one', () => {
  expect(walk(line, {}).firstIncomplete?.key).toBe('one');
});

test('without conditions the path has every step', () => {
  expect(pathOf(line, {})).toEqual(['one', 'two', 'three']);
});

test('the first incomplete step is the first without an answer, also behind answered ones', () => {
  expect(walk(line, { one: Y, three: Y }).firstIncomplete?.key).toBe('two');
});

test('a step with no values in its answer counts as answered', () => {
  expect(walk(line, { one: {} }).firstIncomplete?.key).toBe('two');
});

test('a walk with every step answered is complete', () => {
  expect(walk(line, { one: Y, two: Y, three: Y })).toMatchObject({
    complete: true,
    firstIncomplete: undefined,
  });
});

test('answers that are inherited are none', () => {
  const answers = Object.create({ one: Y }) as AnswersByStep;
  expect(walk(line, answers).firstIncomplete?.key).toBe('one');
});

test('a condition that holds takes its step onto the path', () => {
  expect(pathOf(fork, { first: Y })).toEqual(['first', 'if-yes', 'last']);
});

test('a condition that does not hold leaves its step out', () => {
  expect(pathOf(fork, { first: N })).toEqual(['first', 'if-no', 'last']);
});

test('answers of a closed branch are dormant: stored, but not live', () => {
  const { live } = walk(fork, { first: N, 'if-yes': Y, 'if-no': Y, last: Y });
  expect(Object.keys(live)).toEqual(['first', 'if-no', 'last']);
});

test('dormant answers come back when the branch opens again', () => {
  const stored = { first: N, 'if-yes': Y, 'if-no': Y, last: Y };
  expect(walk(fork, { ...stored, first: Y })).toMatchObject({ complete: true, live: { 'if-yes': Y } });
});

test('a condition does not see a dormant answer', () => {
  const chain = definitionOf([aStep('first'), aStep('second', yes('first')), aStep('third', yes('second'))]);
  expect(pathOf(chain, { first: N, second: Y })).toEqual(['first']);
});

test('a changed answer that opens a branch makes its first unanswered step the first incomplete one', () => {
  const { firstIncomplete, complete } = walk(fork, { first: Y, 'if-no': Y, last: Y });
  expect(firstIncomplete?.key).toBe('if-yes');
  expect(complete).toBe(false);
});

test('the total is known when no condition waits for an answer', () => {
  expect(walk(line, {}).total).toBe(3);
  expect(walk(fork, { first: Y }).total).toBe(3);
});

test('the total is unknown while a condition waits for an answer', () => {
  expect(walk(fork, {}).total).toBeUndefined();
});

test('a condition that is decided whatever the answer to come does not make the total unknown', () => {
  const decided = definitionOf([
    aStep('first'),
    aStep('second'),
    aStep('third', { op: 'and', of: [no('first'), yes('second')] }),
  ]);
  expect(walk(decided, { first: Y }).total).toBe(2);
});

test('a condition on a step that is not on the path is decided', () => {
  const chain = definitionOf([aStep('first'), aStep('second', yes('first')), aStep('third', yes('second'))]);
  expect(walk(chain, { first: N }).total).toBe(1);
});

test('a step whose condition waits makes what depends on it wait too', () => {
  const chain = definitionOf([
    aStep('first'),
    aStep('second', yes('first')),
    aStep('third', { op: 'not', of: yes('second') }),
  ]);
  expect(walk(chain, {})).toMatchObject({ total: undefined });
  expect(pathOf(chain, {})).toEqual(['first']);
});

const exiting = definitionOf([aStep('first'), anExit('out', no('first')), aStep('last')]);

test('an exit page that applies ends the path', () => {
  const { path, exit, complete, firstIncomplete } = walk(exiting, { first: N, last: Y });
  expect(keys(path)).toEqual(['first', 'out']);
  expect(exit?.key).toBe('out');
  expect(complete).toBe(false);
  expect(firstIncomplete).toBeUndefined();
});

test('answers behind an exit page are not live', () => {
  expect(Object.keys(walk(exiting, { first: N, last: Y }).live)).toEqual(['first']);
});

test('an exit page that does not apply is passed by', () => {
  expect(walk(exiting, { first: Y, last: Y })).toMatchObject({ exit: undefined, complete: true });
});

test('the total is unknown while an exit page waits for an answer', () => {
  expect(walk(exiting, {}).total).toBeUndefined();
});

test('an exit page is on the path as soon as its condition holds, and opens when the steps before it are answered', () => {
  const open = definitionOf([aStep('first'), aStep('second'), anExit('out', yes('first'))]);
  const walked = walk(open, { first: Y });
  expect(walked.firstIncomplete?.key).toBe('second');
  expect(walked.exit?.key).toBe('out');
  expect(isOpen(walked, walked.exit!)).toBe(false);
  expect(isOpen(walk(open, { first: Y, second: Y }), walked.exit!)).toBe(true);
});

test('steps inside a part are addressed by their whole path', () => {
  const parts = definitionOf([
    aPart('applicant', [aStep('name'), aStep('more', yes('name'))]),
    aPart('partner', [aStep('name')]),
  ]);
  expect(pathOf(parts, { 'applicant/name': Y })).toEqual([
    'applicant/name',
    'applicant/more',
    'partner/name',
  ]);
  expect(pathOf(parts, { 'applicant/name': N, 'partner/name': Y })).toEqual([
    'applicant/name',
    'partner/name',
  ]);
});

test('a part that does not apply takes all of its steps out, and one that waits makes them wait', () => {
  const part = definitionOf([aStep('first'), aPart('home', [aStep('one'), aStep('two')], yes('first'))]);
  expect(pathOf(part, { first: Y })).toEqual(['first', 'home/one', 'home/two']);
  expect(walk(part, { first: N })).toMatchObject({ total: 1 });
  expect(walk(part, {})).toMatchObject({ total: undefined });
});

test('a condition of an unknown kind is thrown, never taken for false', () => {
  const broken = definitionOf([aStep('first'), aStep('second', { op: 'and', of: undefined as never })]);
  expect(() => walk(broken, { first: Y })).toThrow();
});

test('a walk changes neither its definition nor the answers', () => {
  const stored = Object.freeze({ first: Object.freeze({ a: true }), 'if-no': Object.freeze({ a: true }) });
  const { live } = walk(fork, stored);
  expect(live['first']).toBe(stored.first);
});
