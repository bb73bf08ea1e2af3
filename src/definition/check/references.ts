import type { Comparison } from '../condition/operators.ts';
import { comparisonProblem } from './comparison.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { AnswerPath, Condition } from '../answers.ts';
import type { WizardDefinition } from '../model.ts';
import { everyNode } from '../place.ts';
import { faultKey, fieldRead, orderProblem, written, type Reader } from './reads.ts';

/** Faults of the conditions: answers that are unknown, come later or are the step's own; operators and values that do not fit. */
export function referenceFaults(definition: WizardDefinition): readonly Fault[] {
  const all = everyNode(definition);
  return all.flatMap((at, index) => {
    const step = faultKey(at);
    const reader: Reader = { name: 'when', what: 'condition', place: { step }, scope: at.scope, all, index };
    const ofWhen = at.when === undefined ? [] : conditionFaults(at.when, reader);
    if (at.kind !== 'step') return ofWhen;
    const ofShows = at.step.fields.flatMap(({ name, show }) => {
      const showing: Reader = { ...reader, name: 'show', place: { step, field: name }, own: at.step };
      return show === undefined ? [] : conditionFaults(show, showing);
    });
    const ofAgain = (at.step.again ?? []).flatMap((ref) =>
      conditionFaults({ op: 'answered', ref }, { ...reader, name: 'again' }),
    );
    return [...ofWhen, ...ofShows, ...ofAgain];
  });
}

function conditionFaults(condition: Condition, reader: Reader): readonly Fault[] {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.flatMap((part) => conditionFaults(part, reader));
    case 'not':
      return conditionFaults(condition.of, reader);
    case 'some':
    case 'every': {
      const problem = groupProblem(condition.ref, condition.op, reader);
      return problem === undefined
        ? conditionFaults(condition.of, reader)
        : [placed(problem, condition.ref, reader)];
    }
    default: {
      const problem = problemOf(condition, reader);
      return problem === undefined ? [] : [placed(problem, condition.ref, reader)];
    }
  }
}

/** Every fault of a condition says which answer it reads, and where the condition stands. */
function placed(fault: Fault, ref: AnswerPath, { place, name }: Reader): Fault {
  return { ...fault, ...place, property: name, ref: written(ref) };
}

function groupProblem(ref: AnswerPath, op: 'some' | 'every', reader: Reader): Fault | undefined {
  const target = reader.scope.find(ref);
  if (target.kind === 'items') return orderProblem(ref, target, reader);
  const message = `"${ref.join('.')}" in its ${reader.name} is no group; ${op} asks the items of a group`;
  return newFault('operator-does-not-fit', message);
}

function problemOf(comparison: Comparison, reader: Reader): Fault | undefined {
  const { ref } = comparison;
  const { name, own, scope, place } = reader;
  const read = fieldRead(ref, reader);
  if ('code' in read) return read;
  const target = scope.find(ref);
  if (target.kind === 'field' && target.step === own && read.name === place.field) {
    return newFault('same-field', 'its show reads its own answer; it can read other fields only');
  }
  return comparisonProblem(comparison, read, `${name} compares "${written(ref).join('.')}"`);
}
