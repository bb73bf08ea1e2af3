import { comparisonsOf, fromRoot, leavesOf, wholeConditionOf } from '../definition/condition/conditions.ts';
import { evaluate } from '../definition/condition/evaluate.ts';
import type { Comparison } from '../definition/condition/operators.ts';
import type { AnswersByStep, Condition } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { keyOf } from '../definition/path.ts';
import { everyPlace, rootScope, type Place } from '../definition/place.ts';
import type { Scope } from '../definition/scope.ts';

/** A comparison on which the way through a wizard depends. */
interface Asked {
  readonly comparison: Comparison;
  /** The number of the page at which it is asked. */
  readonly at: number;
}

/** What decides the ways through a wizard. */
export interface Deciding {
  /** Every comparison of a `when`, and of the `show` of each field that one of these reads. */
  readonly asked: readonly Asked[];
  /** What a condition reads that no answer of a walk can be chosen for: groups and computed values, by key. */
  readonly opaque: readonly string[];
  /** The number of a page in the order of the wizard. */
  readonly numberOf: (place: Place) => number;
  readonly root: Scope;
}

/** Finds what decides the ways through a wizard. */
export function decidingIn(definition: WizardDefinition): Deciding {
  const places = everyPlace(definition);
  const numbers = new Map(places.map(({ key }, at) => [key, at]));
  const root = rootScope(definition);
  const asked: Asked[] = [];
  const opaque = new Set<string>();
  const fields = new Set<string>();

  function add(condition: Condition | undefined, at: number): void {
    if (condition === undefined) return;
    for (const leaf of leavesOf(condition)) {
      if ('of' in leaf) opaque.add(root.find(leaf.ref).key);
    }
    for (const comparison of comparisonsOf(condition)) {
      asked.push({ comparison, at });
      const target = root.find(comparison.ref);
      if (target.kind !== 'field') {
        opaque.add(target.key);
        continue;
      }
      // Whether there is an answer at all depends on what shows the field.
      const field = keyOf(target.path);
      if (fields.has(field)) continue;
      fields.add(field);
      const asker = numbers.get(target.key);
      const place = asker === undefined ? undefined : places[asker];
      const show = target.step.fields.find(({ name }) => name === target.name)?.show;
      if (place !== undefined && show !== undefined) add(fromRoot(show, place.scope), asker!);
    }
  }

  places.forEach((place, at) => add(wholeConditionOf(place), at));
  return { asked, opaque: [...opaque], numberOf: ({ key }) => numbers.get(key) ?? 0, root };
}

/** How every comparison that is asked from a page on stands, as text; one that reads a step not answered yet is unknown. */
export function verdicts({ asked, root }: Deciding, live: AnswersByStep, from: number): string {
  return asked
    .map(({ comparison, at }) => {
      if (at < from) return '';
      const { key } = root.find(comparison.ref);
      const waiting = new Set(Object.hasOwn(live, key) ? [] : [key]);
      const verdict = evaluate(comparison, root, { live, waiting });
      return verdict === undefined ? '?' : verdict ? '1' : '0';
    })
    .join('');
}
