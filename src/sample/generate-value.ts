import { controlOf } from '../controls/all.ts';
import type { Random } from '../controls/sample.ts';
import type { Field, Json } from '../definition/model.ts';
import { fromPattern } from './from-pattern.ts';
import { limitsOf } from './schema-limits.ts';

/**
 * A plausible answer to a field, made by its control from its schema. Most are valid; the caller tries them.
 *
 * @param now the day from which dates are counted, ms since the epoch
 * @param tried how often the field was tried before: ranges widen with it
 */
export function generateValue(field: Field, random: Random, now: number, tried = 0): Json {
  const matching = (pattern: string) => fromPattern(pattern, random);
  return controlOf(field).sample(field, { random, limits: limitsOf(field), now, tried, matching });
}
