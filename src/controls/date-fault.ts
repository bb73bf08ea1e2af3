import type { Json } from '../definition/model.ts';
import type { FaultKey } from '../language/en/faults.ts';
import type { FoundFault } from './fault.ts';
import { partsOf } from './date-parts.ts';
import { readDate, type DateFault } from './reading/date.js';

/** What is wrong with a date that its schema refused: read from the typed parts, or from what may be an ISO date. */
export function dateFault(value: Json | undefined): FoundFault {
  const fault = faultOfDate(value);
  const found = (key: FaultKey, values?: FoundFault['fault']['values']): FoundFault => ({
    code: 'invalid',
    fault: { key, values },
    parts: fault?.parts,
  });
  switch (fault?.kind) {
    case 'missing':
      return found('invalid.date.missing', { parts: { parts: fault.parts } });
    case 'noSuchDay':
      return found('invalid.date.noSuchDay', { month: { month: fault.month }, days: fault.days });
    case 'day':
    case 'month':
    case 'year':
      return found(`invalid.date.${fault.kind}`);
    case 'unreal':
    case undefined:
      return found('invalid.date');
  }
}

function faultOfDate(value: Json | undefined): DateFault | undefined {
  const typed = typeof value === 'string' ? partsOf(value) : value;
  if (typeof typed !== 'object' || typed === null || !('day' in typed)) return undefined;
  const { day, month, year } = typed;
  if (typeof day !== 'string' || typeof month !== 'string' || typeof year !== 'string') return undefined;
  const date = readDate({ day, month, year });
  return typeof date === 'object' ? date : undefined;
}
