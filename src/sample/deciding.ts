import {
  comparisonsOf,
  fromRoot,
  leavesOf,
  wholeConditionOf,
  type Leaf,
} from '../definition/condition/conditions.ts';
import { evaluate, type Known } from '../definition/condition/evaluate.ts';
import { refsIn, withRefs } from '../definition/condition/operand.ts';
import type { AnswerPath, Comparison, Condition, ItemsByGroup } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { anyItem, isBelow, keyOf } from '../definition/path.ts';
import { everyPlace, fieldsAt, pathInAny, rootScope, type Place } from '../definition/place.ts';
import { wholeField, type Scope } from '../definition/scope.ts';

/** A question on which the way through a wizard depends. */
interface Asked {
  readonly leaf: Leaf;
  /** The number of the page at which it is asked. */
  readonly at: number;
}

/** What decides the ways through a wizard. */
export interface Deciding {
  /** Everything that a `when` asks, and the `show` of each field that one of these reads. */
  readonly asked: readonly Asked[];
  /** Every comparison among these, those of items too. */
  readonly compared: readonly Comparison[];
  /** The names of facts that are compared with answers: how they come out shows only when these are there. */
  readonly factsBesideAnswers: readonly string[];
  /** What a condition reads for which no answer can be chosen, since it follows from others: computed values, by key. */
  readonly opaque: readonly string[];
  /** The number of a page in the order of the wizard. */
  readonly numberOf: (place: Place) => number;
  readonly root: Scope;
}

/** Finds what decides the ways through a wizard. */
export function decidingIn(definition: WizardDefinition): Deciding {
  const places = everyPlace(definition);
  const numbers = new Map(places.map(({ key }, at) => [key, at]));
  const compared: Comparison[] = [];
  const root = rootScope(definition);
  const asked: Asked[] = [];
  const opaque = new Set<string>();
  const fields = new Set<string>();

  function add(condition: Condition | undefined, at: number): void {
    if (condition === undefined) return;
    asked.push(...leavesOf(condition).map((leaf) => ({ leaf, at })));
    for (const comparison of comparisonsOf(condition)) {
      compared.push(comparison);
      for (const ref of refsIn(comparison)) addShow(ref);
    }
  }

  /** Whether there is an answer at all depends on what shows the field. */
  function addShow(ref: AnswerPath): void {
    const target = root.find(ref);
    if (target.kind === 'value') opaque.add(target.key);
    if (target.kind !== 'field') return;
    const field = keyOf([target.key, target.name]);
    if (fields.has(field)) return;
    fields.add(field);
    const asker = numbers.get(target.key);
    const place = asker === undefined ? undefined : places[asker];
    const show = wholeField(target)?.show;
    if (place !== undefined && show !== undefined) add(fromRoot(show, place.scope), asker!);
  }

  places.forEach((place, at) => {
    add(wholeConditionOf(place), at);
    const offers = fieldsAt(place).flatMap(({ offer = {} }) => Object.values(offer));
    for (const offer of offers) add(fromRoot(offer, place.scope), at);
  });
  const beside = compared.map(refsIn).filter((refs) => refs.length > 1);
  const factsBesideAnswers = beside.flat().flatMap((ref) => {
    const target = root.find(ref);
    return target.kind === 'fact' ? [target.name] : [];
  });
  const numberOf = (place: Place) => numbers.get(keyOf(pathInAny(place))) ?? 0;
  return { asked, compared, factsBesideAnswers, opaque: [...opaque], numberOf, root };
}

/**
 * How everything that is asked from a page on stands, as text; what reads an answer to come is unknown, and depends on the
 * facts with which that is compared.
 */
export function verdicts({ asked, root, factsBesideAnswers }: Deciding, known: Known, from: number): string {
  const { live, items = {}, facts = {} } = known;
  const beside = factsBesideAnswers.map((name) => JSON.stringify(facts[name])).join(' ');
  const outcomes = asked
    .filter(({ at }) => at >= from)
    .flatMap(({ leaf }) => inEachItem(leaf, items))
    .map((leaf) => {
      const read = 'of' in leaf ? [leaf.ref] : refsIn(leaf);
      const missing = read
        .map((ref) => root.find(ref))
        .filter(({ kind, key }) => {
          if (kind === 'fact') return known.facts === undefined;
          if (kind === 'value') return !Object.hasOwn(known.values ?? {}, key);
          return !Object.hasOwn(kind === 'count' || kind === 'items' ? items : live, key);
        });
      const verdict = evaluate(leaf, root, { ...known, waiting: new Set(missing.map(({ key }) => key)) });
      return verdict === undefined ? '?' : verdict ? '1' : '0';
    })
    .join('');
  return `${outcomes}${beside}`;
}

/** What is asked in each item that there is of the groups around it; as it is when it stands in none. */
function inEachItem(leaf: Leaf, items: ItemsByGroup): readonly Leaf[] {
  const at = leaf.ref.indexOf(anyItem);
  if (at < 0) return [leaf];
  const around = leaf.ref.slice(0, at + 1);
  const there = items[keyOf(around.slice(0, at))] ?? [];
  return there.flatMap((item) => {
    const inItem = (ref: AnswerPath) => (isBelow(ref, around) ? ref.with(at, item) : ref);
    return inEachItem('of' in leaf ? { ...leaf, ref: inItem(leaf.ref) } : withRefs(leaf, inItem), items);
  });
}
