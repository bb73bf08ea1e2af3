import type { Condition } from '../../definition/answers.ts';
import { fromRoot, wholeConditionOf } from '../../definition/condition/conditions.ts';
import { evaluate } from '../../definition/condition/evaluate.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { everyNode, everyPlace, rootScope, type GroupPlace, type StepPlace } from '../../definition/place.ts';
import type { Field } from '../../definition/field.ts';
import { newFault, type Fault } from '../../fault.ts';

/** Choices among the items of a list that are due although there may be nothing to choose from: nobody could go on. */
export function emptyChoices(definition: WizardDefinition): readonly Fault[] {
  const places = everyPlace(definition);
  return places.flatMap((place) =>
    place.kind !== 'step'
      ? []
      : place.step.fields.flatMap((field): Fault[] => {
          const { from } = field.meta;
          const target = from === undefined ? undefined : place.scope.find(from.group);
          const list = places.find(
            (each): each is GroupPlace => each.kind === 'group' && each.key === target?.key,
          );
          if (list === undefined || !field.required) return [];
          if (!mayBeEmpty(list, { place, field }, definition)) return [];
          const id = from?.group.at(-1) ?? '';
          const message = `is due, and its list "${list.written}" may be empty, so that there would be nothing to choose from: give the step a when, such as ({ ${id} }) => ${id}.count.gte(1), or put .optional() behind the choice`;
          return [newFault('empty-choice', message, { step: place.written, field: field.name })];
        }),
  );
}

/** Whether the field can be asked while its list has no items, as far as conditions tell. */
function mayBeEmpty(
  list: GroupPlace,
  { place, field }: { readonly place: StepPlace; readonly field: Field },
  definition: WizardDefinition,
): boolean {
  const asked = [wholeConditionOf(place), field.show && fromRoot(field.show, place.scope)];
  const conditions = asked.flatMap((each) => (each === undefined ? [] : partsOf(each)));
  const listed = partsOf(wholeConditionOf(list)).map((each) => JSON.stringify(each));
  const isWithList = listed.every((part) => conditions.some((each) => JSON.stringify(each) === part));
  if (list.step.min > 0 && isWithList) return false;
  // Everything else may be answered in any way.
  const waiting = new Set(everyNode(definition).flatMap(({ key }) => (key === list.key ? [] : [key])));
  const empty = { live: {}, items: { [list.key]: [] }, waiting };
  return conditions.every((each) => evaluate(each, rootScope(definition), empty) !== false);
}

function partsOf(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  return condition.op === 'and' ? condition.of.flatMap(partsOf) : [condition];
}
