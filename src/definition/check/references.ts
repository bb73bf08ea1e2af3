import { initialFaults } from './initials.ts';
import { isAnswerRef, operandsOf } from '../condition/operand.ts';
import { comparisonProblem, operandProblem } from './comparison.ts';
import { didYouMean, nearest } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { AnswerPath, Comparison, Condition } from '../answers.ts';
import type { Field, ItemSource } from '../field.ts';
import type { WizardDefinition } from '../model.ts';
import { anyItem, isBelow, keyOf } from '../path.ts';
import { everyNode, itemScope, type GroupPlace } from '../place.ts';
import { fieldAt } from '../scope.ts';
import { readText, readingsIn } from '../template.ts';
import { faultKey, fieldRead, orderProblem, written, type Reader } from './reads.ts';

/** Faults of the conditions: answers that are unknown, come later or are the step's own; operators and values that do not fit. */
export function referenceFaults(definition: WizardDefinition): readonly Fault[] {
  const all = everyNode(definition);
  return all.flatMap((at, index) => {
    const step = faultKey(at);
    const reader: Reader = { name: 'when', what: 'condition', place: { step }, scope: at.scope, all, index };
    const ofWhen = at.when === undefined ? [] : conditionFaults(at.when, reader);
    if (at.kind !== 'step') return ofWhen;
    const ofShows = [...at.step.fields, ...(at.step.contents ?? [])].flatMap(({ name, show }) => {
      const showing: Reader = { ...reader, name: 'show', place: { step, field: name }, own: at.step };
      return show === undefined ? [] : conditionFaults(show, showing);
    });
    const ofOffers = at.step.fields.flatMap(({ name, offer = {} }) => {
      const offering: Reader = { ...reader, name: 'offer', place: { step, field: name } };
      return Object.values(offer).flatMap((condition) => conditionFaults(condition, offering));
    });
    const ofLists = at.step.fields.flatMap(({ name, meta }) => {
      const choosing: Reader = { ...reader, name: 'fromGroup', place: { step, field: name } };
      return meta.from === undefined ? [] : listFaults(meta.from, choosing);
    });
    const ofLoads = at.step.fields.flatMap(({ name, meta }) => {
      const loading: Reader = { ...reader, name: 'dependsOn', place: { step, field: name } };
      const refs = meta.source?.dependsOn ?? [];
      return refs.flatMap((ref) => conditionFaults({ op: 'answered', ref }, loading));
    });
    const ofAgain = (at.step.again ?? []).flatMap((ref) =>
      conditionFaults({ op: 'answered', ref }, { ...reader, name: 'again' }),
    );
    const ofInitials = at.step.fields.flatMap((field) =>
      initialFaults(field, { ...reader, name: 'initial', place: { step, field: field.name } }),
    );
    return [...ofWhen, ...ofShows, ...ofOffers, ...ofLists, ...ofLoads, ...ofAgain, ...ofInitials];
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

/** Faults of the list whose items are the options of a field, and of what they are called by. */
function listFaults({ group, item = '' }: ItemSource, reader: Reader): readonly Fault[] {
  const { scope, all, index } = reader;
  const target = scope.find(group);
  if (target.kind !== 'items') {
    const lists = all.slice(0, index).flatMap(({ kind, written: key }) => (kind === 'group' ? [key] : []));
    const word = written(group).join('.');
    const message = `its fromGroup names "${word}", which is no list${didYouMean(word, lists)}`;
    return [{ ...newFault('unknown-step', message, { word, meant: nearest(word, lists) }), ...reader.place }];
  }
  const late = orderProblem(group, target, reader);
  if (late !== undefined) return [{ ...late, ...reader.place }];
  const at = all.find((each): each is GroupPlace => each.kind === 'group' && each.key === target.key);
  const unknown = at === undefined ? [] : unknownAnswersIn(item, at);
  return unknown.map((word) => {
    const message = `its fromGroup calls an item by "${word}", which is no answer of an item`;
    return { ...newFault('unknown-field', message, { word }), ...reader.place };
  });
}

/** What the name of an item reads that no answer of an item is. */
function unknownAnswersIn(name: string, group: GroupPlace): readonly string[] {
  const scope = itemScope(group, anyItem);
  const read = readText(name);
  if (read === undefined) return [];
  if ('problem' in read) return [name];
  return readingsIn(read.template)
    .map(({ ref }) => ref)
    .filter((ref) => fieldAt(ref, scope) === undefined || !isBelow(scope.find(ref).path, group.path))
    .map((ref) => ref.join('.'));
}

function groupProblem(ref: AnswerPath, op: 'some' | 'every', reader: Reader): Fault | undefined {
  const target = reader.scope.find(ref);
  if (target.kind === 'items') return orderProblem(ref, target, reader);
  const message = `"${written(ref).join('.')}" in its ${reader.name} is no list; ${op} asks the items of a list`;
  return newFault('operator-does-not-fit', message);
}

function problemOf(comparison: Comparison, reader: Reader): Fault | undefined {
  const field = comparedField(comparison.ref, reader);
  if ('code' in field) return field;
  const saying = `${reader.name} compares "${written(comparison.ref).join('.')}"`;
  const problem = comparisonProblem(comparison, field, saying);
  if (problem !== undefined) return problem;
  for (const operand of operandsOf(comparison)) {
    if (!isAnswerRef(operand)) continue;
    if (keyOf(operand.ref) === keyOf(comparison.ref))
      return newFault('two-answers', `its ${saying} with itself; compare it with another answer`);
    const other = comparedField(operand.ref, reader);
    const found = 'code' in other ? other : operandProblem(operand, { field, other, saying });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The field of an answer that a condition reads, or why it cannot read it. */
function comparedField(ref: AnswerPath, reader: Reader): Field | Fault {
  const { own, scope, place } = reader;
  const read = fieldRead(ref, reader);
  if ('code' in read) return read;
  const target = scope.find(ref);
  if (target.kind === 'field' && target.step === own && target.name === place.field)
    return newFault('same-field', 'its show reads its own answer; it can read other fields only');
  return read;
}
