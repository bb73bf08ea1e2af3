import { z } from 'zod';
import { longestMs } from '../../options.ts';
import { nearest } from '../../did-you-mean.ts';
import { deepFrozen } from './frozen.ts';
import type { ChoiceSource, Fault, FieldMeta } from '../model.ts';
import { faultsOfOptions } from '../../options.ts';

/**
 * Under this name a maker leaves in the meta of its schema what was wrong with its options, since it must not throw.
 * The step that uses the schema reports it.
 */
export const makerFaults = '_stepwayFaults';

/** A fault of a maker, before its step and field are known. */
export type MakerFault = Pick<Fault, 'code' | 'message'>;

const controls = [
  'text',
  'textarea',
  'email',
  'tel',
  'url',
  'code',
  'integer',
  'decimal',
  'money',
  'yesno',
  'radios',
  'select',
  'checkboxes',
  'consent',
  'date',
  'time',
  'password',
  'hidden',
];

const dateLimit = z.custom<string>(
  (value) => value === 'today' || z.iso.date().safeParse(value).success,
  'must be "today" or an ISO date such as "2027-01-31"',
);
const wholeAbove0 = z.int('must be a whole number').positive('must be above 0');
const words = z.string('must be a text');
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
});

/** Everything that a field's meta may say, but for its label. */
export const metaShape = {
  hint: words.optional(),
  control: z.enum(controls, { error: `must be one of ${controls.join(', ')}` }).optional(),
  name: words.optional(),
  options: z.array(optionSchema).optional(),
  source: z
    .strictObject(
      {
        load: z.custom<ChoiceSource['load']>((value) => typeof value === 'function', 'must be a function'),
        timeoutMs: wholeAbove0.max(longestMs, `must be at most ${longestMs}, which is 24 days`).optional(),
        cacheMs: wholeAbove0.optional(),
      },
      { error: 'must be { load, timeoutMs?, cacheMs? }' },
    )
    .optional(),
  messages: z
    .strictObject(Object.fromEntries(faultNames.map((name) => [name, words.optional()])), {
      error: `must be an object of texts`,
    })
    .optional(),
  summary: z
    .custom<(value: never) => string>((value) => typeof value === 'function', 'must be a function')
    .optional(),
  autocomplete: words.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "GBP"')
    .optional(),
  suffix: words.optional(),
  after: dateLimit.optional(),
  before: dateLimit.optional(),
  notBefore: dateLimit.optional(),
  notAfter: dateLimit.optional(),
  rows: wholeAbove0.optional(),
  width: wholeAbove0.optional(),
  value: words.optional(),
};

const metaNames = ['label', ...Object.keys(metaShape)];

/**
 * Reads the merged meta of a schema as a field's. A meta may say more than Stepway knows (other tools read it too), so
 * a strange name is a fault only when it looks like a slip of a known one.
 */
export function readMeta(
  field: string,
  found: { readonly [key: string]: unknown },
): { readonly meta: FieldMeta; readonly inbuilt: readonly Fault[] } {
  const inbuilt: Fault[] = [];
  const fault = (each: MakerFault) => void inbuilt.push({ ...each, field, severity: 'error' });
  const left = found[makerFaults] as readonly MakerFault[] | undefined;
  left?.forEach(fault);

  const ours: { [key: string]: unknown } = {};
  for (const [key, value] of Object.entries(found)) {
    if (metaNames.includes(key)) {
      if (value !== undefined) ours[key] = value;
    } else if (key !== makerFaults && !standardMeta.has(key)) {
      const near = nearest(key, metaNames);
      if (near !== undefined) {
        fault({
          code: 'unknown-option',
          message: `unknown property "${key}" in its meta; did you mean "${near}"?`,
        });
      }
    }
  }
  const { label, ...rest } = ours;
  const hasLabel = typeof label === 'string' && label.trim() !== '';
  if (!hasLabel) {
    fault({
      code: 'no-label',
      message: 'has no label; use a maker such as text("…"), or .meta({ label: "…" })',
    });
  }
  for (const each of faultsOfOptions('its meta', metaShape, rest)) {
    fault(each);
    delete ours[each.property];
  }
  // Faulty properties were taken out above; what is left has been parsed.
  const meta = { ...ours, label: hasLabel ? label : field } as FieldMeta;
  return { meta: deepFrozen(meta), inbuilt };
}

/** What Zod and JSON Schema themselves put into a meta. */
const standardMeta = new Set(['id', 'title', 'description', 'deprecated', 'examples', 'default', '$comment']);
