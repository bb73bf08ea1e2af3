import { partsOf } from '../../controls/lookup.ts';
import type { RawValues } from '../../controls/raw.ts';
import { isSearched } from '../../definition/choice-source.ts';
import type { Field, Option } from '../../definition/field.ts';
import type { StepPlace } from '../../definition/place.ts';
import type { FoundByControl } from './page.ts';

/** What is typed, what was found by the names of controls, and in which of them somebody has searched just now. */
interface FormHere {
  readonly raw: RawValues;
  readonly found?: FoundByControl | undefined;
  readonly searched?: string | undefined;
  readonly nameOf?: (field: string) => string;
}

/**
 * A page whose choices that are searched have the options which it shows: the one that is chosen, and those that the
 * typed text found. The same page where none is searched.
 */
export function withFoundHere(
  place: StepPlace,
  { raw, found = {}, searched, nameOf = (name) => name }: FormHere,
): StepPlace {
  const { step } = place;
  if (!step.fields.some(({ meta }) => isSearched(meta.source))) return place;
  const fields = step.fields.map((field): Field => {
    if (!isSearched(field.meta.source)) return field;
    const name = nameOf(field.name);
    const here = found[name];
    const { value } = partsOf(raw[field.name]);
    const others = here?.kind === 'found' ? here.options : [];
    return {
      ...field,
      found: here && { ...here, isAsked: name === searched },
      options: onceEach([...chosenOf(field, value), ...others]),
    };
  });
  return { ...place, step: { ...step, fields } };
}

/** The option of what is chosen; where options stand in for those that could not be had, it is called by its value. */
function chosenOf({ options, takesOthers }: Field, value: string): readonly Option[] {
  const known = options.filter((option) => option.value === value);
  if (known.length > 0 || value === '' || takesOthers !== true) return known;
  return [{ value, label: value }];
}

function onceEach(options: readonly Option[]): readonly Option[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}
