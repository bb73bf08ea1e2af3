import { expect, test } from '@jest/globals';
import { checkDefinition, formatFaults } from '../../../src/definition/check/check.ts';
import type { WizardDefinition } from '../../../src/definition/model.ts';
import { choice, text, wizard } from '../../../src/index.ts';

const faultsOf = (definition: WizardDefinition) => formatFaults('f', checkDefinition(definition)).split('\n');
const begun = () => wizard({ id: 'w', title: 'W', version: 1 });
const step = { title: 'A', fields: { a: text('A') } };
const told = begun().facts({ role: choice('Role', { public: 'Public', staff: 'Staff' }) });

test('a wizard that reads facts has no faults, and each page that they decide can be reached', () => {
  const definition = told
    .step('a', { ...step, title: 'You are {facts.role}', when: (e) => e.facts.role.is('staff') })
    .repeat('children', { title: 'Children' }, (child) =>
      child.step('b', { title: 'B', when: (e) => e.facts.role.is('public') }),
    )
    .complete({ action: 'Send' });
  expect(checkDefinition(definition)).toEqual([]);
});

test.each<[string, WizardDefinition, string]>([
  [
    'a fact that there is not',
    told
      .step('a', { ...step, when: (e) => (e.facts as never as { rol: typeof e.facts.role }).rol.is('staff') })
      .complete({ action: 'Send' }),
    'f, step "a": unknown field "rol" of the facts in its when; did you mean "role"?',
  ],
  [
    'a value that a fact cannot have',
    told
      .step('a', { ...step, when: (e) => e.facts.role.is('stuff' as 'staff') })
      .complete({ action: 'Send' }),
    'f, step "a": its when compares "facts.role" with "stuff", which is not one of its options; did you mean "staff"?',
  ],
  [
    'a text that names no fact',
    told.step('a', { ...step, title: '{facts.rôle}' }).complete({ action: 'Send' }),
    `f, step "a": its title cannot be read: "facts.rôle" is no address of an answer; an answer is written as {step.field}, and a brace that is meant as it is as '{'`,
  ],
  [
    'a step that is called so',
    told.step('facts' as never as 'x', step).complete({ action: 'Send' }),
    'f, step "facts": the id "facts" is Stepway\'s own (/facts); choose another',
  ],
  [
    'what is no schema',
    begun()
      .facts({ role: 'staff' as never })
      .step('a', step)
      .complete({ action: 'Send' }),
    'f, field "role": is no Zod schema; use a maker such as choice("…"), or a schema with .meta({ label: "…" })',
  ],
])('%s is one clear message', (_name, definition, message) => {
  expect(faultsOf(definition)).toEqual([message]);
});
