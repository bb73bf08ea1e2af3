import { expect, test } from '@jest/globals';
import { outsideState } from '../../../src/cli/advice/outside-state.ts';
import { integer, text, wizard } from '../../../src/index.ts';

const seen = { count: 0 };
let tries = 0;

const named = (check: (values: { readonly name: string }) => undefined, helpers = () => ({})) =>
  outsideState(
    wizard({ id: 'w', title: 'W', version: 1 })
      .step('a', { title: 'A', fields: { name: text('Name') }, check, helpers })
      .complete({ action: 'Send' }),
  ).map(({ property, word }) => [property, word]);

test('a check or helpers that change what stands outside of them are found', () => {
  expect(named(() => void tries++)).toEqual([['check', 'tries']]);
  expect(named(() => void (seen.count += 1))).toEqual([['check', 'seen']]);
  expect(
    named(
      () => undefined,
      () => ({ n: (tries = 1) }),
    ),
  ).toEqual([['helpers', 'tries']]);
});

test('so is the function of a value', () => {
  const definition = wizard({ id: 'w', title: 'W', version: 1 })
    .step('a', { title: 'A', fields: { name: text('Name') } })
    .value('number', integer('Number'), () => (tries += 1))
    .complete({ action: 'Send' });
  expect(outsideState(definition)).toMatchObject([{ step: 'number', word: 'tries' }]);
});

test('variables of its own may change', () => {
  const check = ({ name }: { readonly name: string }) => {
    let length = 0;
    for (const letter of name) length += letter === ' ' ? 0 : 1;
    const counts: { [letter: string]: number } = {};
    counts[name] = length;
    return undefined;
  };
  expect(named(check)).toEqual([]);
});
