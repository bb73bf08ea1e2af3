import { expect, test } from '@jest/globals';
import { inputsOf } from '../../src/controls/all.ts';
import { matrix as control } from '../../src/controls/matrix.ts';
import { introspect } from '../../src/definition/schema/introspect.ts';
import { matrix } from '../../src/index.ts';
import { asked } from './asked.ts';

const { field, read, typed, lines, samplesFit } = asked('matrix');

test('each row is an input of its own', () => {
  expect(inputsOf(field)).toEqual(['food', 'room']);
});

test.each([
  [
    { food: 'a', room: 'b' },
    { food: 'a', room: 'b' },
  ],
  [{ food: 'a', room: '' }, { food: 'a' }],
  [{ food: '', room: '' }, undefined],
  [undefined, undefined],
])('%j is read as %j', (sent, becomes) => {
  expect(read(sent)).toEqual(becomes);
});

test('a stored answer is chosen again, and reads row by row', () => {
  expect(typed({ food: 'a', room: 'b' })).toEqual({ food: 'a', room: 'b' });
  expect(lines({ food: 'a', room: 'b' })).toEqual(['The food: Good', 'The room: Bad']);
});

test.each([
  [{ food: 'a' }, 'required', ['room']],
  [{}, 'required', ['food', 'room']],
  [{ food: 'x', room: 'a' }, 'invalid', ['food']],
  [{ food: 'b', room: 'a' }, undefined, undefined],
])('%j is %s in %j', (value, code, parts) => {
  const found = control.faultOf?.(value as never, field);
  expect([found?.code, found?.parts]).toEqual([code, parts]);
});

test('the maker gives rows and options as a choice does', () => {
  const made = introspect('it', matrix('L', { a: 'A', b: 'B' }, [{ value: 'x', label: 'X' }]));
  expect(made.faults).toEqual([]);
  expect(made.field).toMatchObject({
    shape: 'object',
    meta: { questions: [{ value: 'a' }, { value: 'b' }] },
    options: [{ value: 'x', label: 'X' }],
  });
});

test('rows that a front end sends empty are absent, and so is the answer when there are no others', () => {
  expect(control.readJson?.({ food: 'a', room: null })).toEqual({ food: 'a' });
  expect(control.readJson?.({ food: '', room: null })).toBeUndefined();
  expect(control.readJson?.({ food: 7 })).toEqual({ food: {} });
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
