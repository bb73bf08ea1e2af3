import { expect, test } from '@jest/globals';
import { labelFaults } from '../../../src/cli/advice/labels.ts';
import { choice, consent, fragment, text, wizard, yesNo } from '../../../src/index.ts';

const options = { id: 'w', title: 'W', version: 1 };
const asking = (label: string, more: { readonly name?: string } = {}) =>
  wizard(options)
    .step('a', { title: 'A', fields: { it: text(label, more) } })
    .complete({ action: 'Send' });

test.each([
  ['Provide your address', 'Enter your provide your address'],
  ['Your name. As in your passport', 'Enter your name. As in your passport'],
  ['Name of my employer', 'Enter the name of my employer'],
  ['FULL NAME (AS IN YOUR PASSPORT)', 'Enter your FULL NAME'],
])('a label that makes a bad message is found: %s', (label, message) => {
  expect(labelFaults(asking(label))).toEqual([
    expect.objectContaining({
      code: 'bad-sentence',
      step: 'a',
      field: 'it',
      message: expect.stringContaining(`"${message}"; name it`),
    }),
  ]);
});

test.each([
  'Full name',
  'What is your name?',
  'Why me? Why now?',
  'Please enter your name',
  'Address line 1',
  'UK VAT number',
  'Date of birth (as in your passport)',
  'Tell us what happened.',
])('a label that does not is silent: %s', (label) => {
  expect(labelFaults(asking(label))).toEqual([]);
});

test('a field with a name for messages, or that need not be answered, is silent', () => {
  expect(labelFaults(asking('Provide your address', { name: 'your address' }))).toEqual([]);
  const optional = wizard(options)
    .step('a', {
      title: 'A',
      fields: { it: text('Provide your address').optional(), ok: consent('I agree.') },
    })
    .complete({ action: 'Send' });
  expect(labelFaults(optional)).toEqual([]);
});

const person = fragment().step('who', { title: 'Who?', fields: { name: text('Full name') } });

test('a part that is included twice needs a section to be told apart on check-your-answers', () => {
  const twice = wizard(options).include('one', person).include('two', person).complete({ action: 'Send' });
  expect(labelFaults(twice)).toEqual([
    expect.objectContaining({
      code: 'same-label',
      step: 'two/who',
      field: 'name',
      message: expect.stringContaining('nothing tells it from the one of step "one/who"'),
    }),
  ]);
  const told = wizard(options)
    .include('one', person, { section: 'First witness' })
    .include('two', person, { section: 'Second witness' })
    .complete({ action: 'Send' });
  expect(labelFaults(told)).toEqual([]);
});

test('answers that nobody sees together, or that stand under titles of their own, may be called the same', () => {
  const apart = wizard(options)
    .step('kind', { title: 'Kind', fields: { kind: choice('Kind', { a: 'A', b: 'B' }), x: yesNo('X') } })
    .step('a', { title: 'A', when: (e) => e.kind.kind.is('a'), fields: { name: text('Full name') } })
    .step('b', { title: 'B', when: (e) => e.kind.kind.is('b'), fields: { name: text('Full name') } })
    .step('c', { title: 'C', fields: { name: text('Full title'), age: text('Age') } })
    .step('d', { title: 'D', fields: { name: text('Full title'), age: text('Age') } })
    .complete({ action: 'Send' });
  expect(labelFaults(apart)).toEqual([]);
});
