import { z } from 'zod';
import { rating as control, usualMost } from '../../controls/rating.ts';
import type { FieldMeta } from '../field.ts';
import { makeField, type Common } from './make-field.ts';

/**
 * How good something is, as a whole number from 1 to `most`, which is 5 unless it is given.
 *
 * @param options `low` and `high` say what the ends stand for; `stars: true` shows stars in the place of numbers
 */
export function rating(
  label: string,
  options: Common<number> & Pick<FieldMeta, 'most' | 'low' | 'high' | 'stars'> = {},
): z.ZodInt {
  const { most = usualMost } = options;
  // What is no number is reported by `makeField`.
  const schema = z
    .int()
    .min(1)
    .max(Number.isInteger(most) ? most : usualMost);
  return makeField(schema, label, { given: options, control });
}
