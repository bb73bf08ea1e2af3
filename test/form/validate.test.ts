import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { core, z } from 'zod';
import type { Control } from '../../src/controls/all.ts';
import type { Json } from '../../src/definition/answers.ts';
import type { Field, FieldMeta } from '../../src/definition/field.ts';
import type { StepCheck } from '../../src/definition/model.ts';
import { normalise } from '../../src/form/read.ts';
import { outputsOf, stillFits, validate, validateAll } from '../../src/form/validate.ts';
import type { ValidationContext } from '../../src/form/validation-context.ts';
import { walk } from '../../src/flow/walk.ts';
import { wordIssue } from '../../src/form/issue.ts';
import { english } from '../../src/language/language.ts';
import { definitionOf, stepAt } from '../support/definition.ts';
import { everyControl, field, step, stepPlace } from '../support/fields.ts';

const now = new Date(2026, 2, 15, 12);
const context: ValidationContext = {
  earlier: () => ({ live: {} }),
  now,
  today: '2026-03-15',
  services: undefined,
  context: () => undefined,
  signal: () => new AbortController().signal,
};

/** The issues of one field as `code: message`, or the values when all is well. */
async function judge(
  control: Control,
  schema: z.ZodType,
  value: Json | undefined,
  meta: Partial<FieldMeta> = {},
): Promise<string> {
  const here = stepPlace([field('it', control, schema, { meta: { label: 'Email address', ...meta } })]);
  const validated = await validate(here, { it: value }, context);
  if (validated.ok) return 'fine';
  expect(validated.issues).toHaveLength(1);
  const { code, message } = wordIssue(validated.issues[0]!, here.step, english);
  return `${code}: ${message}`;
}

const arrival = { label: 'Arrival date' };
const guests = { label: 'Number of guests' };
const unreal = { day: '31', month: '2', year: '2026' };

