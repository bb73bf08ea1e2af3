import { z } from 'zod';
import { links, moment, stamp, step, values, wizard } from './parts.ts';

/** What RFC 9457 wants of every answer from 400 on, beside what the page of its kind has. */
export const problem = {
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
};

/** What holds what was sent, to be sent again with its `stamp`. */
const held = {
  wizard: wizard.optional(),
  step: step.optional(),
  typed: values,
  stamp: stamp.optional(),
  links: links.extend({ self: z.string().optional() }).optional(),
  keptUntil: moment.optional(),
};
const turnedAway = { wizard, location: z.string() };

/** The answers that are nothing but a problem. */
export const problems = {
  expired: z.object({ kind: z.literal('expired'), ...held, undoUntil: moment.optional() }),
  'no-cookies': z.object({ kind: z.literal('no-cookies'), ...held }),
  'too-large': z.object({ kind: z.literal('too-large'), ...held }),
  full: z.object({ kind: z.literal('full'), ...held }),
  unavailable: z.object({ kind: z.literal('unavailable'), ...held }),
  'log-in': z.object({ kind: z.literal('log-in'), ...turnedAway }),
  forbidden: z.object({ kind: z.literal('forbidden'), ...turnedAway }),
  refused: z.object({ kind: z.literal('refused') }),
  'bad-request': z.object({ kind: z.literal('bad-request') }),
  'not-found': z.object({ kind: z.literal('not-found') }),
  unreadable: z.object({ kind: z.literal('unreadable') }),
  error: z.object({ kind: z.literal('error') }),
};
