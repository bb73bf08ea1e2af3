import { answerTo } from '../../definition/condition/evaluate.ts';
import { isAnswerRef } from '../../definition/condition/operand.ts';
import type { Calendar, CalendarDay, WizardDefinition } from '../../definition/model.ts';
import { rootScope } from '../../definition/place.ts';
import { isRecord } from '../../is-record.ts';
import { liveOf, type Walk } from '../../flow/walk.ts';

/** When an entry of a calendar is: whole days, the last one among them, or from a time on, until another. */
export interface EntryTime {
  readonly first: string;
  readonly last: string;
  readonly time: string | undefined;
  readonly until: string | undefined;
}

/** When the entry of a receipt is, by what was answered; undefined where its day was not. */
export function entryTime(
  definition: WizardDefinition,
  calendar: Calendar,
  walk: Walk,
): EntryTime | undefined {
  const scope = rootScope(definition);
  const valueOf = (given: CalendarDay | undefined) =>
    given !== undefined && isAnswerRef(given) ? answerTo(given.ref, scope, liveOf(walk)) : given;
  const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const day = valueOf(calendar.day);
  const days = isRecord(day) ? day : { from: day, to: undefined };
  const first = textOf(days['from']);
  if (first === undefined) return undefined;
  const last = textOf(valueOf(calendar.lastDay)) ?? textOf(days['to']) ?? first;
  const time = textOf(valueOf(calendar.time));
  return { first, last: last < first ? first : last, time, until: textOf(valueOf(calendar.until)) };
}
