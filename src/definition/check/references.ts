import type { Comparison } from '../condition/operators.ts';
import { comparisonProblem } from './comparison.ts';
import { didYouMean, nearest } from '../../did-you-mean.ts';
import { newFault, type Fault, type FaultFacts } from '../../fault.ts';
import type { AnswerPath, Condition } from '../answers.ts';
import type { ItemSource } from '../field.ts';
import { answersIn, type ItemName } from '../item-name.ts';
import type { Step, WizardDefinition } from '../model.ts';
import { anyItem, fieldOf, isBelow, keyOf } from '../path.ts';
import { everyNode, itemScope, type GroupPlace, type NodeAt } from '../place.ts';
import { fieldAt, type Scope, type Target } from '../scope.ts';

/** One place where a condition stands, and the nodes that it may read. */
interface Reader {
  /** As messages call it. */
  readonly name: 'when' | 'show' | 'again' | 'fromGroup';
  readonly place: Pick<FaultFacts, 'step' | 'field'>;
  readonly scope: Scope;
  /** Every node of the definition; those before `index` may be read. */
  readonly all: readonly NodeAt[];
  readonly index: number;
  /** The step whose own fields it may read, in a `show`. */
  readonly own?: Step;
}

/** Faults of the conditions: answers that are unknown, come later or are the step's own; operators and values that do not fit. */
export function referenceFaults(definition: WizardDefinition): readonly Fault[] {
  const all = everyNode(definition);
  return all.flatMap((at, index) => {
    const step = faultKey(at);
    const reader: Reader = { name: 'when', place: { step }, scope: at.scope, all, index };
    const ofWhen = at.when === undefined ? [] : conditionFaults(at.when, reader);
    if (at.kind !== 'step') return ofWhen;
    const ofShows = at.step.fields.flatMap(({ name, show }) => {
      const showing: Reader = { ...reader, name: 'show', place: { step, field: name }, own: at.step };
      return show === undefined ? [] : conditionFaults(show, showing);
    });
    const ofLists = at.step.fields.flatMap(({ name, meta }) => {
      const choosing: Reader = { ...reader, name: 'fromGroup', place: { step, field: name } };
      return meta.from === undefined ? [] : listFaults(meta.from, choosing);
    });
    const ofAgain = (at.step.again ?? []).flatMap((ref) =>
      conditionFaults({ op: 'answered', ref }, { ...reader, name: 'again' }),
    );
    return [...ofWhen, ...ofShows, ...ofLists, ...ofAgain];
  });
}

