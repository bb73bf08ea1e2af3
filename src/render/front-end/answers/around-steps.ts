import { z } from 'zod';
import {
  handOvers,
  inWizard,
  issue,
  links,
  moment,
  stamp,
  step,
  stepLinks,
  summary,
  values,
  wizard,
  words,
} from './parts.ts';

const held = { step: step.optional(), typed: values.optional() };
const answers = z.record(z.string(), values);
const items = z.record(z.string(), words);

const run = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(['open', 'submitted']),
  reference: z.string().optional(),
  submittedAt: moment.optional(),
  changedAt: moment.optional(),
  complete: z.boolean().optional(),
  progress: z
    .object({ step: z.number().optional(), completed: z.number().optional(), of: z.number().optional() })
    .optional(),
  links: z.object({ open: z.string(), end: z.string() }),
});

/** The answers at the other addresses of a wizard, and at the list of wizards. */
export const answersAroundSteps = {
  list: z.object({
    kind: z.literal('list'),
    wizards: z.array(
      wizard.extend({
        status: z.enum(['open', 'saved', 'submitted']).nullable(),
        links: z.object({ start: z.string() }),
      }),
    ),
  }),
  runs: z.object({
    kind: z.literal('runs'),
    wizard,
    runs: z.array(run),
    saved: z.array(z.object({ id: z.string(), savedUntil: moment, links: z.object({ open: z.string() }) })),
    max: z.number().optional(),
    links: z.object({ self: z.string(), another: z.string().optional() }),
    keptUntil: moment.optional(),
  }),
  start: z.object({
    kind: z.literal('start'),
    ...inWizard,
    start: z.union([
      z.literal(false),
      z.object({ intro: words, introHtml: z.string(), needs: words, needsHtml: words }),
    ]),
    inProgress: z.boolean(),
    links: links.extend({ first: z.string() }),
  }),
  check: z.object({
    kind: z.literal('check'),
    ...inWizard,
    answers,
    items,
    summary,
    steps: z.array(step.extend({ links: z.object({ change: z.string() }) })),
    issues: z.array(issue),
    action: z.string(),
    declaration: words,
    declarationHtml: z.string(),
    stamp,
    links: stepLinks.omit({ back: true }),
  }),
  done: z.object({
    kind: z.literal('done'),
    ...inWizard,
    reference: z.string(),
    submission: z.enum(['pending', 'running', 'done', 'rejected', 'failed', 'discarded']),
    submittedAt: moment,
    confirmation: z.string(),
    next: words,
    nextHtml: words,
    answers: answers.nullable(),
    items: items.nullable(),
    summary: summary.nullable(),
    erased: z.boolean(),
    calendar: z.string().nullable(),
    copy: z
      .object({ status: z.enum(['offered', 'sent', 'failed']), action: z.string().optional() })
      .nullable(),
    handOvers,
    links: stepLinks.omit({ back: true }),
  }),
  'in-progress': z.object({ kind: z.literal('in-progress'), ...inWizard }),
  submitted: z.object({
    kind: z.literal('submitted'),
    ...inWizard,
    ...held,
    reference: z.string(),
    links: links.extend({ done: z.string() }),
  }),
  delete: z.object({ kind: z.literal('delete'), ...inWizard }),
  deleted: z.object({ kind: z.literal('deleted'), ...inWizard, undoUntil: moment.nullable() }),
  saved: z.object({ kind: z.literal('saved'), ...inWizard }),
  'saved-run': z.object({
    kind: z.literal('saved-run'),
    ...inWizard,
    ...held,
    reference: z.string(),
    savedUntil: moment,
    link: z.string().nullable(),
    mail: z.enum(['offered', 'sent', 'wrong', 'failed']).optional(),
    stamp: stamp.optional(),
    links: links.extend({
      self: z.string().optional(),
      here: z.string(),
      newLink: z.string(),
      mail: z.string().optional(),
    }),
  }),
  moved: z.object({
    kind: z.literal('moved'),
    ...inWizard,
    ...held,
    movedAt: moment.nullable(),
    links: links.extend({ self: z.string().optional() }),
  }),
  'open-saved': z.object({
    kind: z.literal('open-saved'),
    ...inWizard,
    state: z.enum(['ready', 'taken-here', 'used', 'unknown']),
    savedUntil: moment.optional(),
    movedAt: moment.optional(),
    links: links.extend({ open: z.string().optional(), self: z.string().optional() }),
  }),
};
