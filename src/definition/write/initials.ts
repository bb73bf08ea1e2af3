import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import { isRecord } from '../../is-record.ts';
import type { AnswerPath, Json } from '../answers.ts';
import { answerKind } from '../condition/operators.ts';
import type { Field, Initial } from '../field.ts';
import { isFromToday } from '../today.ts';
import { recordAnswers } from './record-condition.ts';

/** The earlier answers that a field begins with. */
export function refsOfInitial(initial: Initial | undefined): readonly AnswerPath[] {
  if (initial?.kind === 'parts') return Object.values(initial.parts).flatMap(refsOfInitial);
  return initial?.kind === 'answer' ? [initial.ref] : [];
}

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

interface ReadInitial {
  readonly initial: Initial | undefined;
  readonly faults: readonly Fault[];
}

function readInitial(field: Field, given: unknown): ReadInitial {
  if (typeof given === 'function') {
    const must = 'be a value, or give an earlier answer: (e) => e.about.name';
    const { refs, faults } = recordAnswers('initial', (earlier) => [given(earlier)], must);
    const [ref] = refs ?? [];
    return { initial: ref === undefined ? undefined : { kind: 'answer', ref }, faults };
  }
  if (field.parts !== undefined && isRecord(given)) return readParts(field.parts, given);
  const kind = answerKind(field);
  if (typeof given === 'string' && (kind === 'date' || kind === 'month') && isFromToday(given))
    return { initial: { kind: 'day', day: given }, faults: [] };
  // What the schema does not take is found by the check.
  return { initial: { kind: 'value', value: given as Json }, faults: [] };
}

function readParts(parts: readonly Field[], given: { readonly [part: string]: unknown }): ReadInitial {
  const known = parts.map(({ name }) => name);
  const faults = Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const message = `its initial names an unknown part "${name}"${didYouMean(name, known)}`;
      return newFault('unknown-field', message, { property: 'initial', word: name });
    });
  const begun = parts.flatMap((part) => {
    const own = Object.hasOwn(given, part.name) ? given[part.name] : undefined;
    if (own === undefined) return [];
    const read = readInitial(part, own);
    faults.push(...read.faults);
    return read.initial === undefined ? [] : [[part.name, read.initial] as const];
  });
  return { initial: { kind: 'parts', parts: Object.fromEntries(begun) }, faults };
}
