import { expect, test } from '@jest/globals';
import { checkDefinition, formatFaults } from '../../../src/definition/check/check.ts';
import type { WizardDefinition } from '../../../src/definition/model.ts';
import {
  choice,
  consent,
  date,
  integer,
  matrix,
  range,
  signature,
  text,
  wizard,
} from '../../../src/index.ts';

const faultsOf = (definition: WizardDefinition) => formatFaults('f', checkDefinition(definition)).split('\n');
const started = wizard({ id: 'w', title: 'W', version: 1 })
  .facts({ plan: text('Plan').optional() })
  .step('who', { title: 'Who?', fields: { name: text('Name'), age: integer('Age') } });
const fields = {
  guest: text('Guest'),
  age: integer('Age').max(9),
  kind: choice('Kind', { first: 'First', second: 'Second' }),
  from: date('From'),
  agreed: consent('Agree'),
  dates: range('Dates'),
  rated: matrix('How?', { food: 'Food' }, { good: 'Good', bad: 'Bad' }),
  signed: signature('Sign'),
};
/** As JavaScript lets one write it. */
const begun = (initial: object) =>
  started.step('book', { title: 'Book', fields, initial: initial as never }).complete({ action: 'Book' });

test('values, days, earlier answers and facts are fine', () => {
  const definition = started
    .step('book', {
      title: 'Book',
      fields,
      initial: { guest: (e) => e.facts.plan, age: 3, kind: 'first', from: 'today - 1 week' },
    })
    .complete({ action: 'Book' });
  expect(checkDefinition(definition)).toEqual([]);
});

test.each<[string, object, string]>([
  [
    'a field that there is not',
    { gest: 'Ana' },
    'f, step "book": its initial names an unknown field "gest"; did you mean "guest"?',
  ],
  [
    'an option that there is not',
    { kind: 'frist' },
    'f, step "book", field "kind": its initial is "frist", which its schema does not accept; did you mean "first"?',
  ],
  [
    'a value beyond the limits of the schema',
    { age: 10 },
    'f, step "book", field "age": its initial is 10, which its schema does not accept',
  ],
  [
    'an answer of another kind',
    { age: (e: { who: { name: unknown } }) => e.who.name },
    'f, step "book", field "age": its initial is the answer "who.name", which is a text, while it holds a number; name an answer of the same kind',
  ],
  [
    'an answer that there is not',
    { age: (e: { who: { aeg: unknown } }) => e.who.aeg },
    'f, step "book", field "age": unknown field "aeg" of step "who" in its initial; did you mean "age"?',
  ],
  [
    'a function that gives no answer',
    { age: () => 4 },
    'f, step "book", field "age": its initial must be a value, or give an earlier answer: (e) => e.about.name',
  ],
  [
    'an agreement that nobody gave',
    { agreed: true },
    'f, step "book", field "agreed": has an initial value; a password, a file, a signature or an agreement comes from the visitor alone',
  ],
  [
    'a signature that nobody gave',
    { signed: { name: 'Ann' } },
    'f, step "book", field "signed": has an initial value; a password, a file, a signature or an agreement comes from the visitor alone',
  ],
  [
    'a part that there is not',
    { dates: { form: 'today' } },
    'f, step "book", field "dates": its initial names an unknown part "form"; did you mean "from"?',
  ],
  [
    'a part with a value that it does not take',
    { rated: { food: 'goood' } },
    'f, step "book", field "rated": its initial of "food" is "goood", which its schema does not accept; did you mean "good"?',
  ],
  [
    'a part with an answer of another kind',
    { dates: { from: (e: { who: { name: unknown } }) => e.who.name } },
    'f, step "book", field "dates": its initial of "from" is the answer "who.name", which is a text, while it holds a date; name an answer of the same kind',
  ],
])('%s is one clear message', (_name, initial, message) => {
  expect(faultsOf(begun(initial))).toEqual([message]);
});

test('a row has no initial values: one that nobody filled in would be sent', () => {
  const rows = wizard({ id: 'w', title: 'W', version: 1 })
    .repeat('costs', { title: 'Costs', rows: true }, (cost) =>
      cost.step('cost', { title: 'Cost', fields: { what: text('What') }, initial: { what: 'Rent' } }),
    )
    .complete({ action: 'Send' });
  expect(faultsOf(rows)).toEqual([
    'f, step "costs/cost", field "what": has an initial value, which cannot stand in a row of several; ask it on a page of its own, without "rows"',
  ]);
});
