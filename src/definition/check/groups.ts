import { controlOf } from '../../controls/all.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault, type FaultFacts } from '../../fault.ts';
import type { WizardDefinition } from '../model.ts';
import { everyPlace, type GroupPlace } from '../place.ts';

/** Faults of groups: how many items there may be. */
export function groupFaults(definition: WizardDefinition): readonly Fault[] {
  return everyPlace(definition).flatMap((place) =>
    place.kind === 'group' ? [...limitFaults(place), ...rowFaults(place)] : [],
  );
}

function limitFaults({ step: { min, max }, written }: GroupPlace): readonly Fault[] {
  const facts = { step: written, call: 'repeat' };
  if (max < 1) {
    const message = 'its max must be at least 1, as there would be nothing to add';
    return [newFault('wrong-option', message, { ...facts, property: 'max' })];
  }
  if (min <= max) return [];
  const message = `its min is ${min} and its max ${max}, so nobody could have as many items as it needs; raise max`;
  return [newFault('wrong-option', message, { ...facts, property: 'min' })];
}

/** What cannot stand in a row: it is one page with nothing else on it, of controls that a form repeats. */
function rowFaults({ step, written }: GroupPlace): readonly Fault[] {
  if (step.rows === undefined) return [];
  const wrong = (message: string, facts: FaultFacts = {}) =>
    newFault('wrong-option', message, { step: written, call: 'repeat', property: 'rows', ...facts });
  const [row, ...others] = step.nodes;
  if (row?.kind !== 'step' || others.length > 0)
    return [
      wrong(
        'its items are asked as rows, so each has to be one step and nothing else; take "rows" out, or the other pages',
      ),
    ];
  const ofStep =
    row.when === undefined ? [] : [wrong('its items are asked as rows, whose step can have no when')];
  const ofFields = row.fields.flatMap((field): readonly Fault[] => {
    const control = controlOf(field);
    const isKept = control.isSecret !== true && control.isHidden !== true && control.name !== 'file';
    const why =
      field.show !== undefined
        ? 'is shown by a condition'
        : field.initial !== undefined
          ? 'has an initial value'
          : isKept
            ? undefined
            : `is a ${control.name}`;
    const message = `${why}, which cannot stand in a row of several; ask it on a page of its own, without "rows"`;
    return why === undefined
      ? []
      : [newFault('wrong-option', message, { step: `${written}/${row.id}`, field: field.name })];
  });
  const names = row.fields.map(({ name }) => name);
  const numbers = row.fields.filter(({ shape }) => shape === 'number').map(({ name }) => name);
  const ofTotals = step.rows.totals
    .filter((name) => !numbers.includes(name))
    .map((name) =>
      names.includes(name)
        ? wrong(`its totals name "${name}", which is no number`, { property: 'totals', word: name })
        : newFault('unknown-field', `its totals name an unknown field "${name}"${didYouMean(name, names)}`, {
            step: written,
            property: 'totals',
            word: name,
          }),
    );
  return [...ofStep, ...ofFields, ...ofTotals];
}
