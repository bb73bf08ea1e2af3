import { z } from 'zod';
import { originSchema } from '../../origin.ts';
import { help, longestMs } from '../../options.ts';
import { calendarShape } from './calendar.ts';
import { timeZoneRule } from '../../time-zone.ts';

const text = z.string('must be a text');
const texts = z.union([text, z.array(text)], { error: 'must be a text or a list of texts' }).optional();
const wordsByKey = z.record(z.string(), text, { error: 'must be an object of texts' }).optional();
const flag = z.boolean('must be true or false').optional();
const milliseconds = z
  .int('must be whole milliseconds')
  .positive('must be above 0')
  .max(longestMs, `must be at most ${longestMs} milliseconds, which is 24 days`)
  .optional();
const count = z.int('must be a whole number').nonnegative('must not be below 0').optional();
const daysRule = 'must be a whole number of days from 1 to 365';
const keptDays = z.int(daysRule).min(1, daysRule).max(365, daysRule);
const runsRule = 'must be a whole number from 2 to 100';
const runs = z.int(runsRule).min(2, runsRule).max(100, runsRule);
const called = z.custom((value) => typeof value === 'function', 'must be a function').optional();
/** An object literal; one with `__proto__: …` in it has another prototype. */
const isPlainObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && isRootOrNone(Object.getPrototypeOf(value));

/** Another realm (a test runner's sandbox) has an Object.prototype of its own, with nothing above it either. */
const isRootOrNone = (prototype: unknown): boolean =>
  prototype === null || Object.getPrototypeOf(prototype) === null;
function fieldsRule(given: unknown): string {
  if (Array.isArray(given)) return 'must be an object of schemas by name, and is a list';
  if (typeof given === 'object' && given !== null && '_zod' in given)
    return 'must be an object of schemas by name, and is a Zod schema: give its .shape, and write what a .refine() of it says as the check of the step';
  return typeof given === 'object' && given !== null
    ? 'must be a plain object of schemas, none of them called __proto__'
    : 'must be an object of schemas by name: { name: text("Full name") }';
}

const originsRule =
  'must be a list of the origins that a visitor can be sent to, such as ["https://pay.example"]';

/** Checked elsewhere, with a message of its own. */
const anything = z.unknown().optional();

const receiptRule =
  'must be what the receipt offers, such as { handOver: handOver(parking, { title: "…" }) }';

const actionRule = 'must be a text, such as "Send application"';

/** The options of `wizard()`, of every call of the chain, by the call's name: what is not here is unknown. */
export const callShapes = {
  wizard: {
    id: anything,
    title: text.optional(),
    version: anything,
    order: z.enum(['line', 'tasks'], 'must be "line" or "tasks"').optional(),
    start: z
      .union([z.literal(false), z.strictObject({ intro: texts, needs: texts })], {
        error: 'must be false or { intro, needs }',
      })
      .optional(),
    progress: flag,
    stepList: flag,
    drafts: flag,
    keepFor: z.strictObject({ days: keptDays }, 'must be a number of days, such as { days: 30 }').optional(),
    several: z
      .union([z.boolean(), z.strictObject({ max: runs.optional(), name: text.optional() })], {
        error: 'must be true, or { max, name }',
      })
      .optional(),
    timeZone: z
      .custom((value) => timeZoneRule(value) === undefined, { error: ({ input }) => timeZoneRule(input) })
      .optional(),
    words: wordsByKey,
    migrate: called,
  },
  step: {
    title: text.optional(),
    intro: texts,
    help: help.optional(),
    fields: z.custom(isPlainObject, { error: ({ input }) => fieldsRule(input) }).optional(),
    when: called,
    show: z.record(z.string(), called, { error: 'must be an object of functions by field' }).optional(),
    offer: z
      .record(
        z.string(),
        z.record(z.string(), called, { error: 'must be an object of functions by option' }),
        {
          error: 'must be an object by field, each an object of functions by option',
        },
      )
      .optional(),
    initial: z.record(z.string(), z.unknown(), { error: 'must be an object by field' }).optional(),
    check: called,
    checkTimeoutMs: milliseconds,
    again: called,
    view: text.optional(),
    helpers: called,
    section: text.optional(),
    words: wordsByKey,
  },
  external: {
    title: text.optional(),
    intro: texts,
    fields: z.custom(isPlainObject, { error: ({ input }) => fieldsRule(input) }).optional(),
    when: called,
    again: called,
    origins: z.array(originSchema, originsRule).min(1, originsRule),
    action: text.optional(),
    begin: z.custom((value) => typeof value === 'function', 'must be a function that gives an address'),
    finish: z.custom((value) => typeof value === 'function', 'must be a function that says how it ended'),
    cancel: called,
    late: called,
    timeoutMs: milliseconds,
    view: text.optional(),
    helpers: called,
    section: text.optional(),
    words: wordsByKey,
  },
  exit: {
    title: text.optional(),
    intro: texts,
    help: help.optional(),
    when: called,
    view: text.optional(),
    helpers: called,
    section: text.optional(),
    words: wordsByKey,
    handOver: anything,
  },
  include: { when: called, section: text.optional() },
  section: { title: text.optional(), when: called },
  repeat: {
    title: text.optional(),
    intro: texts,
    help: help.optional(),
    item: text.optional(),
    add: text.optional(),
    rows: flag,
    min: count,
    max: count,
    when: called,
    view: text.optional(),
    helpers: called,
    section: text.optional(),
    words: wordsByKey,
  },
  value: { when: called, shown: flag },
  complete: {
    action: z.string(actionRule).min(1, actionRule),
    run: called,
    timeoutMs: milliseconds,
    maxAttempts: z.int('must be a whole number').positive('must be above 0').optional(),
    confirmation: text.optional(),
    next: texts,
    declaration: texts,
    receipt: z
      .strictObject({ handOver: anything, calendar: calendarShape.optional(), copyTo: called }, receiptRule)
      .optional(),
  },
} satisfies { readonly [call: string]: { readonly [property: string]: z.ZodType } };

/** What may stand after the pages of `repeat()`. */
export const listShapes = {
  list: {
    check: called,
    checkTimeoutMs: milliseconds,
    totals: z.array(text, 'must be a list of names of fields').optional(),
  },
} satisfies { readonly [call: string]: { readonly [property: string]: z.ZodType } };
