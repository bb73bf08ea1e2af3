import { z } from 'zod';
import { WizardError } from './errors.ts';
import { didYouMean, nearest } from './did-you-mean.ts';
import { newFault, type Fault } from './fault.ts';

/** The longest time of a timer, in milliseconds (24.8 days): Node takes anything above it for 1 ms. */
export const longestMs = 2 ** 31 - 1;

/** Texts, such as a hint. */
export const words = z.string('must be a text');

/** What opens under a summary. */
export const help = z.strictObject({ summary: words, text: words }, { error: 'must be { summary, text }' });

/** A count or a length. */
export const wholeAbove0 = z.int('must be a whole number').positive('must be above 0');

/**
 * What is wrong with an options object that an author wrote: unknown properties (with the one that was meant), wrong
 * types. One fault for each place, each with the `property` at the first level in which it stands.
 *
 * @param place how the object is called in a message, such as `the options of step()`
 * @param shape Zod schemas by property; every other property is unknown
 */
export function faultsOfOptions(
  place: string,
  shape: { readonly [property: string]: z.ZodType },
  given: unknown,
): readonly (Fault & { readonly property: string })[] {
  // Zod compiles an object schema on its first parse, which for one that is parsed a few times costs more than it saves.
  const parsed = strictly(shape).safeParse(given, { jitless: true });
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      const where = path.length === 0 ? place : `${path.join('.')} of ${place}`;
      const known = path.length === 0 ? Object.keys(shape) : knownBelow(shape, path);
      return issue.keys.map((key) => {
        const message = `unknown property "${key}" in ${where}${didYouMean(key, known)}`;
        const property = path[0] ?? key;
        return {
          ...newFault('unknown-option', message, { meant: nearest(key, known), word: key }),
          property,
        };
      });
    }
    const message =
      path.length === 0
        ? `${place} must be an object`
        : isMissing(given, path)
          ? `"${path[0]}" is missing in ${place}; it ${worded(issue.message)}`
          : `"${path.join('.')}" in ${place} ${worded(issue.message)}`;
    return [{ ...newFault('wrong-option', message, { word: path.join('.') }), property: path[0] ?? '' }];
  });
}

/**
 * Refuses an options object of a host's call with everything that is wrong with it.
 *
 * @param call such as `stepway()`
 * @param shape as for `faultsOfOptions`
 * @throws WizardError CONFIG_INVALID, a line for each fault
 */
export function refuseWrongOptions(
  call: string,
  shape: { readonly [property: string]: z.ZodType },
  given: unknown,
): void {
  const faults = faultsOfOptions(`the options of ${call}`, shape, given);
  if (faults.length === 0) return;
  const lines = faults.map(({ message }) => `  ${message}`);
  throw new WizardError('CONFIG_INVALID', `${call} cannot be called like this:\n${lines.join('\n')}`);
}

function isMissing(given: unknown, path: readonly string[]): boolean {
  if (path.length !== 1 || typeof given !== 'object' || given === null) return false;
  return (given as { readonly [property: string]: unknown })[path[0]!] === undefined;
}

const strict = new WeakMap<object, z.ZodObject>();

function strictly(shape: { readonly [property: string]: z.ZodType }): z.ZodObject {
  const known = strict.get(shape) ?? z.strictObject(shape);
  strict.set(shape, known);
  return known;
}

function worded(message: string): string {
  return message.startsWith('must ') ? message : `is wrong: ${message}`;
}

/** The property names that are known at a path into a shape. */
function knownBelow(
  shape: { readonly [property: string]: z.ZodType },
  path: readonly string[],
): readonly string[] {
  let schema: unknown = shape[path[0]!];
  for (const name of [...path.slice(1), undefined]) {
    while (schema instanceof z.ZodOptional) schema = schema.unwrap();
    if (schema instanceof z.ZodUnion) schema = schema.options.find((each) => each instanceof z.ZodObject);
    if (name === undefined) break;
    if (schema instanceof z.ZodArray) schema = schema.element;
    else if (schema instanceof z.ZodRecord) schema = schema.valueType;
    else if (schema instanceof z.ZodObject) schema = schema.shape[name];
    else return [];
  }
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}
