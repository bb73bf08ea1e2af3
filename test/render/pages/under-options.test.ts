import { expect, test } from '@jest/globals';
import { choice, choices, text, wizard, yesNo } from 'stepway';
import { findStep } from '../../../src/definition/place.ts';
import { english } from '../../../src/language/language.ts';
import { fieldViews } from '../../../src/render/pages/form-view.ts';
import type { FieldView } from '../../../src/render/pages/view-parts.ts';

const definition = wizard({ id: 'w', title: 'W', version: 1 })
  .step('one', {
    title: 'One',
    fields: {
      by: choice('By', { post: 'Post', phone: 'Phone' }),
      number: text('Number'),
      pets: choices('Pets', { cat: 'Cat', dog: 'Dog' }),
      more: yesNo('More?'),
      other: text('Other'),
      cats: text('Cats'),
      both: text('Both'),
      name: text('Its name'),
    },
    show: {
      number: (own) => own.by.is('phone'),
      cats: (own) => own.pets.includes('cat'),
      other: (own) => own.more.is(true),
      both: (own) => own.by.isNot('post'),
      name: (own) => own.other.is('x'),
    },
  })
  .complete({ action: 'Send' });

const views = fieldViews({
  place: findStep(definition, 'one')!,
  raw: {},
  issues: [],
  earlier: { live: {} },
  say: english.say,
  language: 'en',
});

const names = (fields: readonly FieldView[] | undefined) => fields?.map(({ name }) => name);

test('a field that one option brings up stands under it, and every other where it was', () => {
  expect(names(views)).toEqual(['by', 'pets', 'more', 'both', 'name']);
  const under = views.flatMap(({ options }) =>
    options.flatMap(({ value, fields }) => (fields === undefined ? [] : [[value, names(fields)]])),
  );
  expect(under).toEqual([
    ['phone', ['number']],
    ['cat', ['cats']],
    ['yes', ['other']],
  ]);
});
