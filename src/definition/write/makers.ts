import { z } from 'zod';
import { ourControls as controls } from '../../controls/all.ts';
import type { FileLimits } from '../../controls/file.ts';
import { smallestCoin } from '../../controls/money.ts';
import { isoMonth } from '../../controls/month.ts';
import { newFault } from '../../fault.ts';
import type { FileRef, UploadedFile } from '../file-ref.ts';
import type { ItemId } from '../item-id.ts';
import { commonShape } from '../schema/field-meta.ts';
import { isFromGroup, sourceOf, type FromGroup } from './from-group.ts';
import { makeField, type Common } from './make-field.ts';
import { readOptions, type GivenOptions, type OptionItem, type OptionText } from './maker-options.ts';
import type { FieldMeta } from '../field.ts';
import type { OfGroup } from './types.ts';

type Wide = Pick<FieldMeta, 'width'>;
type Numeric = Pick<FieldMeta, 'suffix' | 'width'>;
type DateLimits = Pick<FieldMeta, 'after' | 'before' | 'notBefore' | 'notAfter'>;

/** One line of text. */
export function text(
  label: string,
  options?: Common<string> & Wide & Pick<FieldMeta, 'maxWords'>,
): z.ZodString {
  return makeField(z.string().min(1), label, { given: options, control: controls.text });
}

/** Text of several lines. */
export function longText(
  label: string,
  options?: Common<string> & Pick<FieldMeta, 'rows' | 'maxWords'>,
): z.ZodString {
  return makeField(z.string().min(1), label, { given: options, control: controls.textarea });
}

const domain = '(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])';
/** What browsers take before the @ (HTML, "valid email address"), and any domain of the internet, as it is looked up. */
const mailAddress = new RegExp(`^[\\w.!#$%&'*+/=?^\`{|}~-]+@${domain}$`, 'i');
const webHost = new RegExp(`^${domain}$`, 'i');

/** An email address. */
export function email(label: string, options?: Common<string> & Wide): z.ZodEmail {
  return makeField(z.email({ pattern: mailAddress }), label, {
    given: options,
    control: controls.email,
    extra: { autocomplete: 'email' },
  });
}

