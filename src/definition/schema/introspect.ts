import { globalRegistry } from 'zod';
import type { core } from 'zod';
import { controlOf, ourControls, type Control } from '../../controls/all.ts';
import { readings } from '../../controls/reading/readings.js';
import type { ControlKind, SchemaCore } from '../../controls/control.ts';
import { countCharacters } from './character-count.ts';
import { isIndex } from './number-like.ts';
import { readMeta } from './field-meta.ts';
import { newFault, type Fault, type FaultCode } from '../../fault.ts';
import { isSearched } from '../choice-source.ts';
import type { Field, FieldMeta, Option } from '../field.ts';
import { isPlain, markdownWords } from '../markdown.ts';
import { unwrap, type Core, type Unwrapped } from './unwrap.ts';

/** A field as read from its schema, and what is wrong with it. */
export interface Introspected {
  readonly field: Field;
  /** Without `step`: the caller knows it. */
  readonly faults: readonly Fault[];
}

/**
 * Reads a field from its Zod schema and the schema's meta: control, stored shape, options, limits.
 *
 * @param name the field's name in its step
 * @returns always a field, with a text control in the place of what could not be read, and every fault
 */
export function introspect(name: string, schema: core.$ZodType): Introspected {
  const unwrapped = unwrap(schema, (inner) => globalRegistry.get(inner));
  countCharacters(unwrapped.innermost);
  const { field, faults } = readField(name, schema, unwrapped);
  return { field: Object.freeze({ ...field, parts: partsOf(field, unwrapped.innermost) }), faults };
}

/**
 * The parts of an answer that is an object, each read as a field from its own schema, with what the control says of it.
 * Nobody types into a part by itself: what is wrong with one is wrong with the whole, which is checked.
 */
function partsOf(field: Field, innermost: core.$ZodType): readonly Field[] | undefined {
  const control = controlOf(field);
  const { def } = (innermost as core.$ZodTypes)._zod;
  if (control.partOf === undefined || def.type !== 'object') return undefined;
  const parts = Object.entries(def.shape).map(([name, schema]) => {
    const { meta, isWords = true } = control.partOf!(name, field);
    const { field: part } = readField(name, schema, {
      ...unwrap(schema, () => undefined),
      meta: { ...meta },
    });
    const comparable = part.comparable && field.comparable && isWords;
    return Object.freeze({ ...part, required: part.required && field.required, comparable, isWords });
  });
  return Object.freeze(parts);
}

function readField(name: string, schema: core.$ZodType, unwrapped: Unwrapped): Introspected {
  const faults: Fault[] = [];
  const report: Report = (code, message) => void faults.push(newFault(code, message, { field: name }));

  const { meta, faults: ofMeta } = readMeta(name, unwrapped.meta);
  faults.push(...ofMeta);

  const core = meta.from === undefined ? unwrapped.core : itemChoice(unwrapped.innermost);
  const isEmptyChoice = core.kind === 'choice' && core.values.length === 0 && meta.from === undefined;
  if (isEmptyChoice && ofMeta.length === 0) report('no-options', 'has no options; give at least one');
  const options = optionsIn(core, meta, report);
  for (const { value } of options) {
    if (readings.literal(value, {}) !== value) report('option-without-value', valueRule(value));
  }
  const control = chosenControl(core, { ...meta, options }, report);
  const { minLength, maxLength, minimum, tooLong } = unwrapped;
  const isLong = control.hasLongLabel === true && !isPlain(meta.label);
  const field: Field = {
    name,
    schema,
    meta: isLong
      ? Object.freeze({ ...meta, label: markdownWords(meta.label, { withAddresses: false }).join(' ') })
      : meta,
    longLabel: isLong ? meta.label : undefined,
    control: control.name,
    required: unwrapped.required,
    shape: shapeOf(core),
    options,
    // Nothing is compared with a file, nor with an item, whose id nobody knows before it is there.
    comparable: unwrapped.comparable && core.kind !== 'file' && meta.from === undefined,
    minLength,
    maxLength,
    tooLong,
    minimum,
  };
  if (control.isVisitorsOwn === true && (meta.fromUrl ?? false) !== false)
    report(
      'control-does-not-fit',
      'fromUrl does not fit it: a password, a file, a signature or an agreement comes from the visitor alone',
    );
  const ofControl = (control.faults?.(field) ?? []).map((fault) => ({ ...fault, field: name }));
  return { field, faults: [...faults, ...ofControl] };
}

