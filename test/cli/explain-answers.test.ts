import { expect, test } from '@jest/globals';
import { readAnswers } from '../../src/cli/explain.ts';
import { UsageError } from '../../src/cli/run.ts';
import { fragment, text, wizard } from '../../src/index.ts';

const part = fragment().step('country', { title: 'Country', fields: { country: text('Country') } });
const definition = wizard({ id: 'w', title: 'W', version: 1 })
  .step('you', { title: 'You', fields: { name: text('Name') } })
  .include('home', part)
  .complete({ action: 'Send' });
const answers = { you: { name: 'Ada' }, 'home/country': { country: 'FR' } };

test('answers by step, nested by part, or in the line of a submission are the same', () => {
  const nested = { you: { name: 'Ada' }, home: { country: { country: 'FR' } } };
  for (const given of [answers, nested, { wizard: 'w', status: 'done', answers }])
    expect(readAnswers(definition, given)).toEqual({ answers, items: {} });
});

test('a step that is not there is a wrong call, with the one that was meant', () => {
  expect(() => readAnswers(definition, { yuo: {} })).toThrow(UsageError);
  expect(() => readAnswers(definition, { yuo: {} })).toThrow('has no step "yuo"; did you mean "you"?');
  expect(() => readAnswers(definition, [])).toThrow(UsageError);
});
