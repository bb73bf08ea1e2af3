import type { Field, Json } from '../definition/model.ts';
import type { FaultKey } from '../language/en/faults.ts';
import { localDate } from './date-parts.ts';
import type { FoundFault } from './fault.ts';

/**
 * Holds a valid date against the limits of its field's meta.
 *
 * @param iso the answer
 * @param now `today` in a limit is the server's local date at this moment
 * @returns the first limit that it breaks
 */
export function limitFault(iso: Json, { meta }: Pick<Field, 'meta'>, now: Date): FoundFault | undefined {
  const { after, notBefore, before, notAfter } = meta;
  if (typeof iso !== 'string') return undefined;
  const breaks = (limit: string | undefined, isFine: (date: string) => boolean): limit is string =>
    limit !== undefined && !isFine(limit === 'today' ? localDate(now) : limit);
  const fault = (code: 'tooEarly' | 'tooLate', key: FaultKey, limit: string): FoundFault => ({
    code,
    fault: { key, values: { limit: { date: limit } } },
    parts: ['day', 'month', 'year'],
  });
  if (breaks(after, (date) => iso > date)) return fault('tooEarly', 'tooEarly.after', after);
  if (breaks(notBefore, (date) => iso >= date)) {
    return fault(
      'tooEarly',
      notBefore === 'today' ? 'tooEarly.notBefore.today' : 'tooEarly.notBefore',
      notBefore,
    );
  }
  if (breaks(before, (date) => iso < date)) return fault('tooLate', 'tooLate.before', before);
  if (breaks(notAfter, (date) => iso <= date)) {
    return fault('tooLate', notAfter === 'today' ? 'tooLate.notAfter.today' : 'tooLate.notAfter', notAfter);
  }
  return undefined;
}
