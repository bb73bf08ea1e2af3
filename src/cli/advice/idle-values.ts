import { wholeConditionOf } from '../../definition/condition/conditions.ts';
import { evaluate } from '../../definition/condition/evaluate.ts';
import { valuesOf } from '../../definition/condition/operand.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { Condition, Json } from '../../definition/answers.ts';
import type { Field } from '../../definition/field.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { everyPlace, rootScope, type Place, type StepPlace } from '../../definition/place.ts';
import { comparedBy, stepsIn } from './compared.ts';

/**
 * Options that lead nowhere: the choice decides between branches, most of its options open one, and these open none and
 * are mentioned by no condition. Where all the others open the same steps, it is the option that says no, and where
 * they lead to exit pages it is the one with which a visitor goes on: nothing is wrong.
 */
export function idleValues(definition: WizardDefinition): readonly Fault[] {
  const places = everyPlace(definition);
  const exits = new Set(places.flatMap(({ kind, key }) => (kind === 'exit' ? [key] : [])));
  return stepsIn(places).flatMap((at) =>
    at.step.fields.flatMap((field): Fault[] => {
      const mentioned = mentionedOf(places, at, field);
      const opened = field.options.map(({ value }) => ({
        value,
        steps: stepsOpenedBy(value, { definition, at, field }),
      }));
      const idle = opened.filter(({ value, steps: led }) => led.length === 0 && !mentioned.has(value));
      const onward = opened.map(({ steps: led }) => led.filter((key) => !exits.has(key)));
      const branches = new Set(onward.flatMap((led) => (led.length === 0 ? [] : [led.join(' ')])));
      const opening = onward.filter((led) => led.length > 0).length;
      if (idle.length === 0 || idle.length >= opening || branches.size < 2) return [];
      const values = idle.map(({ value }) => `"${value}"`).join(', ');
      const message =
        idle.length === 1
          ? `its option ${values} leads nowhere: each other one opens a step; give it one, or take it out`
          : `its options ${values} lead nowhere: each other one opens a step; give them one, or take them out`;
      return [newFault('idle-value', message, { step: at.key, field: field.name })];
    }),
  );
}

/** The options that a condition of a page names. */
function mentionedOf(places: readonly Place[], { path }: StepPlace, field: Field): ReadonlySet<unknown> {
  const address = [...path, field.name].join('/');
  const compared = places.flatMap((place) => comparedBy(wholeConditionOf(place)));
  return new Set(compared.flatMap((each) => (each.ref.join('/') === address ? valuesOf(each) : [])));
}

/** The later pages that this value leaves possible and another one rules out. */
function stepsOpenedBy(
  value: string,
  { definition, at, field }: { definition: WizardDefinition; at: StepPlace; field: Field },
): readonly string[] {
  const address = [...at.path, field.name].join('/');
  const root = rootScope(definition);
  const places = everyPlace(definition);
  const waiting = new Set(places.filter((each) => each !== at).map(({ key }) => key));
  const isPossible = (when: Condition, answer: Json) =>
    evaluate(when, root, { live: { [at.key]: { [field.name]: answer } }, waiting }) !== false;
  const given = (each: string): Json => (field.shape === 'list' ? [each] : each);
  return places.flatMap((place) => {
    const when = wholeConditionOf(place);
    if (when === undefined || !comparedBy(when).some(({ ref }) => ref.join('/') === address)) return [];
    const isDeciding = field.options.some((option) => !isPossible(when, given(option.value)));
    return isDeciding && isPossible(when, given(value)) ? [place.key] : [];
  });
}