const faults: readonly [
  said: string,
  control: Control,
  schema: z.ZodType,
  value: Json | undefined,
  meta?: Partial<FieldMeta>,
][] = [
  ['required: Enter your email address', 'email', z.email(), undefined],
  ['required: Enter your email address', 'email', z.email(), ''],
  [
    'invalid: Enter your email address in the correct format, like name@example.com',
    'email',
    z.email(),
    'ann',
  ],
  ['fine', 'email', z.email(), 'ann@example.com'],
  ['required: What happened? – Enter an answer', 'text', z.string(), undefined, { label: 'What happened?' }],
  ['required: Tell us more – Enter an answer', 'text', z.string(), undefined, { label: 'Tell us more' }],
  [
    'required: When did you arrive? – Enter an answer',
    'text',
    z.string(),
    undefined,
    { label: 'When did you arrive?' },
  ],
  [
    'required: What is your name and where do you live? – Enter an answer',
    'text',
    z.string(),
    undefined,
    { label: 'What is your name and where do you live?' },
  ],
  [
    'required: Enter your date of birth',
    'text',
    z.string(),
    undefined,
    { label: 'What is your date of birth?' },
  ],
  [
    'tooLong: The name of your school must be 2 characters or fewer',
    'text',
    z.string().max(2),
    'abc',
    { label: 'What is the name of your school? (in full)' },
  ],
  [
    'required: Enter what you were looking for',
    'textarea',
    z.string(),
    undefined,
    { label: 'What were you looking for?' },
  ],
  [
    'required: Enter how many guests you expect',
    'integer',
    z.int(),
    undefined,
    { label: 'How many guests do you expect?' },
  ],
  [
    'invalid: How many guests do you expect? – Your answer must be a whole number, like 30',
    'integer',
    z.int(),
    'many',
    { label: 'How many guests do you expect?' },
  ],
  [
    'required: How many guests? – Enter a number',
    'integer',
    z.int(),
    undefined,
    { label: 'How many guests?' },
  ],
  ['required: Enter the number of guests', 'integer', z.int(), undefined, guests],
  ['required: Enter your UK postcode', 'code', z.string(), undefined, { label: 'UK postcode' }],
  ['required: Enter your name', 'text', z.string(), undefined, { label: 'Your name' }],
  [
    'required: Enter the name on the card',
    'text',
    z.string(),
    undefined,
    { label: 'X', name: 'the name on the card' },
  ],
  ['required: Enter your pet’s name', 'text', z.string(), undefined, { label: 'Pet’s name (optional)' }],
  ['tooLong: Email address must be 5 characters or fewer', 'text', z.string().max(5), 'abcdef'],
  [
    'tooLong: Why? – Your answer must be 1,000 characters or fewer',
    'textarea',
    z.string().max(1000),
    'a'.repeat(1001),
    { label: 'Why?' },
  ],
  ['tooShort: Email address must be 5 characters or more', 'text', z.string().min(5), 'abc'],
  ['tooShort: Email address must be 5 characters', 'text', z.string().length(5), 'abc'],
  ['invalid: Number of guests must be a whole number, like 30', 'integer', z.int(), 1.5, guests],
  ['invalid: Number of guests must be a whole number, like 30', 'integer', z.int(), 'two', guests],
  ['tooSmall: Number of guests must be 1 or more', 'integer', z.int().min(1), 0, guests],
  ['tooSmall: Number of guests must be more than 0', 'integer', z.int().positive(), 0, guests],
  ['tooBig: Number of guests must be 1,000 or less', 'integer', z.int().max(1000), 1001, guests],
  ['tooBig: Fee must be £10 or less', 'money', z.number().max(10), 11, { label: 'Fee', currency: 'GBP' }],
  [
    'invalid: Fee must have 2 decimal places or fewer',
    'money',
    z.number().multipleOf(0.01),
    1.555,
    { label: 'Fee' },
  ],
  ['invalid: Fee must be a multiple of 5', 'integer', z.int().multipleOf(5), 7, { label: 'Fee' }],
  ['required: Select your country', 'select', z.enum(['fr', 'gb']), undefined, { label: 'Country' }],
  [
    'required: Who is coming? – Select an option',
    'radios',
    z.enum(['fr', 'gb']),
    undefined,
    { label: 'Who is coming?' },
  ],
  ['required: Select where you live', 'radios', z.enum(['fr']), undefined, { label: 'Where do you live?' }],
  [
    'invalid: Where do you live? – Select an option from the list',
    'radios',
    z.enum(['a']),
    'b',
    { label: 'Where do you live?' },
  ],
  ['invalid: Select your country from the list', 'select', z.enum(['fr', 'gb']), 'de', { label: 'Country' }],
  [
    'required: Which? – Select at least one option',
    'checkboxes',
    z.array(z.enum(['a'])).min(1),
    [],
    { label: 'Which?' },
  ],
  [
    'tooShort: Which? – Select at least 2 options',
    'checkboxes',
    z.array(z.string()).min(2),
    ['a'],
    { label: 'Which?' },
  ],
  [
    'tooLong: Which? – Select only 1 option',
    'checkboxes',
    z.array(z.string()).max(1),
    ['a', 'b'],
    { label: 'Which?' },
  ],
  [
    'invalid: Which? – Select only options from the list',
    'checkboxes',
    z.array(z.enum(['a'])),
    ['b'],
    { label: 'Which?' },
  ],
  [
    'required: Select yes if you have a visa',
    'yesno',
    z.boolean(),
    undefined,
    { label: 'Do you have a visa?' },
  ],
  ['required: Select yes if you have paid', 'yesno', z.boolean(), undefined, { label: 'Have you paid?' }],
  ['required: Did you pay? – Select yes or no', 'yesno', z.boolean(), undefined, { label: 'Did you pay?' }],
  [
    'required: Will your firm pay? – Select yes or no',
    'yesno',
    z.boolean(),
    undefined,
    { label: 'Will your firm pay?', name: 'your firm' },
  ],
  [
    'required: Tick the box to agree to the terms',
    'consent',
    z.literal(true),
    undefined,
    { label: 'Terms', name: 'agree to the terms' },
  ],
  ['required: I agree – Tick the box to continue', 'consent', z.literal(true), false, { label: 'I agree' }],
  ['required: Enter your arrival date', 'date', z.iso.date(), undefined, arrival],
  [
    'invalid: Arrival date must be a real date: February 2026 has 28 days',
    'date',
    z.iso.date(),
    unreal,
    arrival,
  ],
  [
    'invalid: Arrival date must be a real date: February 2028 has 29 days',
    'date',
    z.iso.date(),
    '2028-02-30',
    arrival,
  ],
  ['invalid: Arrival date must be a real date, like 27 3 2026', 'date', z.iso.date(), 'soon', arrival],
  ['invalid: Arrival date must be a real date: February 2026 has 28 days', 'date', z.any(), unreal, arrival],
  [
    'invalid: Arrival date must have a month from 1 to 12',
    'date',
    z.iso.date(),
    { day: '1', month: '13', year: '2027' },
    arrival,
  ],
  [
    'invalid: Arrival date must have a day from 1 to 31',
    'date',
    z.iso.date(),
    { day: '32', month: 'Mar', year: '2027' },
    arrival,
  ],
  [
    'invalid: Arrival date must be a real date, like 27 3 2026',
    'date',
    z.iso.date(),
    { day: '1', month: '13', year: '27' },
    arrival,
  ],
  [
    'invalid: Arrival date must include a year',
    'date',
    z.iso.date(),
    { day: '1', month: '2', year: '' },
    arrival,
  ],
  [
    'invalid: Arrival date must include a day and a year',
    'date',
    z.iso.date(),
    { day: '', month: '2', year: '' },
    arrival,
  ],
  [
    'invalid: Arrival date must include a year with 4 digits, like 2026',
    'date',
    z.iso.date(),
    { day: '1', month: '2', year: '26' },
    arrival,
  ],
  [
    'tooEarly: Arrival date must be after today',
    'date',
    z.iso.date(),
    '2026-03-15',
    { ...arrival, after: 'today' },
  ],
  ['fine', 'date', z.iso.date(), '2026-03-16', { ...arrival, after: 'today' }],
  [
    'tooEarly: Arrival date must be today or later',
    'date',
    z.iso.date(),
    '2026-03-14',
    { ...arrival, notBefore: 'today' },
  ],
  [
    'tooLate: Arrival date must be before 1 April 2026',
    'date',
    z.iso.date(),
    '2026-04-01',
    { ...arrival, before: '2026-04-01' },
  ],
  [
    'tooLate: Arrival date must be the same as or before 1 April 2026',
    'date',
    z.iso.date(),
    '2026-04-02',
    { ...arrival, notAfter: '2026-04-01' },
  ],
  ['fine', 'date', z.iso.date(), '2026-04-01', { ...arrival, notAfter: '2026-04-01' }],
  ['invalid: Start must be a time, like 9:30am or 14:00', 'time', z.iso.time(), '25:00', { label: 'Start' }],
  [
    'invalid: When? – The time must be a time, like 9:30am or 14:00',
    'time',
    z.iso.time(),
    '25:00',
    { label: 'When?' },
  ],
  ['invalid: Mine', 'email', z.email('Mine'), 'ann', { messages: { invalid: 'Not mine' } }],
  ['required: Mine', 'email', z.email(), undefined, { messages: { required: 'Mine' } }],
  ['tooEarly: Mine', 'date', z.iso.date(), '2026-03-15', { after: 'today', messages: { tooEarly: 'Mine' } }],
  ['required: Tell us', 'text', z.string().min(1, 'Tell us'), undefined],
  ['required: Tell us', 'text', z.string('Tell us').min(1, 'Other'), undefined],
  ['required: Mine', 'text', z.string().min(1, 'Tell us'), undefined, { messages: { required: 'Mine' } }],
  [
    'invalid: Email address is taken',
    'text',
    z.string().refine(async () => false, 'Email address is taken'),
    'ann',
  ],
];

