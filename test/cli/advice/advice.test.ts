import { expect, test } from '@jest/globals';
import { adviceOn } from '../../../src/cli/advice/advice.ts';
import {
  and,
  choice,
  choices,
  fragment,
  fromGroup,
  integer,
  range,
  text,
  wizard,
  yesNo,
} from '../../../src/index.ts';

const options = { id: 'w', title: 'W', version: 1 };
const kinds = { house: 'House', flat: 'Flat', boat: 'Boat' };
const found = (definition: Parameters<typeof adviceOn>[0]) =>
  adviceOn(definition, { unused: true }).map(({ code, step, field }) => [code, step, field]);

test('an option that alone opens no step leads nowhere', () => {
  const definition = wizard(options)
    .step('home', { title: 'Home', fields: { kind: choice('Kind', kinds) } })
    .step('garden', { title: 'Garden', when: (e) => e.home.kind.is('house') })
    .step('floor', { title: 'Floor', when: (e) => e.home.kind.is('flat') })
    .complete({ action: 'Send' });
  expect(adviceOn(definition)).toEqual([
    expect.objectContaining({
      code: 'idle-value',
      step: 'home',
      field: 'kind',
      severity: 'warning',
      message: expect.stringContaining('"boat" leads nowhere'),
    }),
  ]);
});

test('an option of which the others only differ by one shared step is no branch that was forgotten', () => {
  const definition = wizard(options)
    .step('home', { title: 'Home', fields: { kind: choice('Kind', kinds) } })
    .step('address', { title: 'Address', when: (e) => e.home.kind.isNot('boat') })
    .complete({ action: 'Send' });
  expect(found(definition)).toEqual([]);
});

test('an option that opens a step by being none of the others leads there', () => {
  const definition = wizard(options)
    .step('home', { title: 'Home', fields: { kind: choice('Kind', kinds) } })
    .step('garden', { title: 'Garden', when: (e) => e.home.kind.is('house') })
    .step('water', { title: 'Water', when: (e) => e.home.kind.oneOf('flat', 'boat') })
    .complete({ action: 'Send' });
  expect(found(definition)).toEqual([]);
});

test('an option that a condition names was thought of', () => {
  const definition = wizard(options)
    .step('home', { title: 'Home', fields: { kind: choice('Kind', kinds) } })
    .step('garden', { title: 'Garden', when: (e) => e.home.kind.is('house') })
    .step('keys', { title: 'Keys', when: (e) => e.home.kind.isNot('boat') })
    .complete({ action: 'Send' });
  expect(found(definition)).toEqual([]);
});

test('options of a list lead somewhere when including them does', () => {
  const definition = wizard(options)
    .step('home', { title: 'Home', fields: { kinds: choices('Kinds', kinds) } })
    .step('garden', { title: 'Garden', when: (e) => e.home.kinds.includes('house') })
    .step('floor', { title: 'Floor', when: (e) => e.home.kinds.includes('flat') })
    .complete({ action: 'Send' });
  expect(adviceOn(definition).map(({ message }) => message)).toEqual([expect.stringContaining('"boat"')]);
});

const asked = () =>
  wizard(options)
    .step('you', { title: 'You', fields: { name: text('Name'), nick: text('Nickname') } })
    .step('pet', { title: 'Pet', fields: { has: yesNo('A pet?'), kind: text('Kind') } });

test('a question that the handler leaves out, and nothing else reads, is asked for nothing', () => {
  const definition = asked().complete({
    action: 'Send',
    run: ({ answers }) => void [answers.you.name, answers.pet],
  });
  expect(found(definition)).toEqual([['unused-answer', 'you', 'nick']]);
});

test('a handler that takes the answers whole uses all of them', () => {
  const definition = asked().complete({ action: 'Send', run: ({ answers }) => void { answers } });
  expect(found(definition)).toEqual([]);
});

test('without a handler, or with one that looks at no answers, all are kept and none is unused', () => {
  expect(found(asked().complete({ action: 'Send' }))).toEqual([]);
  expect(found(asked().complete({ action: 'Send', run: ({ reference }) => void reference }))).toEqual([]);
});

test('what the helpers of a view read is shown, and so used', () => {
  const definition = asked()
    .step('hello', { title: 'Hello', helpers: ({ you }) => ({ name: you.nick }) })
    .complete({ action: 'Send', run: ({ answers }) => void [answers.you.name, answers.pet] });
  expect(found(definition)).toEqual([]);
});

test('what a value is worked out from, or a field begins with, is used', () => {
  const by = asked()
    .value('score', integer('Score'), ({ you }) => you.nick.length)
    .complete({ action: 'Send', run: ({ answers }) => void [answers.you.name, answers.pet] });
  expect(found(by)).toEqual([]);
  const begun = asked()
    .step('more', { title: 'More', fields: { call: text('Call') }, initial: { call: (e) => e.you.nick } })
    .complete({ action: 'Send', run: ({ answers }) => void [answers.you.name, answers.pet, answers.more] });
  expect(found(begun)).toEqual([]);
});

