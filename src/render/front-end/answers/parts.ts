import { z } from 'zod';
import type { PageCondition } from '../../pages/page-condition.ts';

/** What several answers have, each described once: OpenAPI names it by its `id`. */
export const parts = z.registry<{ readonly id: string; readonly description?: string }>();

export const words = z.array(z.string());
const moment = z.iso.datetime();

export const wizard = z
  .object({ id: z.string(), title: z.string(), version: z.number() })
  .register(parts, { id: 'Wizard' });

export const issue = z
  .object({
    field: z.string(),
    code: z.string(),
    message: z.string(),
    step: z.string().optional(),
  })
  .register(parts, {
    id: 'Issue',
    description:
      'What is wrong. `field` is empty when it is about the step as a whole; `step` is on other pages than its own.',
  });

export const stamp = z.record(z.string(), z.string()).register(parts, {
  id: 'Stamp',
  description: 'Sent back beside the answers: it tells a stale page from a fresh one.',
});

const help = z.object({ summary: z.string(), html: z.string() });

export const step = z
  .object({
    key: z.string(),
    id: z.string(),
    title: z.string(),
    intro: words,
    introHtml: z.string(),
    help: help.optional(),
    section: z.string().optional(),
    contents: z
      .array(z.object({ name: z.string(), before: z.string().nullable(), text: words, html: z.string() }))
      .optional(),
  })
  .register(parts, {
    id: 'StepDescription',
    description:
      '`key` is its address below the wizard’s; `id` is that without the ids of items, as its author knows it.',
  });

const option = z.object({
  value: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  hintHtml: z.string().optional(),
  image: z.string().optional(),
  exclusive: z.boolean().optional(),
  afterDivider: z.boolean().optional(),
});

/** What authors say of how a field is asked, as it stands in their schemas: of each control what it has. */
const saidByAuthors = {
  autocomplete: z.string().optional(),
  rows: z.number().optional(),
  width: z.number().optional(),
  maxWords: z.number().optional(),
  search: z.boolean().optional(),
  currency: z.string().optional(),
  grouping: z.boolean().optional(),
  picker: z.boolean().optional(),
  after: z.string().optional(),
  before: z.string().optional(),
  notBefore: z.string().optional(),
  notAfter: z.string().optional(),
  first: z.string().optional(),
  last: z.string().optional(),
  minDays: z.number().optional(),
  maxDays: z.number().optional(),
  most: z.number().optional(),
  low: z.string().optional(),
  high: z.string().optional(),
  stars: z.boolean().optional(),
  types: words.optional(),
  maxBytes: z.number().optional(),
  questions: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
};

/** A field: the JSON Schema of its value, and how it is asked. */
export const field = z
  .looseObject({
    title: z.string(),
    control: z.string(),
    type: z.unknown().optional(),
    format: z.string().optional(),
    description: z.string().optional(),
    hintHtml: z.string().optional(),
    labelHtml: z.string().optional(),
    help: help.optional(),
    group: z.object({ heading: z.string(), hintHtml: z.string().optional() }).optional(),
    name: z.string().optional(),
    suffix: z.string().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    enum: z.array(z.unknown()).optional(),
    ...saidByAuthors,
    options: z.array(option).optional(),
    itemsOf: z.string().optional(),
  })
  .register(parts, {
    id: 'Field',
    description: 'The JSON Schema of a value, its label as `title`, and how it is asked.',
  });

export const schema = z
  .object({ type: z.literal('object'), properties: z.record(z.string(), field), required: words })
  .register(parts, { id: 'Fields' });

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const ownAnswer = { field: z.string(), part: z.string().optional() };
const comparison = z.object({
  op: z.enum([
    'eq',
    'ne',
    'gt',
    'gte',
    'lt',
    'lte',
    'in',
    'includesAny',
    'between',
    'includes',
    'matches',
    'answered',
  ]),
  ...ownAnswer,
  value: z.union([scalar, z.object(ownAnswer)]).optional(),
  values: z.array(scalar).optional(),
  low: scalar.optional(),
  high: scalar.optional(),
  pattern: z.string().optional(),
  flags: z.string().optional(),
});
const all = z.object({ op: z.enum(['and', 'or']), of: z.array(z.lazy(() => condition)) });
const not = z.object({ op: z.literal('not'), of: z.lazy(() => condition) });

/** When a field is asked, as data: see docs/front-ends.md. Its type says more exactly which operator has what. */
export const condition: z.ZodType<PageCondition> = z
  .union([z.boolean(), comparison, all, not])
  .register(parts, {
    id: 'Condition',
    description: 'When a field is asked: false, or a comparison of the page’s own values.',
  }) as unknown as z.ZodType<PageCondition>;

export const show = z.record(z.string(), condition);
export const values = z.record(z.string(), z.unknown());
/** What the step's `helpers` made, where it has any. */
export const helpers = z.record(z.string(), z.unknown()).optional();
export const formatted = z.record(z.string(), words);

export const progress = z
  .object({ step: z.number(), of: z.number().optional() })
  .register(parts, { id: 'Progress', description: '`of` is absent while it depends on an answer to come.' });

export const summary = z.array(
  z
    .object({
      heading: z.string().optional(),
      rows: z.array(
        z.object({
          label: z.string(),
          lines: words,
          isEmpty: z.boolean(),
          step: z.string().optional(),
          fields: words,
          links: z.object({ change: z.string().optional() }),
        }),
      ),
      links: z.object({ remove: z.string().optional() }),
    })
    .register(parts, { id: 'SummarySection', description: 'Answers as check-your-answers shows them.' }),
);

/** Ways on to other wizards: with `stamp`, posted to `action`, they take answers along; without, `start` leads there. */
export const handOvers = z.array(
  z
    .object({
      wizard: z.string(),
      title: z.string(),
      textHtml: z.string(),
      action: z.string().optional(),
      stamp: stamp.optional(),
      start: z.string().optional(),
    })
    .register(parts, {
      id: 'HandOver',
      description: 'A way on to another wizard: `stamp` is posted to `action`, or `start` is opened.',
    }),
);

/** Where a front end can go from any page of a wizard. */
export const links = z.object({
  start: z.string(),
  resume: z.string(),
  check: z.string(),
  end: z.string(),
  keep: z.string(),
  tasks: z.string().optional(),
  save: z.string().optional(),
  runs: z.string().optional(),
});
export const stepLinks = links.extend({ self: z.string(), back: z.string().optional() });

const computed = z.object({ label: z.string(), value: z.unknown(), lines: words }).register(parts, {
  id: 'Computed',
  description: 'A value that is worked out from the answers, and how it reads.',
});

/** What every page of a wizard has; `computed` where answers are known. */
export const inWizard = {
  wizard,
  links,
  computed: z.record(z.string(), computed).optional(),
  keptUntil: moment.optional(),
};
export const ofStep = { ...inWizard, step, links: stepLinks };
export { moment };
