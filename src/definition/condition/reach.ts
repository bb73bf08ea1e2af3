import type { Comparison, Condition, Json, StepAnswers } from '../answers.ts';
import type { Field } from '../field.ts';
import type { WizardDefinition } from '../model.ts';
import { everyPlace, fieldsAt, type Place } from '../place.ts';
import type { Scope } from '../scope.ts';
import { candidatesOf, mayBeAbsent } from './candidates.ts';
import { leavesOf, wholeConditionOf } from './conditions.ts';
import { evaluate, type Known } from './evaluate.ts';
import { refsIn } from './operand.ts';

/** Looking further than this many tried answers is given up: the page then counts as reachable. */
const triesOfCheck = 20_000;

/** More combinations of the parts of one answer are not tried. */
const mostOfParts = 512;

/** A page as far as it matters to what can be reached. */
export interface Stop {
  readonly key: string;
  readonly kind: Place['kind'];
  readonly fields: readonly Field[];
  /** All that has to hold, from the wizard's root. */
  readonly when: Condition | undefined;
}

/** The pages of a wizard in order, those inside a group once. */
export function stopsOf(definition: WizardDefinition): readonly Stop[] {
  return everyPlace(definition).map((place) => ({
    key: place.key,
    kind: place.kind,
    fields: fieldsAt(place),
    when: wholeConditionOf(place),
  }));
}

/** How far one looks for answers. */
export interface Reach {
  /** The wizard's own scope: the conditions of the stops stand there. */
  readonly root: Scope;
  /** Keys of pages whose condition is at fault; what depends on them is `unknown`. */
  readonly broken: ReadonlySet<string>;
  /** After so many tried answers it is `unknown`. */
  readonly mostTries?: number | undefined;
}

/**
 * Whether any answers lead to the page at `index` (or past the last one). `exits-only`: but for exit pages they would.
 *
 * Tries the answers that could make a difference (`candidatesOf`) for the steps that matter, in order, and drops a
 * branch as soon as the condition is false whatever is still to come. It may take a page for reachable that is not (too
 * many tries, schemas that cannot be looked into, groups and computed values), never the other way round.
 */
export function canReach(
  stops: readonly Stop[],
  index: number,
  reach: Reach,
): 'yes' | 'never' | 'exits-only' | 'unknown' {
  const { broken } = reach;
  const target = stops[index];
  if (target !== undefined && broken.has(target.key)) return 'unknown';
  const before = stops.slice(0, index);
  const exits = before.filter(({ kind, key }) => kind === 'exit' && !broken.has(key));
  const withExits = search(relevantTo(target?.when, { before, exits }, reach), target?.when, reach);
  if (withExits !== 'never' || exits.length === 0) return withExits;
  const without = search(relevantTo(target?.when, { before, exits: [] }, reach), target?.when, reach);
  return without === 'never' ? 'never' : 'exits-only';
}

function search(
  { stops, comparisons, unknown }: Relevant,
  goal: Condition | undefined,
  { root, broken, mostTries = triesOfCheck }: Reach,
): 'yes' | 'never' | 'unknown' {
  if (stops.some(({ key }) => broken.has(key))) return 'unknown';
  const choices = stops.map((stop) => answersToTry(stop, comparisons, root));
  if (choices.includes(undefined)) return 'unknown';
  let tries = 0;

  const from = (at: number, live: Known['live']): 'yes' | 'never' | 'unknown' => {
    if (++tries > mostTries) return 'unknown';
    const waiting = new Set([...unknown, ...stops.slice(at).map(({ key }) => key)]);
    if (goal !== undefined && evaluate(goal, root, { live, waiting }) === false) return 'never';
    const stop = stops[at];
    if (stop === undefined) return 'yes';
    const applies = stop.when === undefined || evaluate(stop.when, root, { live, waiting: unknown });
    if (applies !== true) {
      const found = from(at + 1, live);
      if (applies === false || found !== 'never') return found;
    }
    if (stop.kind === 'exit') return 'never';
    for (const answers of choices[at]!()) {
      const found = from(at + 1, { ...live, [stop.key]: answers });
      if (found !== 'never') return found;
    }
    return 'never';
  };
  return from(0, {});
}

