import { z } from 'zod';
import {
  formatted,
  handOvers,
  helpers,
  inWizard,
  issue,
  links,
  ofStep,
  progress,
  schema,
  show,
  stamp,
  stepLinks,
  values,
} from './parts.ts';

const asked = { schema, show };
const filled = { values, formatted };
const list = {
  ...ofStep,
  helpers,
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      complete: z.boolean(),
      links: z.object({ change: z.string(), remove: z.string() }),
    }),
  ),
  min: z.number(),
  max: z.number(),
  removed: z.object({ id: z.string(), name: z.string() }).optional(),
  issues: z.array(issue),
  progress,
  stamp,
};

/** The answers at the address of a step, of a list, and of what is done at another site. */
export const answersOfSteps = {
  step: z.object({
    kind: z.literal('step'),
    ...ofStep,
    ...asked,
    ...filled,
    helpers,
    isAskedAgain: z.literal(true).optional(),
    issues: z.array(issue),
    progress,
    stamp,
  }),
  conflict: z.object({
    kind: z.literal('conflict'),
    ...ofStep,
    ...asked,
    typed: values,
    stored: values.nullable(),
    formatted: z.object({ typed: formatted, stored: formatted }),
    stamp,
  }),
  items: z.object({ kind: z.literal('items'), ...list }),
  rows: z.object({
    kind: z.literal('rows'),
    ...list,
    schema,
    rows: z.array(z.object({ id: z.string(), seen: z.string(), show, ...filled, issues: z.array(issue) })),
  }),
  'remove-item': z.object({
    kind: z.literal('remove-item'),
    ...ofStep,
    item: list.items.element,
    stamp,
  }),
  external: z.object({
    kind: z.literal('external'),
    ...ofStep,
    ...asked,
    ...filled,
    helpers,
    isDone: z.boolean(),
    issues: z.array(issue),
    action: z.string(),
    progress,
    stamp,
  }),
  leaving: z.object({ kind: z.literal('leaving'), location: z.string() }),
  returned: z.object({ kind: z.literal('returned'), ...ofStep, stamp }),
  late: z.object({
    kind: z.literal('late'),
    ...ofStep,
    attempt: z.string(),
    told: z.string().nullable(),
  }),
  exit: z.object({
    kind: z.literal('exit'),
    ...ofStep,
    helpers,
    handOvers,
    links: links.extend({ back: stepLinks.shape.back }),
  }),
  tasks: z.object({
    kind: z.literal('tasks'),
    ...inWizard,
    links: stepLinks,
    tasks: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        state: z.enum(['completed', 'in-progress', 'not-started', 'cannot-start']),
        after: z.array(z.string()),
        links: z.object({ open: z.string().optional() }),
      }),
    ),
    progress: z.object({ completed: z.number(), of: z.number() }),
    complete: z.boolean(),
  }),
};
