import { z } from 'zod';
import type { Lifetime } from '../completion/storage.ts';
import { longestMs } from '../options.ts';

/** What may be set for the sessions of any backend. */
export interface SessionOptions extends Partial<Lifetime> {
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
}

/** Idle 30 minutes, absolute 24 hours: WCAG 2.2.1 exempts limits of more than 20 hours. */
export const defaultLifetime: Lifetime = { idleMs: 30 * 60_000, absoluteMs: 24 * 3_600_000 };

/** Browsers keep no cookie for longer than 400 days. */
const longestLifeMs = 400 * 24 * 3_600_000;
const isWithin = (value: unknown, max: number): boolean =>
  typeof value === 'number' && value > 0 && value <= max;

const milliseconds = z.custom(
  (value) => isWithin(value, longestLifeMs),
  'must be a number of milliseconds above 0 and of 400 days at most, such as 30 * 60_000',
);

/** A number of bytes, or none. */
export const bytes = z
  .custom((value) => isWithin(value, Infinity), 'must be a number of bytes above 0')
  .optional();

/** The milliseconds of a timer, or none. */
export const timerMs = z
  .custom(
    (value) => isWithin(value, longestMs),
    `must be a number of milliseconds above 0 and of ${longestMs} (24 days) at most`,
  )
  .optional();

/** Milliseconds to wait at most, 0 for not at all, or none. */
export const waitMs = z
  .custom(
    (value) => value === 0 || isWithin(value, longestMs),
    `must be a number of milliseconds, 0 or more and ${longestMs} (24 days) at most`,
  )
  .optional();

/** How long a session lives, as Zod schemas by property. */
export const lifetimeShape = { idleMs: milliseconds, absoluteMs: milliseconds };

/** The options for the sessions of any backend, as Zod schemas by property. */
export const sessionShape = {
  idleMs: milliseconds.optional(),
  absoluteMs: milliseconds.optional(),
  now: z.custom((value) => typeof value === 'function', 'must be a function, such as Date.now').optional(),
};
