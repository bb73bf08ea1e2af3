import { z } from 'zod';
import type { Lifetime } from '../completion/storage.ts';

/** What may be set for the sessions of any home. */
export interface SessionOptions extends Partial<Lifetime> {
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
}

/** Idle 30 minutes, absolute 24 hours: WCAG 2.2.1 exempts limits of more than 20 hours. */
export const defaultLifetime: Lifetime = { idleMs: 30 * 60_000, absoluteMs: 24 * 3_600_000 };

const milliseconds = z.custom(
  (value) => typeof value === 'number' && value > 0,
  'must be a number of milliseconds above 0, such as 30 * 60_000',
);

/** A number of milliseconds or bytes, or none. */
export const amount = z.custom((value) => typeof value === 'number', 'must be a number').optional();

/** How long a session lives, as Zod schemas by property. */
export const lifetimeShape = { idleMs: milliseconds, absoluteMs: milliseconds };

/** The options for the sessions of any home, as Zod schemas by property. */
export const sessionShape = {
  idleMs: milliseconds.optional(),
  absoluteMs: milliseconds.optional(),
  now: z.custom((value) => typeof value === 'function', 'must be a function, such as Date.now').optional(),
};
