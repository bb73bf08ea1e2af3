import { onceFor } from '../../once-for.ts';
import type { WizardDefinition } from '../model.ts';
import { everyNode } from '../place.ts';
import { comparisonsOf, everyCondition } from './conditions.ts';
import { isDayFromToday, operandsOf } from './operand.ts';

const derived = new WeakMap<
  WizardDefinition,
  { readonly today: string; readonly definition: WizardDefinition }
>();

/**
 * The definition as it stands on a day, which `today()` in its conditions is, and which its values get: the same object
 * for the same day, and the definition itself where it has no values and no condition asks for it.
 *
 * @param dayNow gives the ISO date, when it is asked for
 */
export function onDay(definition: WizardDefinition, dayNow: () => string): WizardDefinition {
  if (!asksForToday(definition)) return definition;
  const today = dayNow();
  const last = derived.get(definition);
  if (last?.today === today) return last.definition;
  const made = { ...definition, today };
  derived.set(definition, { today, definition: made });
  return made;
}

const asksForToday = onceFor(
  (definition: WizardDefinition): boolean =>
    everyNode(definition).some(({ kind }) => kind === 'value') ||
    everyCondition(definition)
      .flatMap(comparisonsOf)
      .some((comparison) => operandsOf(comparison).some(isDayFromToday)),
);
