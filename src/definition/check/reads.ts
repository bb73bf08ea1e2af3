import { didYouMean, nearest } from '../../did-you-mean.ts';
import { newFault, type Fault, type FaultFacts } from '../../fault.ts';
import type { AnswerPath } from '../answers.ts';
import type { Field } from '../field.ts';
import type { Step } from '../model.ts';
import { factsKey } from '../facts.ts';
import { anyItem, isBelow, keyOf, pathOf } from '../path.ts';
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
  const { name, scope, own } = reader;
  const list = listReadAsStep(ref, scope);
  if (list !== undefined) return listFault(list, { ref, reader });
  const target = scope.find(ref);
  if (target.kind === 'nothing') return unknownStep(ref, reader);
  if (target.kind === 'items') return listFault(ref, { ref, reader });
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

/** The address of a list that is read as if what it asks for each item stood there once. */
function listReadAsStep(ref: AnswerPath, scope: Scope): AnswerPath | undefined {
  const depth = ref.findIndex((id, index) => {
    const isOfEach = id === anyItem || (id === 'count' && index === ref.length - 1);
    return index > 0 && !isOfEach && scope.find(ref.slice(0, index)).kind === 'items';
  });
  return depth < 0 ? undefined : ref.slice(0, depth);
}

/** That a list has no answer of its own, and how its items are asked. */
function listFault(
  list: AnswerPath,
  { ref, reader: { name, what, scope } }: { readonly ref: AnswerPath; readonly reader: Reader },
): Fault {
  const called = written(list).join('.');
  // Within the items of a list around it, it is named from the item.
  const start = list.includes(anyItem) ? 'item.' : 'e.';
  const own = list.slice(list.lastIndexOf(anyItem) + 1).join('.');
  const inner = ref.slice(list.length).filter((id) => !/^\d+$/.test(id));
  const isField = fieldAt([...list, anyItem, ...inner], scope) !== undefined;
  const count = what === 'text' ? `{${own}.count}` : `${start}${own}.count`;
  const ask = ['when', 'show', 'offer'].includes(name)
    ? `ask its items: ${start}${own}.some((each) => each.${isField ? inner.join('.') : 'step.field'}.…), or every; or compare ${count}`
    : `only how many items it has can be read here: ${count}`;
  const message = `its ${name} reads "${called}", which is a list and has no answer of its own; ${ask}`;
  return newFault('operator-does-not-fit', message, { word: called });
}

function unknownStep(ref: AnswerPath, { name, what, scope, all, index }: Reader): Fault {
  const named = nodeNamed(ref, scope, all);
  if (named !== undefined) {
    const message = `"${written(ref).join('.')}" in its ${name} is ${asNode(named)}`;
    return newFault('unknown-field', message, { word: ref.at(-1) });
  }
  const short = readTooShort(ref, { scope, name });
  if (short !== undefined) return short;
  const above = scope.find(ref.slice(0, -1));
  if (above.kind === 'field' && fieldAt(ref.slice(0, -1), scope) !== undefined) {
    const label = written(ref.slice(0, -1)).join('.');
    const whole = what === 'text' ? 'written' : 'compared';
    const how = what === 'text' ? `{${label}}` : '.is(…), .includes(…), .isAnswered(), …';
    const message = `its ${name} reads "${lastOf(ref)}" of the answer "${label}"; an answer is ${whole} as a whole: ${how}`;
    return newFault('unknown-field', message, { word: lastOf(ref) });
  }
  // A single name is no field of a step.
  const local = keyOf(written(ref).slice(0, Math.max(1, written(ref).length - 1)));
  const isOutside = all.some(({ key, kind }) => key === local && (kind === 'step' || kind === 'exit'));
  if (scope.path.length > 0 && isOutside) {
    const message = `its ${name} reads "${local}", outside its fragment, which sees its own steps only${what === 'text' ? '' : '; put the condition on include()'}`;
    return newFault('unknown-step', message, { word: local });
  }
  const prefix = scope.path.map((id) => `${id}/`).join('');
  const isOfItems = ref.includes(anyItem);
  const known = all
    .slice(0, index)
    .filter(({ key, kind }) => kind === 'step' && key.startsWith(prefix))
    .filter(({ key }) => isOfItems || !key.slice(prefix.length).includes(anyItem))
    .map((at) => keyOf(written(pathOf(at.key.slice(prefix.length)))));
  const where = what === 'text' ? ` in its ${name}` : '';
  return newFault('unknown-step', `unknown step "${local}"${where}${didYouMean(local, known)}`, {
    meant: nearest(local, known),
    word: local,
  });
}

/** That a fact is named without `facts`, or an answer of an item without its step; undefined where neither is. */
function readTooShort(
  ref: AnswerPath,
  { scope, name }: { readonly scope: Scope; readonly name: string },
): Fault | undefined {
  const [word = ''] = ref;
  if (ref.length === 1 && fieldAt([factsKey, word], scope) !== undefined)
    return newFault(
      'unknown-step',
      `its ${name} reads the fact "${word}"; it is called e.${factsKey}.${word}`,
      { word },
    );
  const last = lastOf(ref);
  if (ref.at(-2) !== anyItem || last === '') return undefined;
  const list = written(ref).slice(0, -1).join('.');
  const message = `its ${name} reads "${last}" of an item of "${list}", which is no step; name its step first: item.step.${last}`;
  return newFault('unknown-step', message, { word: last });
}

/** The step, exit, section or part that an address names, in its own scope or in one around it. */
function nodeNamed(ref: AnswerPath, scope: Scope, all: readonly NodeAt[]): NodeAt | undefined {
  const key = keyOf(written([...scope.path, ...ref]));
  const found = all.find((at) => faultKey(at) === key && at.kind !== 'value' && at.kind !== 'group');
  return found ?? (scope.outer === undefined ? undefined : nodeNamed(ref, scope.outer, all));
}

/** What a node is that was named where an answer is read, and how an answer of it is named. */
function asNode(at: NodeAt): string {
  switch (at.kind) {
    case 'step': {
      const names = at.step.fields.map((field) => `"${field.name}"`);
      return `a step; ${names.length === 0 ? 'it has no fields' : `name one of its fields: ${names.join(', ')}`}`;
    }
    case 'section':
      return 'a section; its steps are named without it: e.step.field';
    case 'exit':
      return 'an exit, which asks nothing';
    default:
      return `a ${at.kind}; name a field of one of its steps`;
  }
}

function lastOf(ref: AnswerPath): string {
  return ref.at(-1) ?? '';
}

/** An address as authors write it: without the item. */
export function written(ref: AnswerPath): AnswerPath {
  return ref.filter((id) => id !== anyItem);
}
