import { controlOf } from '../../controls/all.ts';
import { newFault, type Fault } from '../../fault.ts';
import { answerKind } from '../condition/operators.ts';
import { isAnswerRef } from '../condition/operand.ts';
import type { CalendarDay, WizardDefinition } from '../model.ts';
import { everyNode, rootScope } from '../place.ts';
import { fieldRead, written, type Reader } from './reads.ts';

/** Faults of the calendar entry of a receipt: answers that there are not, or that are no day and no time. */
export function calendarFaults(definition: WizardDefinition): readonly Fault[] {
  const { calendar } = definition.completion.receipt;
  if (calendar === undefined) return [];
  const all = everyNode(definition);
  const around = { what: 'text', place: {}, scope: rootScope(definition), all, index: all.length } as const;
  const faultOf = (name: string, given: CalendarDay | undefined, kinds: readonly string[]) => {
    if (given === undefined || !isAnswerRef(given)) return [];
    const reader: Reader = { ...around, name: `calendar` };
    const field = fieldRead(given.ref, reader);
    const ref = written(given.ref);
    const facts = { call: 'complete', property: 'receipt', ref };
    if ('code' in field) return [{ ...field, ...facts }];
    const kind = controlOf(field).name === 'range' ? 'range' : answerKind(field);
    if (kinds.includes(kind)) return [];
    const message = `the ${name} of its calendar is "${ref.join('.')}", which is no ${kinds.join(' and no ')}`;
    return [newFault('operator-does-not-fit', message, facts)];
  };
  return [
    ...faultOf('day', calendar.day, ['date', 'range']),
    ...faultOf('lastDay', calendar.lastDay, ['date']),
    ...faultOf('time', calendar.time, ['time']),
    ...faultOf('until', calendar.until, ['time']),
  ];
}
