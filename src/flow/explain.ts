import { answerWords, conditionWords } from '../definition/condition/condition-words.ts';
import { leavesOf, type Leaf, wholeConditionOf } from '../definition/condition/conditions.ts';
import { answerTo, evaluate, type Verdict } from '../definition/condition/evaluate.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { isPlace, rootScope } from '../definition/place.ts';
import { fieldAt, type Scope } from '../definition/scope.ts';
import type { NodeVerdict, Walk } from './walk.ts';

/** One thing that a condition asks, and how it came out. */
export interface Compared {
  /** What it asks, in words: `Reason for your journey is “To work”`. */
  readonly asks: string;
  /** `course.isPaid` */
  readonly ref: string;
  /** The answer as a person reads it; `no answer` when there is none. */
  readonly answer: string;
  /** True, false, or `open` while the step that it reads is not answered. */
  readonly outcome: boolean | 'open';
}

/** Why one page is on the path or not. */
export interface ExplainedStep {
  readonly key: string;
  readonly title: string;
  /** `open`: it depends on an answer that is still to come; `beyond`: the journey ends at an exit page before it. */
  readonly verdict: NodeVerdict;
  readonly isAnswered: boolean;
  /** Its condition in words; absent when it is always asked. */
  readonly condition?: string | undefined;
  /** Everything that the condition asks. */
  readonly compared: readonly Compared[];
}

/** Why each page is on the path that these answers lead along, or is not. */
export function explain(definition: WizardDefinition, walk: Walk): readonly ExplainedStep[] {
  const root = rootScope(definition);
  return walk.verdicts.flatMap(({ at, verdict }) => {
    if (!isPlace(at)) return [];
    const when = wholeConditionOf(at);
    return [
      {
        key: at.key,
        title: at.step.title,
        verdict,
        isAnswered: Object.hasOwn(at.kind === 'group' ? walk.items : walk.live, at.key),
        condition: when === undefined ? undefined : conditionWords(when, root),
        compared: (when === undefined ? [] : leavesOf(when)).map((each) => comparedOf(each, root, walk)),
      },
    ];
  });
}

function comparedOf(leaf: Leaf, root: Scope, walk: Walk): Compared {
  const { ref } = leaf;
  const outcome: Verdict = evaluate(leaf, root, walk);
  return {
    asks: conditionWords(leaf, root),
    ref: ref.join('.'),
    answer: answerWords(fieldAt(ref, root), answerTo(ref, root, walk)),
    outcome: outcome ?? 'open',
  };
}
