import { controlOf } from '../../controls/all.ts';
import { newFault, type Fault } from '../../fault.ts';
import { answerKind } from '../condition/operators.ts';
import { isAnswerRef } from '../condition/operand.ts';
import type { CalendarDay, WizardDefinition } from '../model.ts';
import { everyNode, rootScope } from '../place.ts';
import { fieldRead, written, type Reader } from './reads.ts';

/** Faults of what a receipt offers: answers that there are not, or that are no day, no time and no address. */
export function receiptFaults(definition: WizardDefinition): readonly Fault[] {
  const { calendar, copyTo } = definition.completion.receipt;
  const all = everyNode(definition);
  const around = { what: 'text', place: {}, scope: rootScope(definition), all, index: all.length } as const;
  const faultOf = (what: string, given: CalendarDay | undefined, kinds: readonly string[]) => {
    if (given === undefined || !isAnswerRef(given)) return [];
    const reader: Reader = { ...around, name: 'receipt' };
    const field = fieldRead(given.ref, reader);
    const ref = written(given.ref);
    const facts = { call: 'complete', property: 'receipt', ref };
    if ('code' in field) return [{ ...field, ...facts }];
    const control = controlOf(field).name;
    const kind = control === 'range' || control === 'email' ? control : answerKind(field);
    if (kinds.includes(kind)) return [];
    const message = `${what} is "${ref.join('.')}", which is no ${kinds.join(' and no ')}`;
    return [newFault('operator-does-not-fit', message, facts)];
  };
  return [
    ...faultOf('the day of its calendar', calendar?.day, ['date', 'range']),
    ...faultOf('the lastDay of its calendar', calendar?.lastDay, ['date']),
    ...faultOf('the time of its calendar', calendar?.time, ['time']),
    ...faultOf('the until of its calendar', calendar?.until, ['time']),
    ...faultOf('its copyTo', copyTo, ['email']),
  ];
}
