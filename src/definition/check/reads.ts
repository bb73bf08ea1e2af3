import { didYouMean, nearest } from '../../did-you-mean.ts';
import { newFault, type Fault, type FaultFacts } from '../../fault.ts';
import type { AnswerPath } from '../answers.ts';
import type { Field } from '../field.ts';
import type { Step } from '../model.ts';
import { anyItem, isBelow, keyOf } from '../path.ts';
import type { NodeAt } from '../place.ts';
import { fieldAt, wholeField, type Scope, type Target } from '../scope.ts';

/** One place where answers are read, by a condition or by a text, and the nodes that it may read. */
export interface Reader {
  /** The option that reads, as messages call it: `when`, `show`, `title`. */
  readonly name: string;
  /** What of a text has to move when it reads what comes later. */
  readonly what: 'condition' | 'text';
  readonly place: Pick<FaultFacts, 'step' | 'field'>;
  readonly scope: Scope;
  /** Every node of the definition; those before `index` may be read. */
  readonly all: readonly NodeAt[];
  readonly index: number;
  /** The step whose own fields it may read, in a `show`. */
  readonly own?: Step;
}

/** Where a node stands, as authors know it: without the item. */
export function faultKey(at: NodeAt): string {
  const path = at.kind === 'section' ? [...at.path, at.node.id] : at.path;
  return keyOf(path.filter((id) => id !== anyItem));
}

/** The field whose answer is read; otherwise what is wrong with reading it from here. */
export function fieldRead(ref: AnswerPath, reader: Reader): Field | Fault {
  const { name, what, scope, own } = reader;
  const target = scope.find(ref);
  if (target.kind === 'nothing') return unknownStep(ref, reader);
  if (target.kind === 'items') {
    const use =
      what === 'text' ? `write its count` : `compare its count, or ask its items with some or every`;
    return newFault('operator-does-not-fit', `"${ref.join('.')}" in its ${name} is a group; ${use}`);
  }
  const isOwn = target.kind === 'field' && target.step === own;
  const late = isOwn ? undefined : orderProblem(ref, target, reader);
  if (late !== undefined) return late;
  const field = fieldAt(ref, scope);
  if (field !== undefined) return field;
  if (target.kind === 'field' && target.part !== undefined) {
    const parts = wholeField(target)?.parts ?? [];
    return unknownPart(target.part, parts, `its ${name} reads`, ref);
  }
  const fields = target.kind === 'field' ? target.step.fields : target.kind === 'fact' ? target.facts : [];
  const names = fields.map((each) => each.name);
  const fieldName = lastOf(ref);
  const where =
    target.kind === 'fact'
      ? 'of the facts'
      : isOwn
        ? 'of its own step'
        : `of step "${written(ref).slice(0, -1).join('.')}"`;
  const message = `unknown field "${fieldName}" ${where} in its ${name}${didYouMean(fieldName, names)}`;
  return newFault('unknown-field', message, { meant: nearest(fieldName, names), word: fieldName });
}

function unknownPart(part: string, parts: readonly Field[], saying: string, ref: AnswerPath): Fault {
  const names = parts.map((each) => each.name);
  const whole = written(ref).slice(0, -1).join('.');
  const message = `${saying} an unknown part "${part}" of the answer "${whole}"${didYouMean(part, names)}`;
  return newFault('unknown-field', message, { meant: nearest(part, names), word: part });
}

/** What is wrong with reading this from here: it is the reader's own, or comes later. */
export function orderProblem(
  ref: AnswerPath,
  target: Target,
  { name, what, all, index }: Reader,
): Fault | undefined {
  const at = all.findIndex(({ key, kind }) => key === target.key && kind !== 'section' && kind !== 'part');
  const reader = all[index];
  const isWithin = reader?.kind === 'part' && isBelow(target.path, reader.path);
  if (at === index || isWithin || isInside(reader, all[at])) {
    return newFault('same-step', `its ${name} reads its own answers; it can read earlier steps only`);
  }
  if (at < index) return undefined;
  const label = written(ref.slice(0, ref.length - depthBelowPage(target))).join('.');
  const fix = `move that step before this one, or the ${what} to a later step`;
  return newFault('later-step', `its ${name} reads the step "${label}", which comes later; ${fix}`, {
    word: label,
  });
}

/** How many names of an address stand behind that of the page. */
function depthBelowPage(target: Target): number {
  if (target.kind === 'field') return target.part === undefined ? 1 : 2;
  return target.kind === 'count' ? 1 : 0;
}

/** Whether a node stands inside another one, as a page does in the group whose items it would read. */
function isInside(at: NodeAt | undefined, around: NodeAt | undefined): boolean {
  if (at?.parent === undefined || around === undefined) return false;
  return at.parent.key === around.key ? at.parent.kind === around.kind : isInside(at.parent, around);
}

function unknownStep(ref: AnswerPath, { name, what, scope, all, index }: Reader): Fault {
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
    const whole = what === 'text' ? 'written' : 'compared';
    const how = what === 'text' ? `{${label}}` : '.is(…), .includes(…), .isAnswered(), …';
    const message = `its ${name} reads "${lastOf(ref)}" of the answer "${label}"; an answer is ${whole} as a whole: ${how}`;
    return newFault('unknown-field', message, { word: lastOf(ref) });
  }
  const local = keyOf(written(ref).slice(0, -1));
  if (scope.path.length > 0 && pages.some(({ key }) => key === local)) {
    const message = `its ${name} reads "${local}", outside its fragment, which sees its own steps only${what === 'text' ? '' : '; put the condition on include()'}`;
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

function lastOf(ref: AnswerPath): string {
  return ref.at(-1) ?? '';
}

/** An address as authors write it: without the item. */
export function written(ref: AnswerPath): AnswerPath {
  return ref.filter((id) => id !== anyItem);
}
