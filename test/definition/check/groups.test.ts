import { expect, test } from '@jest/globals';
import { checkDefinition, formatFaults } from '../../../src/definition/check/check.ts';
import { text, wizard } from '../../../src/index.ts';

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
