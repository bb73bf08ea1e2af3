import { z } from 'zod';
import { matrix as matrixControl } from '../../controls/matrix.ts';
import { range as rangeControl, type RangeOptions } from '../../controls/range.ts';
import { drawnPath, longestDrawing, signature as signatureControl } from '../../controls/signature.ts';
import type { FieldMeta } from '../field.ts';
import { makeField, type Common } from './make-field.ts';
import { readOptions, type GivenOptions, type OptionItem, type OptionText } from './maker-options.ts';

type Given<Value extends string> = readonly OptionItem<Value>[] | { readonly [V in Value]: OptionText };
type MatrixSchema<Row extends string, Value extends string> = z.ZodObject<{
  [R in Row]: z.ZodEnum<{ [V in Value]: V }>;
}>;

/**
 * The same options for several questions. Its answer is an object: the value that was chosen, by row.
 *
 * @param rows the questions by name, in order, given as options are
 * @param options what can be answered to each of them
 */
export function matrix<const Row extends string, const Value extends string>(
  label: string,
  rows: Given<Row>,
  options: Given<Value>,
  more?: Common<{ readonly [R in NoInfer<Row>]: NoInfer<Value> }>,
): MatrixSchema<Row, Value> {
  const asked = readOptions(rows as GivenOptions);
  const read = readOptions(options as GivenOptions);
  const shape = Object.fromEntries(asked.values.map((row) => [row, z.enum(read.values)]));
  // The names of the rows and the values of the options are those of the shape.
  return makeField(z.object(shape) as unknown as MatrixSchema<Row, Value>, label, {
    given: more,
    control: matrixControl,
    extra: {
      // What is wrong with the rows is said of them.
      ...(asked.faults.length > 0
        ? {}
        : { questions: asked.options.map(({ value, label: question }) => ({ value, label: question })) }),
      options: read.options,
    },
    faults: [...asked.faults, ...read.faults],
  });
}

type RangeSchema = z.ZodObject<{ from: z.ZodISODate; to: z.ZodISODate }>;

/**
 * A first and a last day, kept as `{ from, to }`. The limits of a date hold for both.
 *
 * @param options `first` and `last` name the two days; `minDays` and `maxDays` count both of them
 */
export function range(
  label: string,
  options?: Common<{ readonly from: string; readonly to: string }> &
    RangeOptions &
    Pick<FieldMeta, 'after' | 'before' | 'notBefore' | 'notAfter'>,
): RangeSchema {
  return makeField(z.object({ from: z.iso.date(), to: z.iso.date() }), label, {
    given: options,
    control: rangeControl,
  });
}

type SignatureSchema = z.ZodObject<{ name: z.ZodString; drawing: z.ZodOptional<z.ZodString> }>;

/**
 * A signature: the name that is typed, and where the visitor likes, what is drawn: the path of an SVG whose `viewBox` is
 * `0 0 600 200`.
 */
export function signature(
  label: string,
  options?: Common<{ readonly name: string; readonly drawing?: string | undefined }>,
): SignatureSchema {
  const schema = z.object({
    name: z.string().min(1).max(200),
    drawing: z.string().max(longestDrawing).regex(drawnPath).optional(),
  });
  return makeField(schema, label, { given: options, control: signatureControl });
}
