import { expect, test } from '@jest/globals';
import { z } from 'zod';
import * as stepway from '../../../src/index.ts';
import { viewFinder } from '../../../src/render/html/views.ts';
import { checkDefinition, formatFaults } from '../../../src/definition/check/check.ts';
import type { Chain } from '../../../src/definition/write/builder.ts';
import type { WizardDefinition } from '../../../src/definition/model.ts';

const { and, choice, choices, code, date, fragment, hidden, integer, money, or, text, yesNo } = stepway;

/** The builder as a plain-JavaScript author sees it: nothing is typed. */
interface Untyped {
  step(id: unknown, options?: unknown): Untyped;
  exit(id: unknown, options?: unknown): Untyped;
  include(id: unknown, fragment?: unknown, options?: unknown): Untyped;
  complete(options?: unknown): WizardDefinition;
}
const untyped = (chain: Chain<never, never, unknown, 'wizard' | 'fragment'>) => chain as unknown as Untyped;
const begin = (options: object = {}) =>
  untyped(stepway.wizard({ id: 'w', title: 'W', version: 1, ...options }) as never);
const part = () => untyped(fragment() as never);
const end = (chain: Untyped) => chain.complete({ action: 'Send' });
const a = {
  title: 'A',
  fields: {
    size: choice('Size', { s: 'Small', m: 'Medium', l: 'Large' }),
    age: integer('Age').min(18).max(99),
    day: date('Day'),
    isNew: yesNo('New?'),
    name: text('Name'),
    likes: choices('Likes', { sea: 'Sea', hills: 'Hills' }),
    made: text('Made').transform((value) => value.length),
  },
};
/** A wizard whose second step has the given `when`. */
const when = (condition: unknown) => end(begin().step('a', a).step('b', { title: 'B', when: condition }));
const fields = (given: object) => end(begin().step('a', { title: 'A', fields: given }));
// A plain-JavaScript author's references: every name is there.
// oxlint-disable-next-line typescript/no-explicit-any -- see above
type Any = any;

