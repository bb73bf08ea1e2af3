import { controlOf } from '../../controls/all.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import { answerKind, mayBeAccepted } from '../condition/operators.ts';
import type { Field, Initial } from '../field.ts';
import { kindWords } from './kind-words.ts';
import { fieldRead, written, type Reader } from './reads.ts';

/** Faults of what a field begins with: what nobody may say for a visitor, what does not fit, an answer that it cannot read. */
export function initialFaults(field: Field, reader: Reader): readonly Fault[] {
  const { initial } = field;
  if (initial === undefined) return [];
  const placed = (fault: Fault): readonly Fault[] => [{ ...fault, ...reader.place, property: 'initial' }];
  if (controlOf(field).isVisitorsOwn === true) {
    const message =
      'has an initial value; a password, a file, a signature or an agreement comes from the visitor alone';
    return placed(newFault('control-does-not-fit', message));
  }
  return problemsOf(initial, field, { reader, name: 'its initial' }).flatMap(placed);
}

/** @param around.name what begins with it, as messages call it */
function problemsOf(
  initial: Initial,
  field: Field,
  around: { readonly reader: Reader; readonly name: string },
): readonly Fault[] {
  const { reader, name } = around;
  switch (initial.kind) {
    case 'day':
      return [];
    case 'parts':
      return (field.parts ?? []).flatMap((part) => {
        const own = initial.parts[part.name];
        return own === undefined ? [] : problemsOf(own, part, { reader, name: `${name} of "${part.name}"` });
      });
    case 'value': {
      if (mayBeAccepted(field, initial.value)) return [];
      const options = field.options.map(({ value }) => value);
      const meant = typeof initial.value === 'string' ? didYouMean(initial.value, options) : '';
      const message = `${name} is ${JSON.stringify(initial.value)}, which its schema does not accept${meant}`;
      return [newFault('impossible-value', message)];
    }
    case 'answer': {
      const other = fieldRead(initial.ref, reader);
      if ('code' in other) return [other];
      if (answerKind(other) === answerKind(field) && other.shape === field.shape) return [];
      const message = `${name} is the answer "${written(initial.ref).join('.')}", which is ${kindWords(other)}, while it holds ${kindWords(field)}; name an answer of the same kind`;
      return [newFault('operator-does-not-fit', message)];
    }
  }
}