/** What decides the goal. */
interface Relevant {
  /** The pages whose answers, or whose being there at all, matter. */
  readonly stops: readonly Stop[];
  /** Every comparison that is made of them. */
  readonly comparisons: readonly Comparison[];
  /** Keys of groups and values: what they come to is not looked into. */
  readonly unknown: ReadonlySet<string>;
}

/** The pages that the goal reads, those that they depend on, and exits. */
function relevantTo(
  goal: Condition | undefined,
  { before, exits }: { readonly before: readonly Stop[]; readonly exits: readonly Stop[] },
  { root }: Reach,
): Relevant {
  const keys = new Set<string>();
  const unknown = new Set<string>();
  const comparisons: Comparison[] = [];
  const add = (condition: Condition | undefined): void => {
    for (const leaf of condition === undefined ? [] : leavesOf(condition)) {
      const { kind, key } = root.find(leaf.ref);
      if (
        'of' in leaf ||
        kind === 'value' ||
        kind === 'fact' ||
        kind === 'count' ||
        kind === 'items' ||
        isOpen(leaf)
      ) {
        for (const ref of 'of' in leaf ? [leaf.ref] : refsIn(leaf)) unknown.add(root.find(ref).key);
        continue;
      }
      comparisons.push(leaf);
      if (keys.has(key)) continue;
      keys.add(key);
      add(before.find((stop) => stop.key === key)?.when);
    }
  };
  add(goal);
  for (const exit of exits) {
    keys.add(exit.key);
    add(exit.when);
  }
  return { stops: before.filter(({ key }) => keys.has(key)), comparisons, unknown };
}

/** Whether the answers that stand for all others (`candidatesOf`) would not tell what comes of a comparison. */
function isOpen(comparison: Comparison): boolean {
  return comparison.op === 'matches' || refsIn(comparison).length > 1;
}

/** Every combination of answers of one page's fields that are compared; undefined when there are too many of one. */
function answersToTry(
  stop: Stop,
  comparisons: readonly Comparison[],
  root: Scope,
): (() => Generator<StepAnswers>) | undefined {
  const fields = stop.fields.flatMap((field) => {
    const compared = comparisons.flatMap((comparison) => {
      const target = root.find(comparison.ref);
      const isOfField = target.kind === 'field' && target.key === stop.key && target.name === field.name;
      return isOfField ? [{ comparison, part: target.part }] : [];
    });
    return compared.length === 0 ? [] : [{ name: field.name, values: answersToField(field, compared) }];
  });
  if (fields.some(({ values }) => values === undefined)) return undefined;
  function* combine(at: number): Generator<StepAnswers> {
    const field = fields[at];
    if (field === undefined) return yield {};
    for (const rest of combine(at + 1)) {
      for (const value of field.values!) {
        yield value === undefined
          ? rest
          : ({ ...rest, [field.name]: value } satisfies { [name: string]: Json });
      }
    }
  }
  return () => combine(0);
}

/** Answers that stand for all that a field can have; of one that has parts, every combination of those that are compared. */
function answersToField(
  field: Field,
  compared: readonly { readonly comparison: Comparison; readonly part: string | undefined }[],
): readonly (Json | undefined)[] | undefined {
  if (field.parts === undefined)
    return candidatesOf(
      field,
      compared.map(({ comparison }) => comparison),
    );
  let answers: readonly { readonly [part: string]: Json }[] = [{}];
  for (const part of field.parts) {
    const own = compared.flatMap((each) => (each.part === part.name ? [each.comparison] : []));
    const values = own.length === 0 ? [undefined] : candidatesOf(part, own);
    if (values === undefined) return undefined;
    answers = answers.flatMap((so) =>
      values.map((value) => (value === undefined ? so : { ...so, [part.name]: value })),
    );
    if (answers.length > mostOfParts) return undefined;
  }
  return mayBeAbsent(field) ? [...answers, undefined] : answers;
}