test.each<[string, WizardDefinition, string]>([
  // Names.
  [
    'an unsafe wizard id',
    end(begin({ id: 'My Form' }).step('a', a)),
    'f: the wizard\'s id "My Form" is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most 64',
  ],
  [
    'a missing title',
    end(begin({ title: undefined }).step('a', a)),
    'f: the wizard has no title; give one: wizard({ id, title: "…", version })',
  ],
  [
    'a version of 0',
    end(begin({ version: 0 }).step('a', a)),
    'f: the version 0 must be a whole number from 1',
  ],
  [
    'a version that is no number',
    end(begin({ version: '1' }).step('a', a)),
    'f: the version "1" must be a whole number from 1',
  ],
  ['no steps', end(begin()), 'f: the wizard has no steps; add one with .step("…", { … })'],
  [
    'a duplicate step id',
    end(begin().step('a', a).step('a', a)),
    'f, step "a": the id "a" is already used; give one of the two another id',
  ],
  [
    'an unsafe step id',
    end(begin().step('A b', a)),
    'f, step "A b": its id is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most 64',
  ],
  [
    'a step id that every object has',
    end(begin().step('constructor', a)),
    'f, step "constructor": its id is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most 64',
  ],
  [
    'a step id that is too long',
    end(begin().step('a'.repeat(65), a)),
    `f, step "${'a'.repeat(65)}": its id is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most 64`,
  ],
  [
    'a reserved id',
    end(begin().step('check', a)),
    'f, step "check": the id "check" is Stepway\'s own (/check); choose another',
  ],
  [
    'a step without a title',
    end(begin().step('a', { fields: a.fields })),
    'f, step "a": has no title; give one: title: "…"',
  ],
  [
    'an unsafe field name',
    fields({ 'first-name': text('First name') }),
    'f, step "a", field "first-name": is not safe as a name: use letters and digits, a letter first, at most 64, and no name that every object has',
  ],
  [
    'a field called prototype',
    fields({ prototype: text('P') }),
    'f, step "a", field "prototype": is not safe as a name: use letters and digits, a letter first, at most 64, and no name that every object has',
  ],
  [
    'a field called __proto__',
    fields(JSON.parse('{"__proto__":1}') as object),
    'f, step "a", field "__proto__": is no Zod schema; use a maker such as text("…"), or a schema with .meta({ label: "…" })',
  ],
  [
    'fields with another prototype',
    fields({ __proto__: { x: text('X') } }),
    'f, step "a": "fields" in the options of step() must be a plain object of schemas, none of them called __proto__',
  ],
  [
    'an empty part',
    end(begin().step('a', a).include('p', part())),
    'f, step "p": the part has no steps; add one to its fragment',
  ],
  [
    'a missing view',
    end(begin().step('a', { ...a, view: 'mine' })),
    'f, step "a": its view "mine" does not exist; looked for views/w/mine.ejs and views/shared/mine.ejs: add one, or take "view" out',
  ],

  // Options.
  [
    'a misspelt property of wizard()',
    end(begin({ progres: true }).step('a', a)),
    'f: unknown property "progres" in the options of wizard(); did you mean "progress"?',
  ],
  [
    'a misspelt property of step()',
    end(begin().step('a', { ...a, feilds: {} })),
    'f, step "a": unknown property "feilds" in the options of step(); did you mean "fields"?',
  ],
  [
    'a misspelt property of complete()',
    begin().step('a', a).complete({ action: 'Send', confirmatoin: 'x' }),
    'f: unknown property "confirmatoin" in the options of complete(); did you mean "confirmation"?',
  ],
  [
    'a misspelt property of the start page',
    end(begin({ start: { need: 'x' } }).step('a', a)),
    'f: unknown property "need" in start of the options of wizard(); did you mean "needs"?',
  ],
  [
    'no action',
    begin().step('a', a).complete({}),
    'f: "action" is missing in the options of complete(); it must be a text, such as "Send application"',
  ],
  [
    'nothing given to complete()',
    begin().step('a', a).complete(),
    'f: "action" is missing in the options of complete(); it must be a text, such as "Send application"',
  ],
  [
    'a run that is no function',
    begin().step('a', a).complete({ action: 'Send', run: 'x' }),
    'f: "run" in the options of complete() must be a function',
  ],
  [
    'a time limit of 0',
    end(begin().step('a', { ...a, checkTimeoutMs: 0 })),
    'f, step "a": "checkTimeoutMs" in the options of step() must be above 0',
  ],
  [
    'a when that is no function',
    when({ op: 'eq' }),
    'f, step "b": "when" in the options of step() must be a function',
  ],
  [
    'an include without a fragment',
    end(begin().step('a', a).include('p', {})),
    'f, step "p": include() needs a fragment as its second argument; start one with fragment(), and let no two files import each other',
  ],
  [
    'fields given to an exit',
    end(
      begin()
        .step('a', a)
        .exit('x', { title: 'X', when: (e: Any) => e.a.isNew.is(true), fields: {} }),
    ),
    'f, step "x": unknown property "fields" in the options of exit(); known: "title", "intro", "help", "when", "view", "helpers", "section", "words", "handOver"',
  ],

  // Fields.
  [
    'a field that is no schema',
    fields({ x: 'text' }),
    'f, step "a", field "x": is no Zod schema; use a maker such as text("…"), or a schema with .meta({ label: "…" })',
  ],
  [
    'a field without a label',
    fields({ x: z.string() }),
    'f, step "a", field "x": has no label; use a maker such as text("…"), or .meta({ label: "…" })',
  ],
  [
    'an empty label',
    fields({ x: text(' ') }),
    'f, step "a", field "x": has no label; use a maker such as text("…"), or .meta({ label: "…" })',
  ],
  [
    'a control that does not fit',
    fields({ x: z.number().meta({ label: 'X', control: 'date' }) }),
    'f, step "a", field "x": control "date" does not fit its schema; use "integer" or "decimal" or "money", or change the schema',
  ],
  [
    'a control that does not exist',
    fields({ x: z.string().meta({ label: 'X', control: 'slider' }) }),
    'f, step "a", field "x": "control" in its meta must be one of text, textarea, email, tel, url, code, integer, decimal, money, year, yesno, radios, select, lookup, country, rating, checkboxes, matrix, consent, month, date, range, time, file, signature, password, hidden',
  ],
  [
    'a z.date()',
    fields({ x: z.date().meta({ label: 'X' }) }),
    'f, step "a", field "x": no control fits z.date(); use date(label) or z.iso.date(), which keep an ISO string',
  ],
  [
    'an object as a field',
    fields({ x: z.object({}).meta({ label: 'X' }) }),
    'f, step "a", field "x": no control asks for an object; give each of its properties a field of its own',
  ],
  [
    'a list of texts',
    fields({ x: z.array(z.string()).meta({ label: 'X' }) }),
    'f, step "a", field "x": no control asks for a list of free values; use choices(label, { … }), or one field for each',
  ],
  [
    'a date and time in one',
    fields({ x: z.iso.datetime().meta({ label: 'X' }) }),
    'f, step "a", field "x": no control asks for an ISO datetime; use date() and time() as two fields',
  ],
  [
    'a z.stringbool()',
    fields({ x: z.stringbool().meta({ label: 'X' }) }),
    'f, step "a", field "x": no control fits z.stringbool(); use yesNo(label) or z.boolean()',
  ],
  [
    'a union of types',
    fields({ x: z.union([z.string(), z.number()]).meta({ label: 'X' }) }),
    'f, step "a", field "x": no control asks for one of several types (string, number); keep one of them, and change it with .transform(…) if you need another',
  ],
  [
    'anything at all',
    fields({ x: z.any().meta({ label: 'X' }) }),
    'f, step "a", field "x": no control fits z.any(), which says nothing of the answer; use one of the makers: text, integer, choice, date, …',
  ],
  [
    'a misspelt option of a maker',
    fields({ x: text('X', { hnit: 'x' } as never) }),
    'f, step "a", field "x": unknown property "hnit" in its options; did you mean "hint"?',
  ],
  [
    'an option of a maker with a wrong type',
    fields({ x: text('X', { hint: 5 } as never) }),
    'f, step "a", field "x": "hint" in its options must be a text',
  ],
  [
    'a message for an unknown fault',
    fields({ x: text('X', { messages: { requird: 'x' } } as never) }),
    'f, step "a", field "x": unknown property "requird" in messages of its options; did you mean "required"?',
  ],
  [
    'a misspelt property of a meta',
    fields({ x: z.string().meta({ label: 'X', hnit: 'x' }) }),
    'f, step "a", field "x": unknown property "hnit" in its meta; did you mean "hint"?',
  ],
  [
    'a limit that is no date',
    fields({ x: date('X', { after: 'tomorrow' }) }),
    'f, step "a", field "x": "after" in its options must be an ISO date such as "2027-01-31", "today", or a day counted from it such as "today - 18 years"',
  ],
  [
    'a currency that is no code',
    fields({ x: money('X', { currency: 'pounds' }) }),
    'f, step "a", field "x": "currency" in its options must be an ISO 4217 code such as "GBP"',
  ],
  [
    'a pattern that is no expression',
    fields({ x: code('X', { pattern: 'A+' } as never) }),
    'f, step "a", field "x": "pattern" in its options must be a regular expression',
  ],
  [
    'a choice without options',
    fields({ x: choice('X', {}) }),
    'f, step "a", field "x": has no options; give at least one',
  ],
  [
    'a choice with options that are none',
    fields({ x: choice('X', 'yes' as never) }),
    'f, step "a", field "x": its options must be an object of labels by value, or a list',
  ],
  [
    'an option that stands twice',
    fields({
      x: choice('X', [
        { value: 'a', label: 'A' },
        { value: 'a', label: 'B' },
      ]),
    }),
    'f, step "a", field "x": option "a" stands twice; give each value once',
  ],
  [
    'an option without a label',
    fields({ x: choice('X', { a: 'A', b: '' }) }),
    'f, step "a", field "x": option "b" needs a label',
  ],
  [
    'an option whose label is left out',
    fields({ x: choice('X', { a: 'A', b: { hint: 'x' } } as never) }),
    'f, step "a", field "x": option "b" needs a label',
  ],
  [
    'a misspelt property of an option',
    fields({ x: choice('X', { a: 'A', b: { label: 'B', hnit: 'x' } } as never) }),
    'f, step "a", field "x": unknown property "hnit" in option "b"; did you mean "hint"?',
  ],
  [
    'options that JavaScript reorders',
    fields({ x: choice('X', { '10': 'Ten', '2': 'Two' }) }),
    'f, step "a", field "x": JavaScript puts number-like options first; give them as a list, in order: [{ value: "10", label: "…" }, …]',
  ],
  [
    'a meta with an option that the schema has not',
    fields({
      x: z.enum(['a']).meta({
        label: 'X',
        options: [
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ],
      }),
    }),
    'f, step "a", field "x": option "b" is not a value of its schema; add it there or take it out',
  ],
  [
    'a meta that leaves an option out',
    fields({ x: z.enum(['a', 'b']).meta({ label: 'X', options: [{ value: 'a', label: 'A' }] }) }),
    'f, step "a", field "x": option "b" needs a label',
  ],
  [
    'a hidden field with nothing in it',
    fields({ x: hidden('X') }),
    'f, step "a", field "x": a hidden field needs a value: give { value: … }, or make it .optional() where the prefill of a host gives it',
  ],

  // Conditions: how they are written.
  [
    'a when that throws',
    when(() => {
      throw new Error('no');
    }),
    'f, step "b": its when threw an error: no',
  ],
  [
    'a when that is async',
    when(async (e: Any) => e.a.isNew.is(true)),
    'f, step "b": its when is async; it must return its condition at once',
  ],
  [
    'a when that returns nothing',
    when(() => undefined),
    'f, step "b": its when returned nothing; it must return one, such as earlier.visit.found.is("no")',
  ],
  [
    'a when that compares with ===',
    when((e: Any) => e.a.size === 's'),
    'f, step "b": its when returned false, not a condition; compare with an operator such as .is(…) or .gt(…) instead of === or >',
  ],
  [
    'a when that returns a reference',
    when((e: Any) => e.a.isNew),
    'f, step "b": its when returned an answer, not a condition; end it with an operator such as .is("…")',
  ],
  [
    'a when with &&',
    when((e: Any) => e.a.size.is('s') && e.a.isNew.is(true)),
    'f, step "b": its when uses "&&"; join the conditions with and(a, b)',
  ],
  [
    'a when with ||',
    when((e: Any) => e.a.size.is('s') || e.a.isNew.is(true)),
    'f, step "b": its when uses "||"; join the conditions with or(a, b)',
  ],
  [
    'a when with ? :',
    when((e: Any) => (e.a.isNew.is(true) ? e.a.size.is('s') : e.a.size.is('m'))),
    'f, step "b": its when uses "? :"; write it with and(a, b), or(a, b) and not(a)',
  ],
  [
    'a when with !',
    when((e: Any) => !e.a.isNew.is(true)),
    'f, step "b": its when uses "!"; turn the condition round with not(a), or use .isNot(…)',
  ],
  [
    'a when as a method with &&',
    end(
      begin()
        .step('a', a)
        .step('b', {
          title: 'B',
          when(e: Any) {
            return e.a.size.is('s') && e.a.isNew.is(true);
          },
        }),
    ),
    'f, step "b": its when uses "&&"; join the conditions with and(a, b)',
  ],
  [
    'a condition that is not returned',
    when((e: Any) => {
      e.a.size.is('s');
      return e.a.isNew.is(true);
    }),
    'f, step "b": its when makes a condition on "a.size" and does not return it; join conditions with and(…) or or(…)',
  ],
  [
    'an operator that does not exist',
    when((e: Any) => e.a.size.equals('s')),
    'f, step "b": "a.size" in its when has no operator "equals"; known: "is", "isNot", "oneOf", "isAnswered", "gt", "gte", "lt", "lte", "between", "includes", "includesAny", "matches"',
  ],
  [
    'a misspelt operator',
    when((e: Any) => e.a.size.isnt('s')),
    'f, step "b": "a.size" in its when has no operator "isnt"; did you mean "isNot"?',
  ],

  // Conditions: what they read.
  ['an unknown step', when((e: Any) => e.aa.size.is('s')), 'f, step "b": unknown step "aa"; known: "a"'],
  [
    'an unknown field',
    when((e: Any) => e.a.siez.is('s')),
    'f, step "b": unknown field "siez" of step "a" in its when; did you mean "size"?',
  ],
  [
    'a step in the place of a field',
    when((e: Any) => e.a.isAnswered()),
    'f, step "b": "a" in its when is a step; name one of its fields: "size", "age", "day", "isNew", "name", "likes", "made"',
  ],
  [
    'the own step',
    when((e: Any) => e.b.size.is('s')),
    'f, step "b": its when reads its own answers; it can read earlier steps only',
  ],
  [
    'a later step',
    end(
      begin()
        .step('b', { title: 'B', when: (e: Any) => e.a.size.is('s') })
        .step('a', a),
    ),
    'f, step "b": its when reads the step "a", which comes later; move that step before this one, or the condition to a later step',
  ],
  [
    'an unknown step in the when of a part of two steps',
    end(
      begin()
        .step('a', a)
        .include('p', part().step('x', a).step('y', a), { when: (e: Any) => e.aa.size.is('s') }),
    ),
    'f, step "p": unknown step "aa"; known: "a"',
  ],
  [
    'a fragment that reads outside',
    end(
      begin()
        .step('a', a)
        .include('p', part().step('x', { title: 'X', when: (e: Any) => e.a.size.is('s') })),
    ),
    'f, step "p/x": its when reads "a", outside its fragment, which sees its own steps only; put the condition on include()',
  ],
  [
    'an unknown step inside a fragment',
    end(
      begin()
        .step('a', a)
        .include(
          'p',
          part()
            .step('one', a)
            .step('x', { title: 'X', when: (e: Any) => e.oen.size.is('s') }),
        ),
    ),
    'f, step "p/x": unknown step "oen"; did you mean "one"?',
  ],
  [
    'a show for an unknown field',
    end(begin().step('a', { ...a, show: { nam: (own: Any) => own.isNew.is(true) } })),
    'f, step "a": its show names an unknown field "nam"; did you mean "name"?',
  ],
  [
    'a show that reads an unknown field',
    end(begin().step('a', { ...a, show: { name: (own: Any) => own.isNw.is(true) } })),
    'f, step "a", field "name": unknown field "isNw" of its own step in its show; did you mean "isNew"?',
  ],
  [
    'a show that reads its own field',
    end(begin().step('a', { ...a, show: { name: (own: Any) => own.name.is('x') } })),
    'f, step "a", field "name": its show reads its own answer; it can read other fields only',
  ],
  [
    'a show that reads an unknown step',
    end(
      begin()
        .step('hotel', { title: 'H' })
        .step('travel', { ...a, show: { name: (_own: Any, e: Any) => e.hotl.x.is('x') } }),
    ),
    'f, step "travel", field "name": unknown step "hotl"; did you mean "hotel"?',
  ],

  // Conditions: what they compare.
  [
    'a value that is no option',
    when((e: Any) => e.a.size.is('xl')),
    'f, step "b": its when compares "a.size" with "xl", which is not one of its options; known: "s", "m", "l"',
  ],
  [
    'a value of a list that is no option',
    when((e: Any) => e.a.likes.includes('see')),
    'f, step "b": its when compares "a.likes" with "see", which is not one of its options; did you mean "sea"?',
  ],
  [
    'a value of the wrong type',
    when((e: Any) => e.a.age.is('18')),
    'f, step "b": its when compares "a.age" with "18", which is no number as its answers are; write a number, without quotes',
  ],
  [
    'yes as the answer to yes or no',
    when((e: Any) => e.a.isNew.is('yes')),
    'f, step "b": its when compares "a.isNew" with "yes", which is no boolean as its answers are; write true or false, without quotes',
  ],
  [
    'a number outside the limits',
    when((e: Any) => e.a.age.is(5)),
    'f, step "b": its when compares "a.age" with 5, which its schema does not accept',
  ],
  [
    'a date that does not exist',
    when((e: Any) => e.a.day.gt('2027-02-30')),
    'f, step "b": its when compares "a.day" with "2027-02-30", which is no ISO date such as "2027-01-31"',
  ],
  [
    'an order where there is none',
    when((e: Any) => e.a.size.gt('s')),
    'f, step "b": its when compares "a.size" with gt, which does not fit; what fits is is, isNot, oneOf, isAnswered, matches',
  ],
  [
    'a list compared as a whole',
    when((e: Any) => e.a.likes.is('sea')),
    'f, step "b": its when compares "a.likes" with is, which does not fit; what fits is isAnswered, includes, includesAny',
  ],
  [
    'a schema that changes its type',
    when((e: Any) => e.a.made.is('x')),
    'f, step "b": its when compares "a.made" with is, which does not fit; its schema changes the type, so only isAnswered fits',
  ],
  [
    'a range the wrong way round',
    when((e: Any) => e.a.age.between(60, 20)),
    'f, step "b": its when compares "a.age" with between, the higher end first; turn them round',
  ],
  [
    'oneOf without a value',
    when((e: Any) => e.a.size.oneOf()),
    'f, step "b": its when compares "a.size" with oneOf and no value; give at least one',
  ],

  // Reach.
  [
    'a contradiction of options',
    when((e: Any) => and(e.a.size.is('s'), e.a.size.is('m'))),
    'f, step "b": can never be reached: no answers make its when hold; change the condition, or take it out',
  ],
  [
    'every option excluded',
    when((e: Any) => and(e.a.size.isNot('s'), e.a.size.isNot('m'), e.a.size.isNot('l'))),
    'f, step "b": can never be reached: no answers make its when hold; change the condition, or take it out',
  ],
  [
    'an empty interval',
    when((e: Any) => and(e.a.age.gt(30), e.a.age.lt(31))),
    'f, step "b": can never be reached: no answers make its when hold; change the condition, or take it out',
  ],
  [
    'a number beyond its limits',
    when((e: Any) => e.a.age.gt(99)),
    'f, step "b": can never be reached: no answers make its when hold; change the condition, or take it out',
  ],
  [
    'an empty interval of dates',
    when((e: Any) => and(e.a.day.gt('2027-05-02'), e.a.day.lt('2027-05-02'))),
    'f, step "b": can never be reached: no answers make its when hold; change the condition, or take it out',
  ],
  [
    'a contradiction through a closed branch',
    end(
      begin()
        .step('a', a)
        .step('b', { title: 'B', when: (e: Any) => e.a.size.is('s'), fields: { ok: yesNo('Ok?') } })
        .step('c', { title: 'C', when: (e: Any) => and(e.b.ok.is(true), e.a.size.is('m')) }),
    ),
    'f, step "c": can never be reached: no answers make its when hold; change the condition, or take it out',
  ],
  [
    'an exit without a when',
    end(begin().step('a', a).exit('x', { title: 'X' }).step('b', { title: 'B' })),
    'f, step "x": is an exit that every visitor reaches, so nobody can finish; give it a when',
  ],
  [
    'an exit that everybody takes',
    end(
      begin()
        .step('a', a)
        .exit('x', { title: 'X', when: (e: Any) => or(e.a.isNew.is(true), e.a.isNew.is(false)) })
        .step('b', { title: 'B' }),
    ),
    'f: the wizard cannot be finished: every way ends at an exit page; narrow the when of an exit',
  ],
  [
    'a step that only those who left would see',
    end(
      begin()
        .step('a', a)
        .exit('x', { title: 'X', when: (e: Any) => e.a.isNew.is(true) })
        .step('b', { title: 'B', when: (e: Any) => e.a.isNew.is(true) }),
    ),
    'f, step "b": can never be reached: every way to it ends at an exit page; narrow the when of the exit',
  ],
])('%s gives exactly one clear message', (_name, definition, message) => {
  const faults = checkDefinition(definition, { lookForView: viewFinder([]) });
  expect(formatFaults('f', faults)).toBe(message);
});