test('what a condition or a check reads is used, inside an included part too', () => {
  const part = fragment()
    .step('first', { title: 'First', fields: { low: text('Low'), odd: text('Odd') } })
    .step('second', {
      title: 'Second',
      fields: { high: text('High') },
      check: ({ high }, { earlier }) => (high < earlier.first.low ? { high: 'No' } : undefined),
    });
  const definition = asked()
    .include('range', part)
    .step('more', { title: 'More', when: (e) => e.you.nick.is('x') })
    .complete({ action: 'Send', run: ({ answers }) => void [answers.you.name, answers.pet] });
  expect(found(definition)).toEqual([['unused-answer', 'range/first', 'odd']]);
});

test('an option with which one goes on, where the others lead to exit pages, leads somewhere', () => {
  const definition = wizard(options)
    .step('home', { title: 'Home', fields: { kind: choice('Kind', kinds) } })
    .exit('house', { title: 'House', when: (e) => e.home.kind.is('house') })
    .exit('flat', { title: 'Flat', when: (e) => e.home.kind.is('flat') })
    .complete({ action: 'Send' });
  expect(found(definition)).toEqual([]);
});

test('what no program reads is said only when it is asked for: people may read it', () => {
  const definition = asked().complete({ action: 'Send', run: ({ answers }) => void answers.you.name });
  expect(adviceOn(definition)).toEqual([]);
});

test('a misspelt key of words is found, of the wizard and of a step, and a key of one’s own is not', () => {
  const definition = wizard({ ...options, words: { contineu: 'Next', 'acme.hello': 'Hello' } })
    .step('who', { title: 'Who?', words: { 'required.txt': 'Say it' }, fields: { name: text('Name') } })
    .complete({ action: 'Send' });
  expect(adviceOn(definition)).toEqual([
    expect.objectContaining({ code: 'misspelt-word', call: 'wizard', word: 'contineu', meant: 'continue' }),
    expect.objectContaining({ code: 'misspelt-word', step: 'who', word: 'required.txt' }),
  ]);
});

const witness = fragment().step('who', {
  title: 'Who?',
  fields: { name: text('Full name'), more: yesNo('Is there another?') },
});
const witnesses = () =>
  wizard(options)
    .include('first', witness, { section: 'First' })
    .include('second', witness, { section: 'Second', when: (e) => e.first.who.more.is(true) })
    .include('third', witness, {
      section: 'Third',
      when: (e) => and(e.first.who.more.is(true), e.second.who.more.is(true)),
    });

test('“is there another?” of the last included part, which nobody hears, is found', () => {
  expect(adviceOn(witnesses().complete({ action: 'Send' }))).toEqual([
    expect.objectContaining({
      code: 'unheard-answer',
      step: 'third/who',
      field: 'more',
      message: expect.stringContaining('reads it in "first", "second", and none does here'),
    }),
  ]);
  const heard = witnesses().exit('too-many', { title: 'Too many', when: (e) => e.third.who.more.is(true) });
  expect(found(heard.complete({ action: 'Send' }))).toEqual([]);
});

test('an answer of which another part is read in the last included part is heard', () => {
  const leg = fragment().step('stay', { title: 'Stay', fields: { dates: range('Your stay') } });
  const definition = wizard(options)
    .include('first', leg, { section: 'First' })
    .include('second', leg, { section: 'Second' })
    .exit('early', { title: 'Too early', when: (e) => e.first.stay.dates.from.lt('2027-01-01') })
    .exit('late', { title: 'Too late', when: (e) => e.second.stay.dates.to.gt('2028-01-01') });
  expect(found(definition.complete({ action: 'Send' }))).toEqual([]);
});

test('a choice among the items of a list that may be empty would hold people up', () => {
  const definition = wizard(options)
    .step('family', { title: 'Family', fields: { has: yesNo('Children?') } })
    .repeat('children', { title: 'Children', min: 1, when: (e) => e.family.has.is(true) }, (child) =>
      child.step('about', { title: 'About', fields: { name: text('Name') } }),
    )
    .step('bare', {
      title: 'Bare',
      fields: {
        who: choice(
          'Who?',
          fromGroup((e) => e.children),
        ),
      },
    })
    .step('free', {
      title: 'Free',
      fields: {
        who: choice(
          'Who?',
          fromGroup((e) => e.children),
        ).optional(),
      },
    })
    .step('alike', {
      title: 'Alike',
      when: (e) => e.family.has.is(true),
      fields: {
        who: choice(
          'Who?',
          fromGroup((e) => e.children),
        ),
      },
    })
    .step('counted', {
      title: 'Counted',
      when: (e) => e.children.count.gte(1),
      fields: {
        who: choices(
          'Who?',
          fromGroup((e) => e.children),
        ),
      },
    })
    .complete({ action: 'Send' });
  expect(found(definition).filter(([code]) => code === 'empty-choice')).toEqual([
    ['empty-choice', 'bare', 'who'],
  ]);
});
