import { expect, test } from '@jest/globals';
import { placeOfError, placeOfFault } from '../../src/app/fault-place.ts';

const source = `import { wizard, text } from 'stepway';
export default wizard({ id: 'visit', titel: 'Visit', version: 1 })
  .step('one', {
    title: 'One',
    fields: { name: text('Name') },
  })
  .step('two', {
    title: 'Two',
    when: (earlier) => earlier.one.nmae.is('a'),
    fields: {
      name: text(''),
    },
  })
  .include('home', address)
  .complete({ action: 'Send' });
`;
const at = (step: string | undefined, field: string | undefined, message = 'is wrong') =>
  placeOfFault(source, {
    message,
    ...(step === undefined ? {} : { step }),
    ...(field === undefined ? {} : { field }),
  })?.line;

test('a fault of a field stands at the field of its own step', () => {
  expect([at('one', 'name'), at('two', 'name')]).toEqual([5, 11]);
});

test('a fault of a step stands where the quoted name does, else at the step', () => {
  expect(at('two', undefined, 'unknown field "nmae" of step "one" in its when')).toBe(9);
  expect(at('two', undefined, 'has no way on')).toBe(7);
});

test('a fault of a wizard stands at its options, one of a part at its include', () => {
  expect(at(undefined, undefined, 'unknown property "titel"')).toBe(2);
  expect(at('home/country', 'country')).toBe(14);
});

test('a fault of complete stands there, and an id that is used twice where it comes again', () => {
  expect(
    at(undefined, undefined, '"action" is missing in the options of complete(); it must be a text'),
  ).toBe(15);
  const twice = source.replace(".step('two'", ".step('one'");
  const message = 'the id "one" is already used; give one of the two another id';
  expect(placeOfFault(twice, { step: 'one', message })?.line).toBe(7);
});

test('a step that is not in the file has no place', () => {
  expect(at('three', undefined)).toBeUndefined();
});

test('an error stands where a parser says, else at the first place that is no library', () => {
  const parse = new Error('Unexpected token\n /app/wizards/a.ts:2:56');
  expect(placeOfError(parse)).toEqual({ file: '/app/wizards/a.ts', line: 2, column: 56 });
  const thrown = Object.assign(new Error('x is undefined'), {
    stack:
      'TypeError: x\n    at f (/app/node_modules/zod/a.js:1:2)\n    at g (file:///app/wizards/parts/b.ts:4:3)',
  });
  expect(placeOfError(thrown)).toEqual({ file: '/app/wizards/parts/b.ts', line: 4, column: 3 });
  expect(placeOfError('not an error')).toBeUndefined();
});