/** A telephone number of any country: 7 to 15 digits (ITU-T E.164), with an extension if there is one. */
export function tel(label: string, options?: Common<string> & Wide): z.ZodString {
  const digits = /^\+?(?:[ ().-]*\d){7,15}(?: ?(?:x|ext\.?|extension|#) ?\d{1,6})?$/i;
  return makeField(z.string().regex(digits), label, {
    given: options,
    control: controls.tel,
    extra: { autocomplete: 'tel' },
  });
}

/** The address of a web page. */
export function url(label: string, options?: Common<string> & Wide): z.ZodURL {
  const schema = z.url({ protocol: /^https?$/, hostname: webHost });
  return makeField(schema, label, { given: options, control: controls.url, extra: { autocomplete: 'url' } });
}

/**
 * A code such as a postcode or a reference number.
 *
 * @param options `pattern` is matched against what was typed in capitals, with spaces, dots and hyphens taken out
 */
export function code(
  label: string,
  options: Common<string> & Wide & { readonly pattern?: RegExp } = {},
): z.ZodString {
  const { pattern, ...rest } = options;
  const isPattern = pattern === undefined || pattern instanceof RegExp;
  const schema = isPattern && pattern !== undefined ? z.string().regex(pattern) : z.string().min(1);
  return makeField(schema, label, {
    given: rest,
    control: controls.code,
    faults: isPattern
      ? []
      : [newFault('wrong-option', '"pattern" in its options must be a regular expression')],
  });
}

/** A whole number. */
export function integer(
  label: string,
  options?: Common<number> & Numeric & Pick<FieldMeta, 'grouping'>,
): z.ZodInt {
  return makeField(z.int(), label, { given: options, control: controls.integer });
}

/** A year of four digits, kept as a number; its limits are Zod's: `year('Year of birth').max(2026)`. */
export function year(label: string, options?: Common<number>): z.ZodInt {
  return makeField(z.int().min(1000).max(9999), label, { given: options, control: controls.year });
}

/** A number. */
export function decimal(label: string, options?: Common<number> & Numeric): z.ZodNumber {
  return makeField(z.number(), label, { given: options, control: controls.decimal });
}

/** An amount of money from 0, to the smallest coin of its currency (ISO 4217, GBP by default). */
export function money(
  label: string,
  options?: Common<number> & Wide & Pick<FieldMeta, 'currency'>,
): z.ZodNumber {
  const given = options?.currency;
  // A currency that is none is reported by `made`.
  const currency = given !== undefined && /^[A-Z]{3}$/.test(given) ? given : 'GBP';
  const schema = z.number().nonnegative().multipleOf(smallestCoin(currency));
  return makeField(schema, label, { given: options, control: controls.money, extra: { currency } });
}

/** Yes or no. */
export function yesNo(label: string, options?: Common<boolean>): z.ZodBoolean {
  return makeField(z.boolean(), label, { given: options, control: controls.yesno });
}

/** What a choice may say besides its options. */
export type ChoiceOptions<Value extends string> = Common<Value> & {
  readonly control?: 'radios' | 'select';
} & Pick<FieldMeta, 'search'>;

/**
 * One of several options: radios up to seven, a select above.
 *
 * @param options labels by value, in order; number-like values need the list form, since JavaScript reorders them. Or the
 *   items of a list, by `fromGroup`
 */
export function choice<Earlier>(
  label: string,
  options: FromGroup<Earlier>,
  more?: ChoiceOptions<string>,
): z.ZodType<ItemId, string> & OfGroup<Earlier>;
export function choice<const Value extends string>(
  label: string,
  options: readonly OptionItem<Value>[],
  more?: ChoiceOptions<NoInfer<Value>>,
): z.ZodEnum<{ [V in Value]: V }>;
export function choice<const Value extends string>(
  label: string,
  options: { readonly [V in Value]: OptionText },
  more?: ChoiceOptions<NoInfer<Value>>,
): z.ZodEnum<{ [V in Value]: V }>;
export function choice(
  label: string,
  options: GivenOptions | FromGroup<unknown>,
  more?: ChoiceOptions<string>,
): z.ZodType {
  if (isFromGroup(options)) return itemField(z.string().min(1), label, { options, more });
  const read = readOptions(options);
  const isSearched = more?.search === true && more.control === undefined;
  const extra = { options: read.options, ...(isSearched ? { control: 'select' } : {}) };
  return makeField(z.enum(read.values), label, {
    given: more,
    also: { control: commonShape.control, ...controls.select.options },
    extra,
    faults: read.faults,
  });
}

/** A choice whose options are the items of a group. */
function itemField<Schema extends z.ZodType>(
  schema: Schema,
  label: string,
  { options, more }: { readonly options: FromGroup<unknown>; readonly more: object | undefined },
): Schema {
  const { from, faults } = sourceOf(options);
  const also = { control: commonShape.control };
  return makeField(schema, label, { given: more, also, extra: from === undefined ? {} : { from }, faults });
}

/** Any of several options, at least one unless it is made optional. The options are given as for `choice`. */
export function choices<Earlier>(
  label: string,
  options: FromGroup<Earlier>,
  more?: Common<readonly string[]>,
): z.ZodArray<z.ZodType<ItemId, string>> & OfGroup<Earlier>;
export function choices<const Value extends string>(
  label: string,
  options: readonly OptionItem<Value>[],
  more?: Common<readonly NoInfer<Value>[]>,
): z.ZodArray<z.ZodEnum<{ [V in Value]: V }>>;
export function choices<const Value extends string>(
  label: string,
  options: { readonly [V in Value]: OptionText },
  more?: Common<readonly NoInfer<Value>[]>,
): z.ZodArray<z.ZodEnum<{ [V in Value]: V }>>;
export function choices(
  label: string,
  options: GivenOptions | FromGroup<unknown>,
  more?: Common<readonly string[]>,
): z.ZodType {
  if (isFromGroup(options)) return itemField(z.array(z.string()).min(1), label, { options, more });
  const read = readOptions(options);
  const schema = z.array(z.enum(read.values)).min(1);
  const extra = { options: read.options };
  return makeField(schema, label, { given: more, control: controls.checkboxes, extra, faults: read.faults });
}

/** A single box that has to be ticked. The label is what the visitor agrees to. */
export function consent(label: string, options?: Common<true>): z.ZodLiteral<true> {
  return makeField(z.literal(true), label, { given: options, control: controls.consent });
}

/** A date, asked for as day, month and year, kept as an ISO date. Limits are ISO dates, `'today'`, or counted from it: `'today - 18 years'`. */
export function date(
  label: string,
  options?: Common<string> & DateLimits & Pick<FieldMeta, 'picker'>,
): z.ZodISODate {
  return makeField(z.iso.date(), label, { given: options, control: controls.date });
}

const monthSchema = (): MonthSchema => z.stringFormat('month', isoMonth);
type MonthSchema = z.ZodCustomStringFormat<'month'>;

/** A month of a year, kept as `'2027-03'`: `month('Card expires', { notBefore: 'today' })`. */
export function month(
  label: string,
  options?: Common<string> & Pick<FieldMeta, 'notBefore' | 'notAfter'>,
): MonthSchema {
  return makeField(monthSchema(), label, { given: options, control: controls.month });
}

/** A time of day, kept as `HH:MM`. */
export function time(label: string, options?: Common<string>): z.ZodISOTime {
  return makeField(z.iso.time({ precision: -1 }), label, { given: options, control: controls.time });
}

/** Text that is not shown while it is typed, nor shown again: a password, a PIN. */
export function secret(label: string, options?: Common<string> & Wide): z.ZodString {
  return makeField(z.string().min(1), label, { given: options, control: controls.password });
}

/** A value that the page carries without showing it. */
export function hidden(label: string, options?: Common<string> & { readonly value?: string }): z.ZodString {
  return makeField(z.string(), label, { given: options, control: controls.hidden });
}

/** Of `file`: which kinds there may be has to be said. */
type FileOptions<Value> = Common<Value> & FileLimits & Required<Pick<FileLimits, 'types'>>;

const fileRef = z.strictObject({
  id: z.string().max(64),
  name: z.string().min(1).max(255),
  type: z.string().max(255),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * A file that the visitor uploads. Stored is a reference (`{ id, name, type, bytes, sha256 }`); the handler gets the same
 * with `open()`.
 *
 * @param options `types` are media types, told by the content of the file: `['application/pdf', 'image/*']`; `maxBytes`
 *   is 10,000,000 unless it is given
 */
export function file(label: string, options: FileOptions<FileRef>): z.ZodType<UploadedFile, FileRef> {
  return makeField(oneFile(), label, { given: options, control: controls.file });
}

/** Several files, at least one unless it is made optional, and 10 at most unless `.max(n)` says otherwise. */
export function files(
  label: string,
  options: FileOptions<readonly FileRef[]>,
): z.ZodArray<z.ZodType<UploadedFile, FileRef>> {
  return makeField(z.array(oneFile()).min(1), label, { given: options, control: controls.file });
}

/** What comes out of the schema is the reference; before a handler sees it, `open` is put in. */
function oneFile(): z.ZodType<UploadedFile, FileRef> {
  return fileRef.clone() as unknown as z.ZodType<UploadedFile, FileRef>;
}
