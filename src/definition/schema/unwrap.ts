import type { core } from 'zod';
import type { SchemaCore } from '../../controls/control.ts';
import { fileRefKeys } from '../file-ref.ts';

/** What is left of a schema under its wrappers; `unfit` when no control can ask for it: `fix` says what to do. */
export type Core = SchemaCore | { readonly kind: 'unfit'; readonly fix: string };

/** A schema without its wrappers, and what the wrappers said. */
export interface Unwrapped {
  readonly core: Core;
  /** The schema under the wrappers. */
  readonly innermost: core.$ZodType;
  /** The metas of every layer, the outer ones winning. */
  readonly meta: { readonly [key: string]: unknown };
  readonly required: boolean;
  /** False when the type that goes in is not the one that comes out, or cannot be known to be. */
  readonly comparable: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** What the author says of a longer text, in the schema itself. */
  readonly tooLong?: string;
  readonly minimum?: number;
}

/**
 * Takes the wrappers off a schema (optional, default, nullable, readonly, pipes, …), since each of them hides the
 * meta and the type of what it wraps.
 *
 * @param metaOf the meta of one layer, from Zod's registry
 */
export function unwrap(
  schema: core.$ZodType,
  metaOf: (layer: core.$ZodType) => object | undefined,
): Unwrapped {
  let layer = schema as core.$ZodTypes;
  let meta: { readonly [key: string]: unknown } = { ...metaOf(layer) };
  let comparable = true;
  let isStringbool = false;
  let required = !acceptsAbsence(layer);
  for (;;) {
    const inner = innerOf(layer);
    if (inner === undefined) break;
    isStringbool ||= isWordsToBoolean(layer);
    comparable &&= !inner.changesType;
    layer = inner.schema;
    // A preprocessing pipe says nothing of absence itself: what it hands on does.
    if (inner.isPreprocess) required = !acceptsAbsence(layer);
    meta = { ...metaOf(layer), ...meta };
  }
  const core = isStringbool
    ? unfit('no control fits z.stringbool(); use yesNo(label) or z.boolean()')
    : coreOf(layer);
  return { core, innermost: layer, meta, required, comparable, ...limitsOf(layer) };
}

/** Whether a schema takes `undefined`, by Zod's own account: `optional`, or `defaulted` since 4.6. */
function acceptsAbsence(schema: core.$ZodType): boolean {
  return schema._zod.optin !== undefined;
}

interface Inner {
  readonly schema: core.$ZodTypes;
  readonly changesType: boolean;
  readonly isPreprocess?: boolean;
}

function innerOf(layer: core.$ZodTypes): Inner | undefined {
  const def = layer._zod.def;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return { schema: def.innerType as core.$ZodTypes, changesType: false };
    case 'lazy':
      return { schema: def.getter() as core.$ZodTypes, changesType: false };
    case 'pipe': {
      const into = def.in as core.$ZodTypes;
      const outOf = def.out as core.$ZodTypes;
      if (into._zod.def.type === 'transform') return { schema: outOf, changesType: true, isPreprocess: true };
      return { schema: into, changesType: typeUnder(into) !== typeUnder(outOf) };
    }
    default:
      return undefined;
  }
}

/** The kind of type under the wrappers; a transform has one of its own, since what it returns cannot be known. */
function typeUnder(schema: core.$ZodTypes): string {
  const inner = innerOf(schema);
  return inner === undefined ? schema._zod.def.type : typeUnder(inner.schema);
}

/** `z.stringbool()` reads words as yes or no; a page that shows a text box for it would be wrong. */
function isWordsToBoolean(layer: core.$ZodTypes): boolean {
  const { def } = layer._zod;
  return (
    def.type === 'pipe' &&
    typeUnder(def.out as core.$ZodTypes) === 'boolean' &&
    typeUnder(def.in as core.$ZodTypes) === 'string'
  );
}

function coreOf(schema: core.$ZodTypes): Core {
  const { def } = schema._zod;
  switch (def.type) {
    case 'string': {
      const format = formatOf(schema);
      if (format === 'datetime' || format === 'duration') {
        return unfit(`no control asks for an ISO ${format}; use date() and time() as two fields`);
      }
      return { kind: 'string', format };
    }
    case 'number':
      return { kind: 'number', isWhole: /^(safe)?u?int/.test(formatOf(schema) ?? '') };
    case 'boolean':
      return { kind: 'boolean' };
    case 'array': {
      const element = coreOf(
        unwrap(def.element, () => undefined).comparable ? innermostOf(def.element) : schema,
      );
      return (element.kind === 'choice' || element.kind === 'file') && !element.several
        ? { ...element, several: true }
        : unfit(unfitList(innermostOf(def.element)));
    }
    case 'enum':
    case 'literal':
    case 'union':
      return closedCore(schema);
    case 'object':
      return isFileShape(def.shape)
        ? { kind: 'file', several: false }
        : { kind: 'object', keys: Object.keys(def.shape), fix: unfitTypes['object'] ?? '' };
    default:
      return unfit(
        unfitTypes[def.type] ??
          `no control fits z.${def.type}(); use one of the makers: text, integer, choice, date, …`,
      );
  }
}

