import fc from 'fast-check';
import type { AnswerPath, Condition, NestedAnswers } from '../../src/definition/answers.ts';
import type { Node, WizardDefinition } from '../../src/definition/model.ts';
import {
  aField,
  aGroup,
  anExit,
  aPart,
  aSection,
  aStep,
  aValue,
  definitionOf,
} from '../support/definition.ts';
import { metIn, naive, summing, type Stored } from './naive-walk.ts';

/** Numbers to choose by, which fast-check makes smaller when a test fails; 0 when they are used up. */
export const entropy = fc.array(fc.nat({ max: 999 }), { minLength: 40, maxLength: 160 });

interface Choosing {
  /** A whole number below `n`. */
  readonly below: (n: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

function choosing(numbers: readonly number[]): Choosing {
  let used = 0;
  const below = (n: number) => (numbers[used++] ?? 0) % n;
  return { below, pick: (from) => from[below(from.length)]! };
}

/** What a condition can read from where it is written. */
interface Readable {
  /** Addresses of numbers: fields, counts and values. */
  readonly numbers: readonly AnswerPath[];
  /** Groups, with the numbers inside an item. */
  readonly groups: readonly { readonly ref: AnswerPath; readonly inner: readonly AnswerPath[] }[];
  /** Ids of steps at this very level. */
  readonly steps: readonly string[];
}

const nothing: Readable = { numbers: [], groups: [], steps: [] };

/** A wizard of parts, sections, groups, values and exits, with conditions on what comes before. */
export function wizardFrom(numbers: readonly number[], kinds: readonly Node['kind'][]): WizardDefinition {
  const choose = choosing(numbers);
  let ids = 0;
  const order = choose.pick(['line', 'tasks'] as const);
  const { nodes } = several(nothing, 2, 5);
  return definitionOf(nodes, { order });

  function several(outside: Readable, depth: number, most: number) {
    let readable = outside;
    const nodes: Node[] = [];
    for (let left = 1 + choose.below(most); left > 0; left -= 1) {
      const made = one(readable, depth, nodes.length === 0);
      nodes.push(made.node);
      readable = joined(readable, made.adds);
    }
    return { nodes, readable };
  }

  function one(readable: Readable, depth: number, isFirst: boolean): { node: Node; adds: Readable } {
    const id = `n${(ids += 1)}`;
    const when = choose.below(2) === 0 ? undefined : conditionOn(readable, choose, 2);
    const simple = kinds.filter(
      (kind) => kind === 'step' || kind === 'value' || (kind === 'exit' && !isFirst),
    );
    switch (choose.pick(depth === 0 ? simple : kinds)) {
      case 'exit':
        // An exit now and then: otherwise most journeys end at once.
        if (when !== undefined && choose.below(3) === 0) return { node: anExit(id, when), adds: nothing };
        return step(id, when);
      case 'value': {
        const sum = readable.steps.filter(() => choose.below(2) === 0);
        const compute = (earlier: NestedAnswers) =>
          sum.reduce((so, each) => so + Number((earlier[each] as { a?: number } | undefined)?.a ?? 0), 0);
        return { node: summing(aValue(id, compute, when), sum), adds: { ...nothing, numbers: [[id]] } };
      }
      case 'part': {
        const { nodes, readable: inner } = several(nothing, depth - 1, 3);
        return { node: aPart(id, nodes, when), adds: { ...below(inner, [id]), steps: [] } };
      }
      case 'section': {
        const { nodes, readable: inner } = several(readable, depth - 1, 3);
        return { node: aSection(id, nodes, when), adds: inner };
      }
      case 'group': {
        const { nodes, readable: inner } = several(readable, depth - 1, 3);
        const own = inner.numbers.filter((ref) => !readable.numbers.includes(ref));
        const min = choose.below(3);
        const asked = own.map((ref) => [id, '*', ...ref]);
        return {
          node: aGroup(id, nodes, when, { min }),
          adds: { numbers: [[id, 'count']], groups: [{ ref: [id], inner: asked }], steps: [] },
        };
      }
      case 'step':
        return step(id, when);
    }
  }

  function step(id: string, when: Condition | undefined): { node: Node; adds: Readable } {
    const node = aStep(id, when, { fields: [aField('a', { control: 'integer', shape: 'number' })] });
    return { node, adds: { numbers: [[id, 'a']], groups: [], steps: [id] } };
  }
}

/** Answers and items for what the wizard asks, some of them missing, some dormant. */
export function storedFrom(numbers: readonly number[], definition: WizardDefinition): Stored {
  const choose = choosing(numbers);
  let stored: Stored = { answers: {}, items: {} };
  // Inside an item there may be groups again.
  for (let round = 0; round < 3; round += 1) {
    for (const { key, node, at } of metIn(definition, stored)) {
      if (at === 'begin' && node.kind === 'group' && stored.items[key] === undefined && choose.below(4) > 0) {
        const items = ['p', 'q', 'r'].slice(0, choose.below(4));
        stored = { ...stored, items: { ...stored.items, [key]: items } };
      }
      if (node.kind === 'step' && stored.answers[key] === undefined && choose.below(3) > 0) {
        const answer = choose.below(5) === 0 ? {} : { a: choose.below(4) };
        stored = { ...stored, answers: { ...stored.answers, [key]: answer } };
      }
    }
  }
  return stored;
}

/** What is stored with the first page that waits answered. */
export function answerFirst(definition: WizardDefinition, stored: Stored, value: number): Stored {
  const key = naive(definition, stored).firstIncomplete;
  const node = metIn(definition, stored).find((each) => each.key === key)?.node;
  if (key === undefined || node === undefined) return stored;
  if (node.kind !== 'group') return { ...stored, answers: { ...stored.answers, [key]: { a: value } } };
  const items = ['p', 'q', 'r'].slice(0, Math.max(node.min, value % 3));
  return { ...stored, items: { ...stored.items, [key]: items } };
}

function conditionOn(readable: Readable, choose: Choosing, depth: number): Condition | undefined {
  if (readable.numbers.length === 0) return undefined;
  const leaf = (): Condition => comparisonOf(choose.pick(readable.numbers), choose);
  const inner = (): Condition => conditionOn(readable, choose, depth - 1) ?? leaf();
  switch (choose.below(depth === 0 ? 1 : 6)) {
    case 1:
      return { op: 'and', of: Array.from({ length: choose.below(4) }, inner) };
    case 2:
      return { op: 'or', of: Array.from({ length: choose.below(4) }, inner) };
    case 3:
      return { op: 'not', of: inner() };
    case 4: {
      const groups = readable.groups.filter((group) => group.inner.length > 0);
      if (groups.length === 0) return leaf();
      const group = choose.pick(groups);
      const own = { ...readable, numbers: [...group.inner, choose.pick(readable.numbers)], groups: [] };
      const of = conditionOn(own, choose, 1) ?? leaf();
      return { op: choose.pick(['some', 'every'] as const), ref: group.ref, of };
    }
    default:
      return leaf();
  }
}

function comparisonOf(ref: AnswerPath, choose: Choosing): Condition {
  const value = choose.below(4);
  switch (choose.below(5)) {
    case 0:
      return { op: 'in', ref, values: [value, choose.below(4)].slice(choose.below(3)) };
    case 1:
      return { op: 'between', ref, low: value, high: choose.below(4) };
    case 2:
      return { op: 'answered', ref };
    default:
      return { op: choose.pick(['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const), ref, value };
  }
}

function joined(one: Readable, two: Readable): Readable {
  const fresh = <T>(mine: readonly T[], theirs: readonly T[]) => [
    ...mine,
    ...theirs.filter((each) => !mine.includes(each)),
  ];
  return {
    numbers: fresh(one.numbers, two.numbers),
    groups: fresh(one.groups, two.groups),
    steps: fresh(one.steps, two.steps),
  };
}

function below(inner: Readable, path: AnswerPath): Readable {
  return {
    numbers: inner.numbers.map((ref) => [...path, ...ref]),
    groups: inner.groups.map((group) => ({
      ref: [...path, ...group.ref],
      inner: group.inner.map((ref) => [...path, ...ref]),
    })),
    steps: [],
  };
}