test.each(faults)('says "%s" of a %s', async (...row) => {
  const [said, control, schema, value, meta] = row;
  expect(await judge(control, schema, value, meta)).toBe(said);
});

test('a text whose schema names no limit has one all the same, unless its author gives another', async () => {
  const [line, lines] = ['x'.repeat(2_001), 'x'.repeat(20_001)];
  expect(await judge('text', z.string(), line.slice(1))).toBe('fine');
  expect(await judge('text', z.string(), line)).toContain('tooLong: ');
  expect(await judge('text', z.string(), line)).toContain('2,000');
  const own = stepPlace([field('it', 'text', z.string().max(5_000), { maxLength: 5_000 })]);
  expect(await validate(own, { it: line }, context)).toMatchObject({ ok: true });
  expect(await judge('textarea', z.string(), line)).toBe('fine');
  expect(await judge('textarea', z.string(), lines)).toContain('20,000');
  expect(await judge('text', z.string(), line, { messages: { tooLong: 'Shorter!' } })).toBe(
    'tooLong: Shorter!',
  );
});

test('a faulty date names its faulty parts', async () => {
  const here = stepPlace([field('it', 'date', z.iso.date())]);
  const partsOf = async (day: string, month: string, year: string): Promise<unknown> => {
    const validated = await validate(here, normalise(here.step, { it: { day, month, year } }), context);
    return validated.ok ? undefined : validated.issues[0]!.parts;
  };
  expect(await partsOf('31', '2', '2026')).toEqual(['day']);
  expect(await partsOf('1', '13', '2026')).toEqual(['month']);
  expect(await partsOf('', '2', '')).toEqual(['day', 'year']);
  expect(await partsOf('1', '2', '26')).toEqual(['year']);
  expect(await partsOf('x', '2', '26')).toEqual(['day', 'year']);
});

