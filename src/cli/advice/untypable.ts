import { controlOf } from '../../controls/all.ts';
import { mayBeAccepted } from '../../definition/condition/operators.ts';
import type { Field } from '../../definition/field.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { everyPlace } from '../../definition/place.ts';
import { newFault, type Fault } from '../../fault.ts';
import { readTyped } from '../../form/read.ts';
import { generateValue, limitsOf, seeded } from '../../sample/generate-value.ts';
import { stepsIn } from './compared.ts';
import { dayIn } from '../../time-zone.ts';

const samples = 40;
/** Fewer accepted samples say nothing. */
const fewest = 5;

/** Fields with a pattern that refuses whatever can be typed: what is typed is tidied before it is compared. */
export function untypableFields(definition: WizardDefinition): readonly Fault[] {
  return stepsIn(everyPlace(definition)).flatMap(({ key, step }) =>
    step.fields.flatMap((field) => {
      const found = limitsOf(field).patterns.length === 0 ? undefined : refusedAsTyped(field);
      if (found === undefined) return [];
      const rule =
        field.control === 'code' ? ' (a code is kept in capitals, without spaces, dots and hyphens)' : '';
      const message = `nothing that is typed can be accepted: "${found.typed}" is kept as "${found.kept}"${rule}, which its pattern refuses; write the pattern for what is kept`;
      return [newFault('untypable-answer', message, { step: key, field: field.name })];
    }),
  );
}

/** An answer that the schema takes, and as what it is kept when it is typed, where none of many is taken then. */
function refusedAsTyped(field: Field): { readonly typed: string; readonly kept: string } | undefined {
  const random = seeded(1);
  const kept = Array.from({ length: samples }, (_, tried) =>
    generateValue(field, random, { today: dayIn(Date.now()), tried }),
  ).flatMap((value) => {
    if (typeof value !== 'string' || !mayBeAccepted(field, value)) return [];
    const read = readTyped(field, controlOf(field).typed(value, field), 'en');
    return [{ typed: value, kept: typeof read === 'string' ? read : '' }];
  });
  return kept.length >= fewest && kept.every((each) => !mayBeAccepted(field, each.kept))
    ? kept[0]
    : undefined;
}
