import type { Field } from '../definition/model.ts';
import { localDate, showDate } from './dates.ts';
import { sentence, type FaultWord, type Wording } from '../language/messages.ts';
import type { Fault } from './word-issue.ts';

/**
 * Holds a valid date against the limits of its field's meta.
 *
 * @param iso the answer
 * @param now `today` in a limit is the server's local date at this moment
 * @returns the first limit that it breaks
 */
export function limitFault(field: Field, iso: string, now: Date, wording: Wording): Fault | undefined {
  const { after, notBefore, before, notAfter } = field.meta;
  const breaks = (limit: string | undefined, isFine: (date: string) => boolean): limit is string =>
    limit !== undefined && !isFine(limit === 'today' ? localDate(now) : limit);
  const fault = (name: 'tooEarly' | 'tooLate', key: FaultWord, limit: string): Fault => {
    const shown = limit === 'today' ? sentence('today', wording) : showDate(limit);
    return { name, key, values: { limit: shown }, parts: ['day', 'month', 'year'] };
  };
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