/** What can be chosen: of a choice each of its values; of an answer of several parts what its author gives. */
function optionsIn(core: Core, { from, options = [] }: FieldMeta, report: Report): readonly Option[] {
  if (core.kind === 'choice' && from === undefined) return optionsOf(core, options, report);
  return core.kind === 'object' ? options : Object.freeze([]);
}

/** What is asked where items are the options: of a text one of them, of a list any. */
function itemChoice({ _zod: { def } }: core.$ZodType): SchemaCore {
  return { kind: 'choice', values: [], several: def.type === 'array' };
}

/** What a page offers comes back as it was offered, or nobody could choose it. */
function valueRule(value: string): string {
  const shown = JSON.stringify(value);
  return value.trim() === ''
    ? `option ${shown} has a value that is empty, which is no answer; give it one, such as "none", or make the field optional`
    : `option ${shown} has a value with characters that no browser sends back; use letters and digits`;
}

/** Notes a fault of the field that is being read. */
type Report = (code: FaultCode, message: string) => void;

function shapeOf(core: Core): Field['shape'] {
  switch (core.kind) {
    case 'number':
      return 'number';
    case 'boolean':
    case 'consent':
      return 'boolean';
    case 'choice':
      return core.several ? 'list' : 'string';
    case 'file':
      return core.several ? 'list' : 'object';
    case 'object':
      return 'object';
    default:
      return 'string';
  }
}

function chosenControl(
  core: Core,
  { control: asked, source, options }: FieldMeta & { readonly options: readonly Option[] },
  report: Report,
): ControlKind {
  const kinds = Object.values(ourControls);
  if (core.kind === 'unfit') {
    report('no-control', core.fix);
    return ourControls.text;
  }
  if (source !== undefined && core.kind === 'string') {
    if (isSearched(source)) return ourControls.lookup;
    return asked === 'radios' ? ourControls.radios : ourControls.select;
  }
  if (core.kind === 'object' && !namedOne(asked)?.fits(core)) {
    report('no-control', core.fix);
    return ourControls.text;
  }
  const natural = kinds.find((kind) => kind.isDefaultFor?.(core, options.length)) ?? ourControls.text;
  if (asked === undefined) return natural;
  const wanted = namedOne(asked) ?? natural;
  if (wanted.fits(core)) return wanted;
  report(
    'control-does-not-fit',
    `control "${wanted.name}" does not fit its schema; use ${fittingNames(core)}, or change the schema`,
  );
  return natural;
}

/** The control that a meta names; what is left there was checked by `readMeta`. */
function namedOne(asked: FieldMeta['control']): ControlKind | undefined {
  return typeof asked === 'object' ? (asked as ControlKind) : ourControls[asked as Control];
}

function fittingNames(core: SchemaCore): string {
  const fitting = Object.values(ourControls).filter((kind) => kind.fits(core));
  return fitting.map(({ name }) => `"${name}"`).join(' or ');
}

/** The options in the order of the meta, or in the schema's own; each value has a label exactly once. */
function optionsOf(
  core: Extract<Core, { kind: 'choice' }>,
  given: readonly Option[],
  report: Report,
): readonly Option[] {
  if (given.length === 0) {
    if (core.values.length > 1 && core.values.some(isIndex)) {
      report(
        'options-out-of-order',
        'JavaScript puts number-like options first; give their order with choice(label, [{ value, label }, …])',
      );
    }
    return Object.freeze(core.values.map((value) => Object.freeze({ value, label: asWords(value) })));
  }
  const seen = new Set<string>();
  for (const { value, label } of given) {
    if (seen.has(value)) report('duplicate-option', `option "${value}" stands twice; give each value once`);
    else if (!core.values.includes(value)) {
      report('unknown-option', `option "${value}" is not a value of its schema; add it there or take it out`);
    } else if (label.trim() === '') report('option-without-label', `option "${value}" needs a label`);
    seen.add(value);
  }
  for (const value of core.values) {
    if (!seen.has(value)) report('option-without-label', `option "${value}" needs a label`);
  }
  return given;
}

/** `self-employed` → `Self-employed`, `notSure` → `Not sure`. */
function asWords(value: string): string {
  const words = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .trim();
  return (
    words.charAt(0).toUpperCase() + words.slice(1).replace(/ ([A-Z])(?=[a-z])/g, (all) => all.toLowerCase())
  );
}
