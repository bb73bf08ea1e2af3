import { expect, test } from '@jest/globals';
import { checkDefinition, formatFaults } from '../../../src/definition/check/check.ts';
import { choice, choices, fromGroup, integer, secret, text, wizard, yesNo } from '../../../src/index.ts';

const faultsOf = (options: object) => {
  const definition = wizard({ id: 'w', title: 'W', version: 1 })
    .repeat('children', { title: 'Your children', ...options }, (child) =>
      child.step('about', { title: 'About', fields: { name: text('Name'), nickname: text('Nickname') } }),
    )
    .complete({ action: 'Send' });
  return formatFaults('f', checkDefinition(definition));
};

test('an item is called by its own answers', () => {
  expect(faultsOf({ item: '{about.name} ({about.nickname})' })).toBe('');
});

test.each([
  [{ item: '{about.nam}' }, 'unknown field "nam" of step "about" in its item; did you mean "name"?'],
  [{ item: '{children.count}' }, 'its item reads its own answers; it can read earlier steps only'],
  [
    { min: 3, max: 2 },
    'its min is 3 and its max 2, so nobody could have as many items as it needs; raise max',
  ],
  [{ max: 0 }, 'its max must be at least 1, as there would be nothing to add'],
])('a list with %j is refused', (options, message) => {
  expect(faultsOf(options)).toBe(`f, step "children": ${message}`);
});

test.each([
  [
    '({ childern }) => childern',
    choice(
      'Who?',
      fromGroup((e) => e.childern),
    ),
    'its fromGroup names "childern", which is no list; did you mean "children"?',
  ],
  [
    'a later list',
    choice(
      'Who?',
      fromGroup((e) => e.later),
    ),
    'its fromGroup reads the step "later", which comes later',
  ],
  [
    'nothing',
    choice(
      'Who?',
      fromGroup(() => undefined as never),
    ),
    'its fromGroup(…) names no list',
  ],
  [
    'an answer that is none',
    choices(
      'Who?',
      fromGroup((e) => e.children, '{about.nam}'),
    ),
    'its fromGroup calls an item by "about.nam", which is no answer of an item',
  ],
])('options from a list need an earlier list: %s', (_, who, message) => {
  const definition = wizard({ id: 'w', title: 'W', version: 1 })
    .repeat('children', { title: 'Children' }, (child) =>
      child.step('about', { title: 'About', fields: { name: text('Name') } }),
    )
    .step('who', { title: 'Who?', fields: { who } })
    .repeat('later', { title: 'Later' }, (each) =>
      each.step('about', { title: 'About', fields: { name: text('Name') } }),
    )
    .complete({ action: 'Send' });
  expect(formatFaults('f', checkDefinition(definition))).toContain(`f, step "who", field "who": ${message}`);
});

const rowFaults = (build: (row: Row) => Row, totals: readonly string[] = []) =>
  formatFaults(
    'f',
    checkDefinition(
      wizard({ id: 'w', title: 'W', version: 1 })
        .step('before', { title: 'Before', fields: { is: yesNo('Is it?') } })
        .repeat('costs', { title: 'Costs', rows: true }, (row) => build(row as unknown as Row) as never, {
          totals,
        })
        .complete({ action: 'Send' }),
    ),
  );
/** A chain whose types do not matter here. */
interface Row {
  step(id: string, options: object): Row;
}
const cost = { title: 'Cost', fields: { what: text('What'), amount: integer('Amount') } };

test('rows are of one step, and of controls that a form can repeat', () => {
  expect(rowFaults((row) => row.step('cost', cost), ['amount'])).toBe('');
  expect(rowFaults((row) => row.step('cost', cost).step('more', cost))).toContain(
    'f, step "costs": its items are asked as rows, so each has to be one step',
  );
  const pin = { title: 'Pin', fields: { pin: secret('Pin') } };
  expect(rowFaults((row) => row.step('pin', pin))).toContain('is a password, which cannot stand in a row');
  const shown = {
    ...cost,
    show: { what: (own: { amount: { gt(n: number): unknown } }) => own.amount.gt(1) },
  };
  expect(rowFaults((row) => row.step('cost', shown))).toContain('field "what": is shown by a condition');
});

test('what is summed under rows is a number', () => {
  expect(rowFaults((row) => row.step('cost', cost), ['amuont'])).toContain(
    'its totals name an unknown field "amuont"; did you mean "amount"?',
  );
  expect(rowFaults((row) => row.step('cost', cost), ['what'])).toContain(
    'its totals name "what", which is no number',
  );
});