/** Where a node stands, as authors know it: without the item. */
function faultKey(at: NodeAt): string {
  const path = at.kind === 'section' ? [...at.path, at.node.id] : at.path;
  return keyOf(path.filter((id) => id !== anyItem));
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
function listFaults({ group, item = [] }: ItemSource, reader: Reader): readonly Fault[] {
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
function unknownAnswersIn(name: ItemName, group: GroupPlace): readonly string[] {
  const scope = itemScope(group, anyItem);
  return answersIn(name)
    .filter((ref) => fieldAt(ref, scope) === undefined || !isBelow(scope.find(ref).path, group.path))
    .map((ref) => ref.join('.'));
}

function groupProblem(ref: AnswerPath, op: 'some' | 'every', reader: Reader): Fault | undefined {
  const target = reader.scope.find(ref);
  if (target.kind === 'items') return orderProblem(ref, target, reader);
  const message = `"${ref.join('.')}" in its ${reader.name} is no group; ${op} asks the items of a group`;
  return newFault('operator-does-not-fit', message);
}

function problemOf(comparison: Comparison, reader: Reader): Fault | undefined {
  const { ref } = comparison;
  const { name, scope, own, place } = reader;
  const target = scope.find(ref);
  if (target.kind === 'nothing') return unknownStep(ref, reader);
  if (target.kind === 'items') {
    const message = `"${ref.join('.')}" in its ${name} is a group; compare its count, or ask its items with some or every`;
    return newFault('operator-does-not-fit', message);
  }
  const isOwn = target.kind === 'field' && target.step === own;
  const late = isOwn ? undefined : orderProblem(ref, target, reader);
  if (late !== undefined) return late;
  const field = fieldAt(ref, scope);
  const label = written(ref).join('.');
  if (field === undefined) {
    const names = target.kind === 'field' ? target.step.fields.map((each) => each.name) : [];
    const fieldName = fieldOf(ref);
    const where = isOwn ? 'of its own step' : `of step "${written(ref).slice(0, -1).join('.')}"`;
    const message = `unknown field "${fieldName}" ${where} in its ${name}${didYouMean(fieldName, names)}`;
    return newFault('unknown-field', message, { meant: nearest(fieldName, names), word: fieldName });
  }
  if (isOwn && field.name === place.field) {
    return newFault('same-field', 'its show reads its own answer; it can read other fields only');
  }
  return comparisonProblem(comparison, field, `${name} compares "${label}"`);
}

/** What is wrong with reading this from here: it is the reader's own, or comes later. */
function orderProblem(ref: AnswerPath, target: Target, { name, all, index }: Reader): Fault | undefined {
  const at = all.findIndex(({ key, kind }) => key === target.key && kind !== 'section' && kind !== 'part');
  const reader = all[index];
  const isWithin = reader?.kind === 'part' && isBelow(target.path, reader.path);
  if (at === index || isWithin || isInside(reader, all[at])) {
    return newFault('same-step', `its ${name} reads its own answers; it can read earlier steps only`);
  }
  if (at < index) return undefined;
  const label = written(target.kind === 'field' || target.kind === 'count' ? ref.slice(0, -1) : ref).join(
    '.',
  );
  const fix = 'move that step before this one, or the condition to a later step';
  return newFault('later-step', `its ${name} reads the step "${label}", which comes later; ${fix}`, {
    word: label,
  });
}

/** Whether a node stands inside another one, as a page does in the group whose items it would read. */
function isInside(at: NodeAt | undefined, around: NodeAt | undefined): boolean {
  if (at?.parent === undefined || around === undefined) return false;
  return at.parent.key === around.key ? at.parent.kind === around.kind : isInside(at.parent, around);
}

function unknownStep(ref: AnswerPath, { name, scope, all, index }: Reader): Fault {
  const pages = all.filter(({ kind }) => kind === 'step' || kind === 'exit');
  const asStep = pages.find(({ key }) => key === keyOf([...scope.path, ...ref]));
  if (asStep !== undefined) {
    const names = asStep.kind === 'step' ? asStep.step.fields.map((field) => `"${field.name}"`) : [];
    const fix = names.length === 0 ? 'it has no fields' : `name one of its fields: ${names.join(', ')}`;
    return newFault('unknown-field', `"${ref.join('.')}" in its ${name} is a step; ${fix}`);
  }
  const above = scope.find(ref.slice(0, -1));
  if (above.kind === 'field' && fieldAt(ref.slice(0, -1), scope) !== undefined) {
    const label = written(ref.slice(0, -1)).join('.');
    const message = `its ${name} reads "${fieldOf(ref)}" of the answer "${label}"; an answer is compared as a whole: .is(…), .includes(…), .isAnswered(), …`;
    return newFault('unknown-field', message, { word: fieldOf(ref) });
  }
  const local = keyOf(written(ref).slice(0, -1));
  if (scope.path.length > 0 && pages.some(({ key }) => key === local)) {
    const message = `its ${name} reads "${local}", outside its fragment, which sees its own steps only; put the condition on include()`;
    return newFault('unknown-step', message, { word: local });
  }
  const prefix = scope.path.map((id) => `${id}/`).join('');
  const known = all
    .slice(0, index)
    .filter(({ key, kind }) => kind === 'step' && key.startsWith(prefix))
    .map(({ key }) => key.slice(prefix.length));
  return newFault('unknown-step', `unknown step "${local}"${didYouMean(local, known)}`, {
    meant: nearest(local, known),
    word: local,
  });
}

function written(ref: AnswerPath): AnswerPath {
  return ref.filter((id) => id !== anyItem);
}