test('a definition with every sound kind of condition has no faults', () => {
  const definition = end(
    begin()
      .step('a', a)
      .step('b', {
        title: 'B',
        fields: { note: text('Note').optional() },
        when: (e: Any) =>
          and(
            or(e.a.size.oneOf('s', 'm'), stepway.not(e.a.age.between(20, 30))),
            e.a.day.gte('2027-01-01'),
            e.a.name.is('x'),
            e.a.likes.includes('sea'),
            e.a.made.isAnswered(),
          ),
      })
      .step('c', { title: 'C', when: (e: Any) => stepway.not(e.b.note.isAnswered()) })
      .exit('x', { title: 'X', when: (e: Any) => e.a.age.lt(21) }),
  );
  expect(checkDefinition(definition)).toEqual([]);
});

test('all faults of a definition are reported together', () => {
  const definition = begin({ title: '', version: 0 })
    .step('check', { fields: { x: z.string() } })
    .step('b', { title: 'B', when: (e: Any) => e.c.x.is('y') })
    .complete({});
  expect(checkDefinition(definition).map(({ code: found }) => found)).toEqual([
    'no-label',
    'wrong-option',
    'no-title',
    'wrong-version',
    'reserved-id',
    'no-title',
    'unknown-step',
  ]);
});

test('the builder never throws, whatever it is given', () => {
  for (const odd of [undefined, null, 5, 'x', [], {}, () => undefined, Symbol('odd')]) {
    const chain = stepway.wizard(odd as never) as unknown as Untyped;
    const definition = chain.step(odd, odd).exit(odd, odd).include(odd, odd, odd).complete(odd);
    expect(checkDefinition(definition).length).toBeGreaterThan(0);
  }
});

test('a search that would take too long counts as reachable', () => {
  const many = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`f${index}`, integer(`Field ${index}`)]),
  );
  const definition = end(
    begin()
      .step('a', { title: 'A', fields: many })
      .step('b', {
        title: 'B',
        when: (e: Any) =>
          and(
            ...(Object.keys(many).map((name) => or(e.a[name].gt(5), e.a[name].lt(3))) as [Any, Any]),
            e.a.f0.is(4),
          ),
      }),
  );
  expect(checkDefinition(definition)).toEqual([]);
});
