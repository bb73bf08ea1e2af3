import { expect, test } from '@jest/globals';
import { checkDefinition, formatFaults } from '../../../src/definition/check/check.ts';
import { choice, fragment, integer, text, wizard, yesNo } from '../../../src/index.ts';

const about = {
  title: 'About',
  fields: {
    name: text('Name'),
    job: choice('Job', { works: 'I work', studies: 'I study' }),
    age: integer('Age'),
    owns: yesNo('Owns'),
    secret: text('Secret').meta({ label: 'Secret', control: 'password' }),
  },
};

/** What is wrong with a wizard whose second step and end have these options. */
const faultsOf = (step: object, { end = {}, start = {} }: { end?: object; start?: object } = {}) => {
  const definition = wizard({ id: 'w', title: 'W', version: 1, start: { intro: 'Hello', ...start } })
    .step('about', about)
    .step('next', { title: 'Next', fields: { born: text('Born') }, ...step })
    .step('last', { title: 'Last', fields: { more: text('More') } })
    .complete({ action: 'Send', ...end });
  return formatFaults('f', checkDefinition(definition));
};

test('every text of a page and of the end may name what was answered before', () => {
  const name = '{about.name}';
  const field = text(`Label ${name}`, {
    hint: name,
    name,
    messages: { required: `Say when {about.age, plural, one {#} other {#}}` },
  });
  const job = choice(name, { a: name, b: { label: name, hint: name } });
  const step = { title: name, intro: [name], section: name, fields: { born: field, job } };
  expect(faultsOf(step, { end: { action: name, confirmation: name, next: name, declaration: name } })).toBe(
    '',
  );
});

test.each<[object, string]>([
  [{ title: 'Hello {abuot.name}' }, 'step "next": unknown step "abuot" in its title; did you mean "about"?'],
  [
    { intro: '{about.nam}' },
    'step "next": unknown field "nam" of step "about" in its intro; did you mean "name"?',
  ],
  [
    { fields: { born: text('{last.more}') } },
    'step "next", field "born": its label reads the step "last", which comes later; move that step before this one, or the text to a later step',
  ],
  [
    { fields: { born: text('Born', { hint: '{next.born}' }) } },
    'step "next", field "born": its hint reads its own answers; it can read earlier steps only',
  ],
  [
    { section: '{about}' },
    'step "next": "about" in its section is a step; name one of its fields: "name", "job", "age", "owns", "secret"',
  ],
  [
    { title: 'Dear {about.name' },
    'step "next": its title cannot be read: Unexpected message end; an answer is written as {step.field}, and a brace that is meant as it is as \'{\'',
  ],
  [
    { intro: '[Rules](https://a.example/{about.name})' },
    'step "next": the address of a link in its intro names an answer; it can be the same for everyone only',
  ],
  [{ title: '{about.secret}' }, 'step "next": its title shows "about.secret", which is never shown'],
  [
    { title: '{about.name, plural, one {a} other {b}}' },
    'step "next": its title counts by "about.name", which is no number; use select for the values of an answer',
  ],
  [
    { title: '{about.age|some, plural, one {a} other {b}}' },
    'step "next": its title counts by "about.age" and has "some" in its place; that must be a number',
  ],
  [
    { title: '{about.job, select, work {a} other {b}}' },
    'step "next": its title selects by "about.job", which is never "work"; did you mean "works"?',
  ],
  [
    { title: '{about.name, select, Ana {a} other {b}}' },
    'step "next": its title selects by "about.name", which is no choice of one',
  ],
])('a step with %j is refused', (step, message) => {
  expect(faultsOf(step)).toBe(`f, ${message}`);
});

test('the end may name every answer that there is', () => {
  expect(faultsOf({}, { end: { confirmation: 'Thank you, {last.mor}' } })).toBe(
    'f: unknown field "mor" of step "last" in its confirmation; did you mean "more"?',
  );
});

test('a start page can name no answer, and has braces of its own', () => {
  expect(faultsOf({}, { start: { intro: 'Dear {about.name}' } })).toBe(
    'f: its start names "about.name", which nobody has answered yet where it is shown; take it out',
  );
  expect(faultsOf({}, { start: { intro: 'Write {x}' } })).toBe('');
});

test('a part names its own answers, a list its own count, and an item what stands around the list too', () => {
  const part = fragment().step('who', { title: 'Who', fields: { name: text('Name') } });
  const definition = wizard({ id: 'w', title: 'W', version: 1 })
    .step('about', about)
    .include('person', part.step('how', { title: 'How is {who.name}?', fields: { well: text('Well') } }))
    .repeat('children', { title: 'You have {children.count, plural, one {#} other {#}}' }, (child) =>
      child
        .step('who', { title: 'A child of {about.name}', fields: { name: text('Name') } })
        .step('how', { title: 'How is {who.name}?', fields: { well: text('Well') } }),
    )
    .complete({ action: 'Send' });
  expect(formatFaults('f', checkDefinition(definition))).toBe('');
  const outside = fragment().step('who', { title: '{about.name}', fields: { name: text('Name') } });
  const refused = wizard({ id: 'w', title: 'W', version: 1 })
    .step('about', about)
    .include('person', outside)
    .complete({ action: 'Send' });
  expect(formatFaults('f', checkDefinition(refused))).toBe(
    'f, step "person/who": its title reads "about", outside its fragment, which sees its own steps only',
  );
});

test('what several drafts are called by may name any answer, and says so when it is none', () => {
  const faultsOfRuns = (several: { readonly max?: number; readonly name?: string }) =>
    formatFaults(
      'f',
      checkDefinition(
        wizard({ id: 'w', title: 'W', version: 1, several })
          .step('about', about)
          .complete({ action: 'Send' }),
      ),
    );
  expect(faultsOfRuns({ name: '{about.name}, {about.age}', max: 5 })).toBe('');
  expect(faultsOfRuns({ name: '{abuot.name}' })).toContain(
    'unknown step "abuot" in its several; did you mean "about"?',
  );
  expect(faultsOfRuns({ name: '{about.secret}' })).toContain('shows "about.secret", which is never shown');
  expect(faultsOfRuns({ max: 1 })).toContain('must be a whole number from 2 to 100');
});