test('valid values are given as stored inputs and as outputs', async () => {
  const here = stepPlace([
    field('age', 'integer', z.int()),
    field(
      'name',
      'text',
      z.string().transform((name) => name.length),
    ),
    field('colour', 'text', z.string().default('red')),
    field('note', 'text', z.string().optional()),
  ]);
  expect(await validate(here, { age: 3, name: 'Ann', stranger: 1 }, context)).toEqual({
    ok: true,
    answers: { age: 3, name: 'Ann' },
    values: { age: 3, name: 3, colour: 'red' },
  });
});

test('issues come in the order of the fields, one a field', async () => {
  const here = stepPlace([field('b', 'email', z.email().min(9)), field('a', 'text', z.string())]);
  const validated = await validate(here, { b: 'x' }, context);
  expect(validated).toMatchObject({ ok: false, issues: [{ field: 'b', code: 'invalid' }, { field: 'a' }] });
});

test('what is wrong is a code with its values, and no sentence', async () => {
  const here = stepPlace([
    field('fee', 'money', z.number().max(10), { meta: { label: 'Fee', currency: 'GBP' } }),
    field('on', 'date', z.iso.date(), { meta: { label: 'Day', after: '2026-04-01' } }),
  ]);
  expect(await validate(here, { fee: 11, on: '2026-04-01' }, context)).toEqual({
    ok: false,
    issues: [
      {
        field: 'fee',
        code: 'tooBig',
        fault: { key: 'tooBig', values: { limit: { amount: 10, currency: 'GBP' } } },
      },
      {
        field: 'on',
        parts: ['day', 'month', 'year'],
        code: 'tooEarly',
        fault: { key: 'tooEarly.after', values: { limit: { date: '2026-04-01' } } },
      },
    ],
  });
});

const fruit = field('fruit', 'radios', z.enum(['apple', 'other']));
const other = field('other', 'text', z.string(), {
  show: { op: 'eq', ref: ['here', 'fruit'], value: 'other' },
});

test('a field that is not shown is dropped and not asked for', async () => {
  expect(await validate(stepPlace([fruit, other]), { fruit: 'apple', other: 'pear' }, context)).toEqual({
    ok: true,
    answers: { fruit: 'apple' },
    values: { fruit: 'apple' },
  });
});

test('a field that is shown is asked for', async () => {
  expect(await validate(stepPlace([fruit, other]), { fruit: 'other' }, context)).toMatchObject({
    ok: false,
    issues: [{ field: 'other', code: 'required' }],
  });
});

test('a field can be shown by an earlier step, and hides what depends on it', async () => {
  const first = field('first', 'text', z.string(), {
    show: { op: 'eq', ref: ['before', 'on'], value: true },
  });
  const second = field('second', 'text', z.string(), { show: { op: 'answered', ref: ['here', 'first'] } });
  const before = step([field('on', 'yesno', z.boolean())], { id: 'before' });
  const here = stepAt(definitionOf([before, step([first, second])]), 'here');
  const typed = { first: 'a', second: 'b' };
  const earlier = () => ({ live: { before: { on: true } } });
  expect(await validate(here, typed, { ...context, earlier })).toMatchObject({
    answers: typed,
  });
  expect(await validate(here, typed, context)).toMatchObject({ answers: {} });
});

