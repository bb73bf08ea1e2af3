import { expect, test } from '@jest/globals';
import type { AnswersByStep, ItemsByGroup } from '../../../src/definition/answers.ts';
import { rootScope } from '../../../src/definition/place.ts';
import { walk } from '../../../src/flow/walk.ts';
import {
  choice,
  choices,
  date,
  integer,
  matrix,
  money,
  range,
  text,
  wizard,
  yesNo,
} from '../../../src/index.ts';
import { languageOf } from '../../../src/language/language.ts';
import { tellingOf } from '../../../src/render/pages/item-name.ts';
import { textWithAllAnswers, textWithAnswers } from '../../../src/render/pages/words-with-answers.ts';

const definition = wizard({ id: 'w', title: 'W', version: 1 })
  .step('about', {
    title: 'About',
    fields: {
      name: text('Name').optional(),
      born: date('Born'),
      pay: money('Pay', { currency: 'GBP' }),
      job: choice('Job', { 'full-time': 'I work all day', none: 'I do not work' }),
      likes: choices('Likes', { sea: 'Sea', hills: 'Hills' }),
      place: integer('Place'),
      owns: yesNo('Owns'),
      away: range('Away'),
      rated: matrix('How was it?', { food: 'The food' }, { good: 'Good', bad: 'Not good' }),
    },
  })
  .repeat('children', { title: 'Children' }, (child) =>
    child.step('who', { title: 'Who', fields: { name: text('Name') } }),
  )
  .complete({ action: 'Send' });

const said = (words: string, answers: AnswersByStep, { tag = 'en', items = {} as ItemsByGroup } = {}) => {
  const { say } = languageOf(tag);
  const telling = tellingOf(walk(definition, answers, items), { say, language: tag });
  return textWithAnswers(words, rootScope(definition), telling);
};
const about = (answers: AnswersByStep[string]) => ({ about: answers });

test('a part of an answer reads as an answer of its own, in the language of the page', () => {
  const answers = about({ away: { from: '2027-03-01', to: '2027-03-09' }, rated: { food: 'bad' } });
  const words =
    'Until {about.away.to}: {about.rated.food}, {about.rated.food, select, bad {sorry} other {good}}';
  expect(said(words, answers)).toBe('Until 9 March 2027: Not good, sorry');
  expect(said('Bis {about.away.to}', answers, { tag: 'de' })).toBe('Bis 9. März 2027');
  expect(said('From {about.away.from|some day}', about({}))).toBe('From some day');
});

test('an answer reads as on check-your-answers, in the language of the page', () => {
  const answers = about({
    born: '2019-03-27',
    pay: 1234.5,
    job: 'full-time',
    likes: ['sea', 'hills'],
    owns: true,
  });
  expect(said('{about.born}; {about.pay}; {about.job}; {about.likes}; {about.owns}', answers)).toBe(
    '27 March 2019; £1,234.50; I work all day; Sea, Hills; Yes',
  );
  expect(said('{about.born}', answers, { tag: 'de' })).toBe('27. März 2019');
});

test('what is missing reads as its author says, and leaves a gap otherwise', () => {
  expect(said('What is {about.name|your child}’s name?', {})).toBe('What is your child’s name?');
  expect(said('What is {about.name}’s name?', {})).toBe('What is …’s name?');
  expect(said('{about.name|}.', {})).toBe('.');
  const telling = tellingOf(walk(definition, {}), { say: languageOf('en').say, language: 'en' });
  expect(textWithAllAnswers('{about.name}', rootScope(definition), telling)).toBeUndefined();
});

test('an answer is never read as a text of the definition', () => {
  expect(said('{about.name}', about({ name: "{about.born} '{' #" }))).toBe("{about.born} '{' #");
});

test.each([
  [0, 'nobody'],
  [1, '1 child'],
  [2, '2 children'],
])('%s items are counted in the grammar of the language', (count, words) => {
  const items = { children: ['a', 'b'].slice(0, count) };
  const template = '{children.count, plural, =0 {nobody} one {# child} other {# children}}';
  expect(said(template, about({ place: 2 }), { items })).toBe(words);
});

test('plurals follow the language, numbers are written in it, and a list is counted by what is chosen', () => {
  const plural = '{about.place, plural, one {# osoba} few {# osoby} many {# osób} other {# osoby}}';
  expect([1, 3, 5].map((place) => said(plural, about({ place }), { tag: 'pl' }))).toEqual([
    '1 osoba',
    '3 osoby',
    '5 osób',
  ]);
  expect(said('{about.place, plural, one {#} other {#}}', about({ place: 12_345 }))).toBe('12,345');
  expect(said('{about.likes, plural, one {# place} other {# places}}', about({ likes: ['sea'] }))).toBe(
    '1 place',
  );
  const order = '{about.place, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}';
  expect([1, 2, 3, 4].map((place) => said(order, about({ place })))).toEqual(['1st', '2nd', '3rd', '4th']);
});

test('a select has a text for each value, and one for the rest and for no answer', () => {
  const words = '{about.job, select, full-time {Your boss} other {You}}';
  expect([
    said(words, about({ job: 'full-time' })),
    said(words, about({ job: 'none' })),
    said(words, {}),
  ]).toEqual(['Your boss', 'You', 'You']);
  expect(said('{about.owns, select, yes {house} no {flat} other {home}}', about({ owns: false }))).toBe(
    'flat',
  );
});

test('an answer that runs the other way turns none of the words around it', () => {
  expect(said('What is {about.name}’s age?', about({ name: 'שרה' }))).toBe('What is \u2068שרה\u2069’s age?');
  expect(said('בן כמה {about.name}?', about({ name: 'Ana' }))).toBe('בן כמה \u2068Ana\u2069?');
  expect(said('Hello {about.name}', about({ name: '\u202EAna\u2069' }))).toBe('Hello Ana');
});
