import type { Json } from '../../definition/answers.ts';
import type { ValueAt } from '../../definition/place.ts';
import type { Walk } from '../../flow/walk.ts';
import { answerLines } from './answer-lines.ts';
import { toldHeading } from './told-places.ts';
import { textWithAnswers, type Telling } from './words-with-answers.ts';

/** A computed value that visitors see by itself. */
export interface ValueShown {
  /** With its heading as this visitor reads it. */
  readonly at: ValueAt;
  readonly title: string;
  readonly value: Json;
  /** As it reads in a summary. */
  readonly lines: readonly string[];
}

/** The values of a walk that visitors see by themselves, in order: those that there are. */
export function valuesShown(walk: Walk, telling: Telling): readonly ValueShown[] {
  // Most wizards have none, and each of their pages would look at every node.
  if (Object.keys(walk.values).length === 0) return [];
  return walk.verdicts.flatMap(({ at }): readonly ValueShown[] => {
    const value = at.kind === 'value' && at.value.shown ? walk.values[at.key] : undefined;
    if (at.kind !== 'value' || value === undefined) return [];
    const { field } = at.value;
    return [
      {
        at: { ...at, heading: toldHeading(at, telling) },
        title: textWithAnswers(field.meta.label, at.scope, telling),
        value,
        lines: answerLines(field, value, { ...telling, key: at.key }),
      },
    ];
  });
}