test('a step without fields is always fine', async () => {
  expect(await validate(stepPlace([]), {}, context)).toEqual({ ok: true, answers: {}, values: {} });
});

/** The schema of a choice whose options are loaded takes any text: what is not among them is refused beside it. */
function isRefused({ schema, meta, options }: Field, json: Json): boolean {
  if (!core.safeParse(schema, json).success) return true;
  return meta.source !== undefined && !options.some(({ value }) => value === json);
}

test('nothing that a schema or the loaded options refuse is accepted, and all else is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...everyControl), fc.jsonValue(), async (each, value) => {
      const json = value as Json;
      const validated = await validate(stepPlace([each]), { [each.name]: json }, context);
      if (isRefused(each, json))
        expect(validated).toMatchObject({ ok: false, issues: [{ field: each.name }] });
      else expect(validated).toMatchObject({ ok: true, answers: { [each.name]: json } });
    }),
    { numRuns: 500 },
  );
});

const checked = (check: StepCheck, more = {}) =>
  stepPlace([field('a', 'text', z.string()), field('b', 'text', z.string())], { check, ...more });
const fine = { a: '1', b: '2' };

test('a check runs when every field is valid, with nested earlier answers', async () => {
  const seen: unknown[] = [];
  const here = checked((values, { earlier, services, now: at }) => {
    seen.push(values, earlier, services, at);
  });
  const live = { 'person/name': { first: 'Ann' }, visit: { found: 'yes' } };
  expect(await validate(here, fine, { ...context, earlier: () => ({ live }), services: 'db' })).toMatchObject(
    {
      ok: true,
    },
  );
  expect(seen).toEqual([fine, { person: { name: { first: 'Ann' } }, visit: { found: 'yes' } }, 'db', now]);
  await validate(here, { a: '1' }, context);
  expect(seen).toHaveLength(4);
});

test('messages of a check become issues, the step first, then in field order', async () => {
  const here = checked(async () => ({ b: 'B', a: 'A', '': 'All' }));
  expect(await validate(here, fine, context)).toEqual({
    ok: false,
    issues: [
      { field: '', code: 'check', message: 'All' },
      { field: 'a', code: 'check', message: 'A' },
      { field: 'b', code: 'check', message: 'B' },
    ],
  });
});

test('a check cannot change the answers that are stored', async () => {
  const here = checked((values) => {
    (values as Record<string, string>)['a'] = 'changed';
  });
  await expect(validate(here, fine, context)).rejects.toThrow(TypeError);
});

test('a message for an unknown field is an error of the author', async () => {
  await expect(
    validate(
      checked(() => ({ c: 'C' })),
      fine,
      context,
    ),
  ).rejects.toMatchObject({ code: 'DEFINITION_INVALID' });
});

test.each([
  ['Too late', 'its check returned a text; return messages by field'],
  [['Too late'], 'its check returned a list;'],
  [false, 'its check returned false;'],
  [5, 'its check returned a number;'],
  [new Error('Too late'), 'its check returned an error;'],
  [new Map([['a', 'Too late']]), 'its check returned an object;'],
  [
    { a: ['Too late'] },
    'field "a": its check returned a list as the message; return a text, of a list its first (messages.a?.[0])',
  ],
  [{ a: [] }, 'field "a": its check returned a list as the message'],
  [{ b: 5 }, 'field "b": its check returned a number as the message; return a text'],
  [{ a: true }, 'field "a": its check returned true as the message'],
  [{ a: { a: 'Too late' } }, 'field "a": its check returned an object as the message'],
  [{ '': ['Too late'] }, 'its check returned a list as the message'],
])('what a check returns that is no texts by field is an error of the author: %j', async (returned, said) => {
  const here = checked((() => returned) as never);
  await expect(validate(here, fine, context)).rejects.toMatchObject({
    code: 'DEFINITION_INVALID',
    message: expect.stringContaining(said),
  });
});

test.each([undefined, null, {}, { a: undefined }, { a: null }, { a: false }, { a: '' }])(
  'a check that has nothing to say accepts the answers: %j',
  async (returned) => {
    const here = checked((() => returned) as never);
    expect(await validate(here, fine, context)).toMatchObject({ ok: true });
  },
);