/** What to write in the place of schemas that no control fits. */
const unfitTypes: { readonly [type: string]: string } = {
  date: 'no control fits z.date(); use date(label) or z.iso.date(), which keep an ISO string',
  object: 'no control asks for an object; give each of its properties a field of its own',
  record: 'no control asks for an object; give each of its properties a field of its own',
  intersection: 'no control asks for an object; give each of its properties a field of its own',
  map: 'no control asks for an object; give each of its properties a field of its own',
  tuple: 'no control asks for a tuple; give each of its places a field of its own',
  set: 'no control asks for a set; use choices(label, { … }), and make a set of it with .transform((list) => new Set(list))',
  bigint: 'no control fits z.bigint(); use integer(label) or z.int()',
  file: 'no control fits z.file(); use file(label, { types: ["application/pdf"] }), which is uploaded and answered by a reference',
  template_literal: 'no control fits z.templateLiteral(); use text(label).regex(…)',
  any: 'no control fits z.any(), which says nothing of the answer; use one of the makers: text, integer, choice, date, …',
  unknown:
    'no control fits z.unknown(), which says nothing of the answer; use one of the makers: text, integer, choice, date, …',
};

function unfitList(element: core.$ZodTypes): string {
  return element._zod.def.type === 'object'
    ? 'no control asks for a list of objects; ask for one of them in a fragment(), and include() it once for each: .include("first", item).include("second", item, { when: … })'
    : 'no control asks for a list of free values; use choices(label, { … }), or one field for each';
}

/** Whether an object is a reference to a file, as `file` makes its schema. */
function isFileShape(shape: object): boolean {
  const keys = Object.keys(shape);
  return keys.length === fileRefKeys.length && fileRefKeys.every((key) => keys.includes(key));
}

function innermostOf(schema: core.$ZodType): core.$ZodTypes {
  const inner = innerOf(schema as core.$ZodTypes);
  return inner === undefined ? (schema as core.$ZodTypes) : innermostOf(inner.schema);
}

/** An enum, a literal, or a union of them: a closed set of values. */
function closedCore(schema: core.$ZodTypes): Core {
  const values = closedValues(schema);
  if (values?.length === 1 && values[0] === true) return { kind: 'consent' };
  return values !== undefined && values.every((value) => typeof value === 'string')
    ? { kind: 'choice', values: [...new Set(values)], several: false }
    : unfit(unfitUnion(schema));
}

function unfitUnion(schema: core.$ZodTypes): string {
  const { def } = schema._zod;
  const types = def.type === 'union' ? def.options.map((option) => innermostOf(option)._zod.def.type) : [];
  if (types.includes('object'))
    return 'no control asks for one of several objects; ask which one with choice(label, { … }), and for the rest in fields with a show, or in steps with a when';
  return types.length > 0 && !types.every((type) => type === 'literal' || type === 'enum')
    ? `no control asks for one of several types (${[...new Set(types)].join(', ')}); keep one of them, and change it with .transform(…) if you need another`
    : 'a choice must be among strings; use choice(label, { value: label, … })';
}

function closedValues(schema: core.$ZodTypes): readonly unknown[] | undefined {
  const def = schema._zod.def;
  if (def.type === 'enum') return Object.values(def.entries);
  if (def.type === 'literal') return def.values;
  if (def.type !== 'union') return undefined;
  const parts = def.options.map((option) => closedValues(innermostOf(option)));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function unfit(fix: string): Core {
  return { kind: 'unfit', fix };
}

/** `z.email()` says its format itself, `z.string().email()` in a check. */
function formatOf(schema: core.$ZodTypes): string | undefined {
  const own: unknown = 'format' in schema._zod.def ? schema._zod.def.format : undefined;
  if (typeof own === 'string') return own;
  for (const { _zod } of schema._zod.def.checks ?? []) {
    const format: unknown = 'format' in _zod.def ? _zod.def.format : undefined;
    const isOrdinary = format === 'regex' || format === 'lowercase' || format === 'uppercase';
    if (typeof format === 'string' && !isOrdinary && !/_with$|^includes$/.test(format)) return format;
  }
  return undefined;
}

interface Limits {
  minLength?: number;
  maxLength?: number;
  tooLong?: string;
  minimum?: number;
}

/** The tightest limits among a schema's checks. */
function limitsOf(schema: core.$ZodTypes): Limits {
  const limits: Limits = {};
  for (const check of schema._zod.def.checks ?? []) {
    const def = check._zod.def as core.$ZodChecks['_zod']['def'];
    if (def.check === 'min_length') limits.minLength = Math.max(limits.minLength ?? 0, def.minimum);
    if (def.check === 'length_equals') limits.minLength = def.length;
    if (def.check === 'max_length' || def.check === 'length_equals') {
      const most = def.check === 'max_length' ? def.maximum : def.length;
      if (most <= (limits.maxLength ?? Infinity))
        Object.assign(limits, { maxLength: most, tooLong: wordsOf(def, most) });
    }
    if (def.check === 'greater_than' && typeof def.value === 'number')
      limits.minimum = Math.max(limits.minimum ?? -Infinity, def.value);
  }
  return limits;
}

/** The author's own message for a text that is too long, if there is one. */
function wordsOf({ error }: core.$ZodCheckDef, maximum: number): string | undefined {
  const issue = { code: 'too_big', origin: 'string', maximum, inclusive: true, input: '', path: [] };
  // The type is that of an issue of any kind, which is one of none.
  const said = error?.(issue as never);
  return typeof said === 'string' ? said : said?.message;
}
