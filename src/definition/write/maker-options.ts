import { z } from 'zod';
import { optionSchema } from '../schema/field-meta.ts';
import { isIndex } from '../schema/number-like.ts';
import type { Option } from '../field.ts';
import { newFault, type Fault } from '../../fault.ts';
import { faultsOfOptions } from '../../options.ts';

/** An option's label, or its label with a hint or a divider. */
export type OptionText = string | Omit<Option, 'value'>;

/** An option with its value, for lists whose order matters more than JavaScript's. */
export type OptionItem<Value extends string> = Omit<Option, 'value'> & { readonly value: Value };

/** Both ways in which options are given. */
export type GivenOptions = readonly OptionItem<string>[] | { readonly [value: string]: OptionText };

/** Brings options into one form, in order, and says what is wrong with them. */
export function readOptions(given: GivenOptions): {
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly faults: readonly Fault[];
} {
  const faults: Fault[] = [];
  const options: Option[] = [];
  const isObject = typeof given === 'object' && given !== null;
  if (!isObject) {
    faults.push(newFault('wrong-option', 'its options must be an object of labels by value, or a list'));
  }
  const entries: readonly unknown[] = !isObject
    ? []
    : Array.isArray(given)
      ? given
      : Object.entries(given).map(([value, text]: [string, unknown]) =>
          typeof text === 'object' && text !== null ? { ...text, value } : { value, label: text },
        );
  if (entries.length > 0 && entries.every((entry) => typeof entry === 'string')) {
    const meant = entries
      .slice(0, 2)
      .map((value) => `${/^[A-Za-z_]\w*$/.test(value) ? value : JSON.stringify(value)}: "…"`);
    const example = `{ ${meant.join(', ')}${entries.length > 2 ? ', …' : ''} }`;
    faults.push(newFault('wrong-option', `its options have no labels; give them by value: ${example}`));
    return { options, values: [], faults };
  }
  for (const entry of entries) {
    const place = `option "${valueOf(entry)}"`;
    const wrong = faultsOfOptions(place, optionSchema.shape, entry);
    for (const fault of wrong) {
      const isLabel = fault.property === 'label';
      faults.push(isLabel ? newFault('option-without-label', `${place} needs a label`) : fault);
    }
    if (wrong.some(({ property }) => property === 'value' || property === '')) continue;
    const faulty = new Set(wrong.map(({ property }) => property));
    const kept = Object.entries(entry as object).filter(([name]) => !faulty.has(name));
    // A value stands in for a label that is missing, which was reported just now.
    options.push({ label: valueOf(entry), ...Object.fromEntries(kept) } as unknown as Option);
  }
  const values = [...new Set(options.map(({ value }) => value))];
  if (isObject && !Array.isArray(given) && values.length > 1 && values.some(isIndex)) {
    faults.push(
      newFault(
        'options-out-of-order',
        'JavaScript puts number-like options first; give them as a list, in order: [{ value: "10", label: "…" }, …]',
      ),
    );
  }
  return { options, values, faults };
}

const withValue = z.looseObject({ value: z.string() });

function valueOf(entry: unknown): string {
  const parsed = withValue.safeParse(entry);
  return parsed.success ? parsed.data.value : String(entry);
}