test('an error that a check throws is thrown on', async () => {
  const broken = checked(() => {
    throw new Error('no database');
  });
  await expect(validate(broken, fine, context)).rejects.toThrow('no database');
});

test('a check that hangs is aborted at its time limit, and its late rejection is dropped', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  let lateRejection: Promise<void> | undefined;
  const here = checked(
    (_values, { signal }) =>
      new Promise((_resolve, reject) => {
        lateRejection = new Promise((done) => {
          signal.addEventListener('abort', () => {
            setImmediate(() => {
              reject(new Error('late'));
              setImmediate(done);
            });
          });
        });
      }),
    { checkTimeoutMs: 5 },
  );
  await expect(validate(here, fine, context)).rejects.toMatchObject({ code: 'CHECK_TIMEOUT' });
  await lateRejection;
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

test('a check is aborted with the request', async () => {
  const request = new AbortController();
  const here = checked(() => {
    request.abort(new Error('gone'));
    return new Promise(() => undefined);
  });
  await expect(validate(here, fine, { ...context, signal: () => request.signal })).rejects.toMatchObject({
    code: 'CHECK_TIMEOUT',
  });
});

const answersOfPath = { one: { a: 1 }, two: { a: 2 }, three: { a: 3 } };

test('the whole path is validated again, each step with the earlier ones only', async () => {
  const seen: unknown[] = [];
  const check: StepCheck = (_values, { earlier }) => void seen.push(earlier);
  const oneMore = z.int().transform((n) => n + 1);
  const definition = definitionOf(
    ['one', 'two', 'three'].map((id) => step([field('a', 'integer', oneMore)], { id, check })),
  );
  expect(await validateAll(walk(definition, answersOfPath), context)).toEqual({
    ok: true,
    values: { one: { a: 2 }, two: { a: 3 }, three: { a: 4 } },
  });
  expect(seen).toEqual([{}, { one: { a: 1 } }, { one: { a: 1 }, two: { a: 2 } }]);
});

test('the signal of the request is asked for by steps with a check, and by no others', async () => {
  let asked = 0;
  const counting = {
    ...context,
    signal: () => {
      asked += 1;
      return new AbortController().signal;
    },
  };
  const checks: readonly (StepCheck | undefined)[] = [undefined, () => undefined, undefined];
  const steps = ['one', 'two', 'three'].map((id, index) =>
    step([field('a', 'integer', z.int())], { id, check: checks[index] }),
  );
  expect(await validateAll(walk(definitionOf(steps), answersOfPath), counting)).toMatchObject({ ok: true });
  expect(asked).toBe(1);
});

test('the first step that fails ends the validation of the path', async () => {
  const definition = definitionOf(
    ['one', 'two', 'three'].map((id) => step([field('a', 'integer', z.int().max(1))], { id })),
  );
  const result = await validateAll(walk(definition, answersOfPath), context);
  expect(result).toMatchObject({
    ok: false,
    place: { key: 'two' },
    issues: [{ field: 'a', code: 'tooBig' }],
  });
});

test('stored answers still fit when every field that is asked still takes its value', async () => {
  const here = stepPlace([fruit, other]);
  expect(await stillFits(here, { fruit: 'apple', gone: 1 })).toBe(true);
  expect(await stillFits(here, { fruit: 'pear' })).toBe(false);
  expect(await stillFits(here, { fruit: 'other' })).toBe(false);
});

test('outputs of stored answers are what the schemas make of them', async () => {
  const here = stepPlace([
    field(
      'a',
      'text',
      z.string().transform((text) => text.length),
    ),
    fruit,
  ]);
  expect(await outputsOf(here, { a: 'abc', fruit: 'apple' })).toEqual({ a: 3, fruit: 'apple' });
  expect(await outputsOf(here, { a: 'abc' })).toBeUndefined();
});

test('a schema that never answers ends at the time limit too', async () => {
  const hanging = z.string().refine(() => new Promise(() => undefined));
  const here = stepPlace([field('a', 'text', hanging, { required: true })], { checkTimeoutMs: 5 });
  await expect(validate(here, { a: 'x' }, context)).rejects.toMatchObject({ code: 'CHECK_TIMEOUT' });
});
