import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { Json } from '../answers.ts';
import { answerKind } from '../condition/operators.ts';
import type { Field, Initial } from '../field.ts';
import { isFromToday } from '../today.ts';
import { recordAnswers } from './record-condition.ts';

/** The fields of a step with what they begin with. */
export function withInitials(
  step: string,
  fields: readonly Field[],
  given: unknown,
): { readonly fields: readonly Field[]; readonly faults: readonly Fault[] } {
  if (given === undefined) return { fields, faults: [] };
  const initials = given as { readonly [field: string]: unknown };
  const known = fields.map(({ name }) => name);
  const faults = Object.keys(initials)
    .filter((name) => !known.includes(name))
    .map((name): Fault => {
      const message = `its initial names an unknown field "${name}"${didYouMean(name, known)}`;
      return newFault('unknown-field', message, { step, property: 'initial', word: name });
    });
  const begun = fields.map((field) => {
    const own = Object.hasOwn(initials, field.name) ? initials[field.name] : undefined;
    if (own === undefined) return field;
    const read = readInitial(field, own);
    faults.push(...read.faults.map((fault) => ({ ...fault, step, field: field.name })));
    return Object.freeze({ ...field, initial: read.initial });
  });
  return { fields: begun, faults };
}

function readInitial(
  field: Field,
  given: unknown,
): { readonly initial: Initial | undefined; readonly faults: readonly Fault[] } {
  if (typeof given === 'function') {
    const must = 'be a value, or give an earlier answer: (e) => e.about.name';
    const { refs, faults } = recordAnswers('initial', (earlier) => [given(earlier)], must);
    const [ref] = refs ?? [];
    return { initial: ref === undefined ? undefined : { kind: 'answer', ref }, faults };
  }
  const kind = answerKind(field);
  if (typeof given === 'string' && (kind === 'date' || kind === 'month') && isFromToday(given))
    return { initial: { kind: 'day', day: given }, faults: [] };
  // What the schema does not take is found by the check.
  return { initial: { kind: 'value', value: given as Json }, faults: [] };
}
