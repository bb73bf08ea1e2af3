import { controlOf } from '../../controls/all.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import { answerKind, mayBeAccepted } from '../condition/operators.ts';
import type { Field } from '../field.ts';
import { kindWords } from './kind-words.ts';
import { fieldRead, written, type Reader } from './reads.ts';

/** Faults of what a field begins with: what nobody may say for a visitor, what does not fit, an answer that it cannot read. */
export function initialFaults(field: Field, reader: Reader): readonly Fault[] {
  const { initial } = field;
  if (initial === undefined) return [];
  const placed = (fault: Fault): readonly Fault[] => [{ ...fault, ...reader.place, property: 'initial' }];
  const control = controlOf(field);
  if (control.isSecret === true || control.isAgreement === true || control.name === 'file') {
    const message = 'has an initial value; a password, a file or an agreement comes from the visitor alone';
    return placed(newFault('control-does-not-fit', message));
  }
  switch (initial.kind) {
    case 'day':
      return [];
    case 'value': {
      if (mayBeAccepted(field, initial.value)) return [];
      const options = field.options.map(({ value }) => value);
      const meant = typeof initial.value === 'string' ? didYouMean(initial.value, options) : '';
      const message = `its initial is ${JSON.stringify(initial.value)}, which its schema does not accept${meant}`;
      return placed(newFault('impossible-value', message));
    }
    case 'answer': {
      const other = fieldRead(initial.ref, reader);
      if ('code' in other) return placed(other);
      if (answerKind(other) === answerKind(field) && other.shape === field.shape) return [];
      const message = `its initial is the answer "${written(initial.ref).join('.')}", which is ${kindWords(other)}, while it holds ${kindWords(field)}; name an answer of the same kind`;
      return placed(newFault('operator-does-not-fit', message));
    }
  }
}
