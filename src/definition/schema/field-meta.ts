import { z } from 'zod';
import { controlNames, ourControls, type Control } from '../../controls/all.ts';
import { isOwnControl } from '../../controls/own.ts';
import { faultsOfOptions, help, longestMs, wholeAbove0, words } from '../../options.ts';
import { nearest } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { ListSource, SearchSource } from '../choice-source.ts';
import type { FieldMeta } from '../field.ts';

/**
 * Under this name a maker leaves in the meta of its schema what was wrong with its options, since it must not throw.
 * The step that uses the schema reports it, as faults that do not know yet where they stand.
 */
export const makerFaults = '_stepwayFaults';

const faultNames = [
  'required',
  'invalid',
  'tooShort',
  'tooLong',
  'tooSmall',
  'tooBig',
  'tooEarly',
  'tooLate',
];

/** One option of a choice as it stands in a meta. */
export const optionSchema = z.strictObject({
  value: words,
  label: words,
  hint: words.optional(),
  afterDivider: z.boolean('must be true or false').optional(),
  exclusive: z.boolean('must be true or false').optional(),
  image: z
    .string('must be a text')
    .regex(/^\/(?![/\\])/, 'must be an address of this site, beginning with one slash: "/pictures/room.jpg"')
    .optional(),
});

/** The parameters that addresses of ours have. */
const ownParameters: readonly string[] = ['return', 'remove', 'removed', 'deleted'];
const urlNameRule =
  'must be true, or the name of a parameter: letters, digits, - and _, and none of return, remove, removed, deleted';
function isUrlName(value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  return typeof value === 'string' && /^[A-Za-z][\w-]{0,63}$/.test(value) && !ownParameters.includes(value);
}

function aFunction<Written>() {
  return z.custom<Written>((value) => typeof value === 'function', 'must be a function');
}

/** What may be said of options that are loaded. */
const loading = {
  dependsOn: z.array(z.array(words)).optional(),
  whenUnavailable: z.array(optionSchema).optional(),
  timeoutMs: wholeAbove0.max(longestMs, `must be at most ${longestMs}, which is 24 days`).optional(),
  cacheMs: wholeAbove0.optional(),
};

/** What the meta of every field may say. */
export const commonShape = {
  hint: words.optional(),
  control: z
    .custom<FieldMeta['control']>(
      (value) => isOwnControl(value) || controlNames.some((name) => name === value),
      `must be one of ${controlNames.join(', ')}`,
    )
    .optional(),
  name: words.optional(),
  help: help.optional(),
  group: z
    .strictObject({ heading: words, hint: words.optional() }, { error: 'must be { heading, hint? }' })
    .optional(),
  options: z.array(optionSchema).optional(),
  source: z
    .union(
      [
        z.strictObject({
          load: aFunction<ListSource['load']>(),
          isFitted: z.boolean('must be true or false').optional(),
          ...loading,
        }),
        z.strictObject({
          find: aFunction<SearchSource['find']>(),
          get: aFunction<SearchSource['get']>(),
          getAll: aFunction<NonNullable<SearchSource['getAll']>>().optional(),
          ...loading,
        }),
      ],
      {
        error:
          'must be { load } or { find, get, getAll? }, and dependsOn?, whenUnavailable?, timeoutMs?, cacheMs?',
      },
    )
    .optional(),
  from: z
    .strictObject(
      { group: z.array(words).min(1), item: words.optional() },
      { error: 'must be what fromGroup(…) gives' },
    )
    .optional(),
  messages: z
    .strictObject(Object.fromEntries(faultNames.map((name) => [name, words.optional()])), {
      error: `must be an object of texts`,
    })
    .optional(),
  summary: z
    .custom<(value: never) => string | undefined>(
      (value) => typeof value === 'function',
      'must be a function',
    )
    .optional(),
  autocomplete: words.optional(),
  fromUrl: z.custom<FieldMeta['fromUrl']>(isUrlName, urlNameRule).optional(),
};

/**
 * Everything that a field's meta may say, but for its label: what every field may, and the options of our controls. Of
 * two that understand one option each in its own way, a meta that names its control has that one's.
 */
export const metaShape: { readonly [option: string]: z.ZodType } = Object.assign(
  { ...commonShape },
  ...Object.values(ourControls).map(({ options }) => options),
);

/**
 * Reads the merged meta of a schema as a field's. A meta may say more than Stepway knows (other tools read it too), so
 * a strange name is a fault only when it looks like a slip of a known one.
 */
export function readMeta(
  field: string,
  found: { readonly [key: string]: unknown },
): { readonly meta: FieldMeta; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [...((found[makerFaults] as readonly Fault[] | undefined) ?? [])];

  const control = found['control'];
  const named = isOwnControl(control) ? control : ourControls[control as Control];
  const shape = { ...metaShape, ...named?.options };
  const metaNames = ['label', ...Object.keys(shape)];
  const ours: { [key: string]: unknown } = {};
  for (const [key, value] of Object.entries(found)) {
    if (metaNames.includes(key)) {
      if (value !== undefined) ours[key] = value;
    } else if (key !== makerFaults && !standardMeta.has(key)) {
      const near = nearest(key, metaNames);
      if (near !== undefined) {
        const message = `unknown property "${key}" in its meta; did you mean "${near}"?`;
        faults.push(newFault('unknown-option', message, { property: key, meant: near, word: key }));
      }
    }
  }
  const { label, ...rest } = ours;
  const hasLabel = typeof label === 'string' && label.trim() !== '';
  if (!hasLabel) {
    const message =
      typeof label === 'object' && label !== null
        ? 'has no label; it comes first, and the options after it: text("Full name", { … })'
        : 'has no label; use a maker such as text("…"), or .meta({ label: "…" })';
    faults.push(newFault('no-label', message));
  }
  for (const each of faultsOfOptions('its meta', shape, rest)) {
    faults.push(each);
    delete ours[each.property];
  }
  // Faulty properties were taken out above; what is left has been parsed.
  const meta = { ...ours, label: hasLabel ? label : field } as FieldMeta;
  return { meta: deepFrozen(meta), faults: faults.map((each) => ({ ...each, field })) };
}

/** What Zod and JSON Schema themselves put into a meta. */
const standardMeta = new Set(['id', 'title', 'description', 'deprecated', 'examples', 'default', '$comment']);

/** Freezes plain objects and arrays all the way down; schemas and functions inside are left alone. */
function deepFrozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  // A Zod schema fills itself in lazily, so it cannot be frozen.
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return value;
  Object.values(value).forEach(deepFrozen);
  return Object.freeze(value);
}
