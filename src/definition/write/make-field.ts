import type { core, z } from 'zod';
import type { ControlKind } from '../../controls/control.ts';
import { isOwnControl } from '../../controls/own.ts';
import type { FieldMeta } from '../model.ts';
import type { Fault } from '../../fault.ts';
import { faultsOfOptions } from '../../options.ts';
import { commonShape, makerFaults } from '../schema/field-meta.ts';

/** What every maker's options may say. `Value` is the stored answer, which `summary` is given. */
export interface Common<Value> extends Pick<FieldMeta, 'hint' | 'name' | 'messages' | 'autocomplete'> {
  /** How the answer reads in a summary. */
  readonly summary?: (value: Value) => string;
}
const { hint, name, messages, summary, autocomplete } = commonShape;
const common = { hint, name, messages, summary, autocomplete };

/** Carries label, control and options in the schema's meta; what is wrong with the options is left there as well. */
export function makeField<Schema extends z.ZodType>(
  schema: Schema,
  label: string,
  given: object | undefined,
  more: {
    /** Says which options there are; without it, the schema decides on the control later. */
    readonly control?: ControlKind;
    /** Further options, by name. */
    readonly also?: { readonly [option: string]: z.ZodType };
    readonly extra?: Partial<FieldMeta>;
    readonly faults?: readonly Fault[];
  },
): Schema {
  const shape = { ...common, ...more.control?.options, ...more.also };
  const options = given ?? {};
  const wrong = faultsOfOptions('its options', shape, options);
  const faulty = new Set(wrong.map((each) => each.property));
  const kept = Object.entries(options).filter(([option]) => !faulty.has(option));
  const faults = [...(more.faults ?? []), ...wrong];
  const meta = {
    ...more.extra,
    ...Object.fromEntries(kept),
    label,
    ...(more.control === undefined ? {} : { control: inMeta(more.control) }),
    ...(faults.length === 0 ? {} : { [makerFaults]: faults }),
  };
  return schema.meta(meta as core.GlobalMeta) as Schema;
}

/** Ours by their names, as authors write them; an author's own as it is. */
function inMeta(control: ControlKind): string | ControlKind {
  const given: unknown = control;
  return isOwnControl(given) ? given : control.name;
}
