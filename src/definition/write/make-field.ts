import { z, type core } from 'zod';
import type { ControlKind, FieldWith } from '../../controls/control.ts';
import type { PageLanguage } from '../../controls/display.ts';
import { isOwnControl, makeControl, type OwnControlParts } from '../../controls/own.ts';
import type { FieldMeta } from '../field.ts';
import type { Fault } from '../../fault.ts';
import { faultsOfOptions } from '../../options.ts';
import { commonShape, makerFaults } from '../schema/field-meta.ts';

/** What every maker's options may say. `Value` is the stored answer, which `summary` is given. */
export interface Common<Value> extends Pick<
  FieldMeta,
  'hint' | 'help' | 'name' | 'messages' | 'autocomplete' | 'fromUrl'
> {
  /** How the answer reads in a summary; undefined leaves its row out. */
  readonly summary?: (value: Value) => string | undefined;
}
const { hint, help, name, messages, summary, autocomplete, fromUrl } = commonShape;
const common = { hint, help, name, messages, summary, autocomplete, fromUrl };

/** Carries label, control and options in the schema's meta; what is wrong with the options is left there as well. */
export function makeField<Schema extends z.ZodType>(
  schema: Schema,
  label: string,
  more: {
    /** The options that the author gave. */
    readonly given: object | undefined;
    /** Says which options there are; without it, the schema decides on the control later. */
    readonly control?: ControlKind;
    /** Further options, by name. */
    readonly also?: { readonly [option: string]: z.ZodType };
    readonly extra?: Partial<FieldMeta>;
    readonly faults?: readonly Fault[];
  },
): Schema {
  const shape = { ...common, ...more.control?.options, ...more.also };
  const options = more.given ?? {};
  const wrong = faultsOfOptions('its options', shape, options).map(withOtherWay);
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

/** What other libraries have among their options, and how it is said here. */
const otherWays: { readonly [option: string]: string } = {
  min: 'say it with Zod: .min(…) behind the maker',
  max: 'say it with Zod: .max(…) behind the maker',
  minLength: 'say it with Zod: .min(…) behind the maker',
  maxLength: 'say it with Zod: .max(…) behind the maker',
  length: 'say it with Zod: .length(…) behind the maker',
  pattern: 'say it with Zod: .regex(/…/) behind the maker',
  regex: 'say it with Zod: .regex(/…/) behind the maker',
  default: 'say it with Zod: .default(…) behind the maker',
  defaultValue: 'say it with Zod: .default(…) behind the maker',
  required: 'every field is required unless .optional() stands behind the maker',
  optional: 'say it with Zod: .optional() behind the maker',
  label: 'the label comes first: text("Full name", { … })',
  title: 'the label comes first: text("Full name", { … })',
  placeholder: 'there are none, since they vanish where they are needed; write a hint',
  description: 'write a hint',
  initial: 'say it in the step: initial: { field: … }',
  show: 'say it in the step: show: { field: (own) => own.other.is(…) }',
  when: 'say it in the step: show: { field: (own) => own.other.is(…) }',
};

function withOtherWay<F extends Fault>(fault: F): F {
  const { code, word } = fault;
  if (code !== 'unknown-option' || word === undefined || !Object.hasOwn(otherWays, word)) return fault;
  return { ...fault, message: `unknown property "${word}" in its options; ${otherWays[word]}` };
}

/** Ours by their names, as authors write them; an author's own as it is. */
function inMeta(control: ControlKind): string | ControlKind {
  const given: unknown = control;
  return isOwnControl(given) ? given : control.name;
}

type Shape = { readonly [option: string]: z.ZodType };
type Given<Own extends Shape> = z.output<z.ZodObject<Own>>;

/** Makes fields of an author's own control, as `text` and `date` make theirs. */
export type Maker<Own extends Shape, Schema extends z.ZodType> = (
  label: string,
  options?: Common<z.input<Schema>> & z.input<z.ZodObject<Own>>,
) => Schema;

/** What `control` is given: see docs/controls.md. */
export interface ControlOptions<Own extends Shape, Schema extends z.ZodType> extends Omit<
  OwnControlParts<Given<Own>>,
  'options' | 'lines'
> {
  /** The options of its maker beside those that every field has: a Zod schema for each. */
  readonly options?: Own;
  /** The schema of its answers, from its maker's options: of texts, numbers, yes or no, or a list of texts. */
  readonly schema: (options: Given<Own>) => Schema;
  /** How a stored answer reads in a summary, a text for each line. */
  readonly lines?: (
    answer: z.input<Schema>,
    field: FieldWith<Given<Own>>,
    page: PageLanguage,
  ) => readonly string[];
}

/**
 * Makes a control of an author's own: with its view, its part of the page's script and style, its reading, its summary.
 * What is wrong with it is reported where a field uses it, at start-up and by `stepway check`.
 *
 * @returns a maker of fields: `stars('How was it?', { most: 5 })`
 */
export function control<Schema extends z.ZodType, const Own extends Shape = Record<never, never>>(
  given: ControlOptions<Own, Schema>,
): Maker<Own, Schema> {
  const { schema, ...parts } = given;
  // Its functions are typed for its own answers and options, which are what they will be given.
  const { kind, faults } = makeControl(parts as unknown as OwnControlParts);
  return (label, options) => {
    const own = z.object(kind.options as Own).safeParse(options ?? {});
    // What is wrong with them is reported by `makeField`; without them the schema is made as if none were given.
    const known = own.success ? own.data : ({} as Given<Own>);
    return makeField(schema(known), label, { given: { ...options, ...known }, control: kind, faults });
  };
}
