import { controlOf } from '../../controls/all.ts';
import { didYouMean, nearest } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { Json } from '../answers.ts';
import type { Field } from '../field.ts';
import { isAnswerRef } from '../condition/operand.ts';
import { mayBeAccepted } from '../condition/operators.ts';
import type { HandedField, HandingOver, WizardDefinition } from '../model.ts';
import { everyNode, fieldsAt, placesOf, rootScope } from '../place.ts';
import { kindWords } from './kind-words.ts';
import { faultKey, fieldRead, written, type Reader } from './reads.ts';

/** Faults of the ways on to other wizards: answers that cannot be read there, and places that the other one does not have. */
export function handOverFaults(definition: WizardDefinition): readonly Fault[] {
  const all = everyNode(definition);
  const reading = { name: 'handOver', what: 'condition', all } as const;
  const ofExits = all.flatMap((at, index) => {
    if (at.kind !== 'exit') return [];
    const place = { step: faultKey(at) };
    return faultsOf(at.step.handOvers, { ...reading, index, place, scope: at.scope }, definition);
  });
  const atEnd: Reader = { ...reading, index: all.length, place: {}, scope: rootScope(definition) };
  const ofReceipt = faultsOf(definition.completion.receipt.handOvers, atEnd, definition);
  return [...ofExits, ...ofReceipt.map((fault) => ({ ...fault, call: 'complete' }))];
}

/** Ways that lead to a wizard which is not served beside this one. */
export function strayHandOvers(definition: WizardDefinition, served: ReadonlySet<string>): readonly Fault[] {
  const ways = everyNode(definition).flatMap((at) =>
    at.kind === 'exit' ? at.step.handOvers.map(({ to }) => ({ to, place: { step: faultKey(at) } })) : [],
  );
  const atEnd = definition.completion.receipt.handOvers.map(({ to }) => ({
    to,
    place: { call: 'complete' },
  }));
  return [...ways, ...atEnd]
    .filter(({ to }) => !served.has(to.id))
    .map(({ to, place }) =>
      newFault(
        'unknown-wizard',
        `its handOver leads to the wizard "${to.id}", which is not served beside it; add that one`,
        { ...place, property: 'handOver', word: to.id },
      ),
    );
}

function faultsOf(
  handOvers: readonly HandingOver[],
  reader: Reader,
  { id }: WizardDefinition,
): readonly Fault[] {
  const faults = handOvers.flatMap(({ to, fields }, index) => {
    if (to.id === id)
      return [newFault('wrong-option', 'its handOver leads to this very wizard; name another one')];
    if (handOvers.findIndex((other) => other.to.id === to.id) < index)
      return [newFault('wrong-option', `its handOver leads to the wizard "${to.id}" twice`)];
    return fields.flatMap((field) => fieldFault(field, to, reader) ?? []);
  });
  return faults.map((fault) => ({ ...fault, ...reader.place, property: 'handOver' }));
}

function fieldFault(
  { step, field, given }: HandedField,
  to: WizardDefinition,
  reader: Reader,
): Fault | undefined {
  const other = fieldOfOther({ step, field }, to);
  if ('code' in other) return other;
  if (!isAnswerRef(given)) return valueFault({ step, field, value: given.value }, to, other);
  const own = fieldRead(given.ref, reader);
  if ('code' in own) return { ...own, ref: written(given.ref) };
  const label = written(given.ref).join('.');
  const fault = (message: string) =>
    newFault('operator-does-not-fit', `its handOver ${message}`, { ref: written(given.ref) });
  const kept = keptBack(own) ?? keptBack(other);
  if (kept !== undefined) return fault(`takes "${label}" to "${step}.${field}", but ${kept}`);
  if (own.shape === other.shape) return undefined;
  return fault(
    `puts "${label}", which is ${kindWords(own)}, into "${step}.${field}" of the wizard "${to.id}", which is ${kindWords(other)}; hand over an answer of the same kind, or leave it out`,
  );
}

/** That a value which is written down is none that the other field takes. */
function valueFault(
  { step, field, value }: { readonly step: string; readonly field: string; readonly value: Json },
  to: WizardDefinition,
  other: Field,
): Fault | undefined {
  const kept = keptBack(other);
  if (kept === undefined && mayBeAccepted(other, value)) return undefined;
  const known = other.options.map((option) => option.value);
  const fix = typeof value === 'string' ? didYouMean(value, known) : '';
  const why = kept === undefined ? `which its schema does not accept${fix}` : `but ${kept}`;
  const message = `its handOver puts ${JSON.stringify(value)} into "${step}.${field}" of the wizard "${to.id}", ${why}`;
  return newFault('impossible-value', message, { word: field });
}

/** Why what is in a field stays with its own run. */
function keptBack(field: Field): string | undefined {
  const control = controlOf(field);
  if (control.isSecret === true) return 'a password is never handed on';
  return control.name === 'file' ? 'a file stays with the form that it was sent to' : undefined;
}

/** The field of the other wizard into which it is put; otherwise what is wrong with that. */
function fieldOfOther(
  { step, field }: Pick<HandedField, 'step' | 'field'>,
  to: WizardDefinition,
): Field | Fault {
  const steps = placesOf(to).filter((place) => place.kind === 'step' && place.step.external === undefined);
  const place = steps.find(({ key }) => key === step);
  const whose = `of the wizard "${to.id}" in its handOver`;
  if (place === undefined) {
    const known = steps.map(({ key }) => key);
    const message = `unknown step "${step}" ${whose}${didYouMean(step, known)}`;
    return newFault('unknown-step', message, { word: step, meant: nearest(step, known) });
  }
  const fields = fieldsAt(place);
  const names = fields.map(({ name }) => name);
  return (
    fields.find(({ name }) => name === field) ??
    newFault(
      'unknown-field',
      `unknown field "${field}" of step "${step}" ${whose}${didYouMean(field, names)}`,
      {
        word: field,
        meant: nearest(field, names),
      },
    )
  );
}
