import type { Control, Field } from '../../definition/model.ts';
import type { Known } from '../../definition/condition/evaluate.ts';
import type { StepPlace } from '../../definition/place.ts';
import type { Issue, RawDate, RawValue, WordedIssue } from '../../form/issue.ts';
import type { Say } from '../../language/language.ts';
import { currencySign, formatNumber } from '../../language/numbers.ts';
import { attributesHtml } from './attributes.ts';
import { pageCondition } from './show-condition.ts';

/** One radio button, checkbox or entry of a select. */
export interface OptionView {
  readonly id: string;
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly hintId?: string;
  readonly checked: boolean;
  /** The word "or" that stands before this option. */
  readonly divider?: string;
}

/** One of the three inputs of a date. */
export interface DatePartView {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly faulty: boolean;
  /** `2` or `4` characters wide. */
  readonly width: 2 | 4;
  readonly autocomplete?: string;
}

/** Everything that the partial of a control needs: `views/fields/<partial>.ejs` gets it as `field`. */
export interface FieldView {
  readonly control: Control;
  /** The partial's name in `views/fields/`: several controls share `text`. */
  readonly partial: string;
  /** Of the first control, where the error summary links to. */
  readonly id: string;
  readonly name: string;
  /** The label, with "(optional)" where it is so. */
  readonly label: string;
  /**
   * The page's heading, when this is the page's single question: it stands in the label or legend, and the label
   * follows it where it says something else.
   */
  readonly heading?: string;
  /** Paragraphs that stand between a heading and its control. */
  readonly intro: readonly string[];
  readonly hint?: string;
  readonly hintId?: string;
  readonly error?: string;
  readonly errorId?: string;
  /** Ids of hint, count and error, for `aria-describedby`. */
  readonly describedBy?: string;
  /** What was typed, for controls with one value. */
  readonly value: string;
  readonly options: readonly OptionView[];
  readonly parts: readonly DatePartView[];
  /** Further attributes of the input or textarea, as HTML. */
  readonly attributes: string;
  readonly prefix?: string;
  readonly suffix?: string;
  /** Width in characters: 2, 3, 4, 5, 10, 20 or 30; the full line without it. */
  readonly width?: number;
  readonly rows: number;
  /** The limit of a long text and what is said of it. */
  readonly count?: { readonly id: string; readonly max: number; readonly text: string };
  /** Attributes of the element around the field, as HTML: what the page's script works with. */
  readonly wrapperAttributes: string;
}

/** What a field is looked at with. */
export interface FieldContext {
  readonly place: StepPlace;
  readonly say: Say;
  /** BCP 47. */
  readonly language: string;
  /** Whether the step's title is this field's label or legend. */
  readonly isHeading: boolean;
  readonly intro: readonly string[];
  /** What is known of earlier answers, for fields shown by them. */
  readonly earlier: Known;
}

/** The id of a field's first control: unique over all steps, so that a swapped page never mistakes one step's field for another's. */
export function fieldId({ key }: StepPlace, name: string): string {
  return `${key.replaceAll('/', '-')}-${name}`;
}

/** Where the error summary sends to for an issue: a date's first bad part, else the field's first control. */
export function issueTarget(place: StepPlace, issue: Issue): string | undefined {
  const field = place.step.fields.find((each) => each.name === issue.field);
  if (field === undefined || field.control === 'hidden') return undefined;
  const id = fieldId(place, field.name);
  return field.control === 'date' ? `${id}--${issue.parts?.[0] ?? 'day'}` : id;
}

/**
 * The view of one field.
 *
 * @param raw what was typed, to the letter
 * @returns undefined for a field that the earlier answers hide
 */
export function fieldView(
  field: Field,
  raw: RawValue | undefined,
  issue: WordedIssue | undefined,
  context: FieldContext,
): FieldView | undefined {
  const { place, say, language } = context;
  const { step } = place;
  const show = field.show === undefined ? true : pageCondition(field.show, place, context.earlier);
  if (show === false) return undefined;

  const id = fieldId(place, field.name);
  const label = field.required ? field.meta.label : say('optional', { label: field.meta.label });
  const value = field.control === 'password' || typeof raw !== 'string' ? '' : raw;
  const hintId = field.meta.hint === undefined ? undefined : `${id}--hint`;
  const errorId = issue === undefined ? undefined : `${id}--error`;
  const max = field.control === 'textarea' ? field.maxLength : undefined;
  const count =
    max === undefined
      ? undefined
      : { id: `${id}--count`, max, text: say('count-limit', { n: formatNumber(max, language) }) };
  const describedBy = [hintId, count?.id, errorId].filter((each) => each !== undefined).join(' ');
  const width = field.meta.width ?? widths[field.control];
  const prefix =
    field.control === 'money' && field.meta.currency !== undefined
      ? currencySign(field.meta.currency, language)
      : undefined;

  return {
    control: field.control,
    partial: partials[field.control],
    id,
    name: field.name,
    label,
    ...(context.isHeading ? { heading: step.title === field.meta.label ? label : step.title } : {}),
    intro: context.intro,
    ...(hintId !== undefined && field.meta.hint !== undefined ? { hint: field.meta.hint, hintId } : {}),
    ...(errorId !== undefined && issue !== undefined ? { error: issue.message, errorId } : {}),
    ...(describedBy === '' ? {} : { describedBy }),
    value,
    options: optionViews(field, raw, id, say),
    parts: field.control === 'date' ? dateParts(field, raw, issue, id, say) : [],
    attributes: attributesHtml({
      ...inputAttributes[field.control],
      ...(field.meta.autocomplete === undefined
        ? {}
        : { autocomplete: field.meta.autocomplete, spellcheck: 'false' }),
      'aria-describedby': describedBy === '' ? undefined : describedBy,
      'aria-invalid': issue === undefined ? undefined : 'true',
    }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(field.meta.suffix === undefined ? {} : { suffix: field.meta.suffix }),
    ...(width === undefined ? {} : { width: stepOf(width) }),
    rows: field.meta.rows ?? 5,
    ...(count === undefined ? {} : { count }),
    wrapperAttributes: attributesHtml({
      'data-field': field.name,
      'data-control': field.control,
      'data-show': show === true ? undefined : JSON.stringify(show),
      'data-count': max,
    }),
  };
}

const partials: { readonly [C in Control]: string } = {
  text: 'text',
  email: 'text',
  tel: 'text',
  url: 'text',
  code: 'text',
  integer: 'text',
  decimal: 'text',
  money: 'text',
  time: 'text',
  textarea: 'textarea',
  password: 'password',
  yesno: 'radios',
  radios: 'radios',
  select: 'select',
  checkboxes: 'checkboxes',
  consent: 'consent',
  date: 'date',
  hidden: 'hidden',
};

const widths: { readonly [C in Control]?: number } = {
  code: 10,
  integer: 10,
  decimal: 10,
  money: 10,
  time: 5,
  tel: 20,
};

const literal = { spellcheck: 'false', autocapitalize: 'none' };

// Numbers are text inputs: type=number loses what it cannot parse and changes under the mouse wheel.
const inputAttributes: { readonly [C in Control]: { readonly [name: string]: string } } = {
  text: { type: 'text' },
  email: { type: 'email', inputmode: 'email', autocomplete: 'email', ...literal },
  tel: { type: 'tel', inputmode: 'tel', autocomplete: 'tel' },
  url: { type: 'url', inputmode: 'url', autocomplete: 'url', ...literal },
  code: { type: 'text', spellcheck: 'false', autocapitalize: 'characters' },
  integer: { type: 'text', inputmode: 'numeric', spellcheck: 'false' },
  decimal: { type: 'text', inputmode: 'decimal', spellcheck: 'false' },
  money: { type: 'text', inputmode: 'decimal', spellcheck: 'false' },
  // A native time input throws away what it cannot parse, so that it could not be shown back.
  time: { type: 'text', spellcheck: 'false' },
  password: { type: 'password', autocomplete: 'off', ...literal },
  textarea: {},
  yesno: {},
  radios: {},
  select: {},
  checkboxes: {},
  consent: {},
  date: {},
  hidden: {},
};

function stepOf(width: number): number {
  return [2, 3, 4, 5, 10, 20].find((each) => width <= each) ?? 30;
}

function optionViews(field: Field, raw: RawValue | undefined, id: string, say: Say): readonly OptionView[] {
  const chosen = typeof raw === 'string' ? [raw] : Array.isArray(raw) ? raw : [];
  return optionsOf(field, say).map((option, index) => {
    const optionId = index === 0 ? id : `${id}--${index + 1}`;
    return {
      id: optionId,
      value: option.value,
      label: option.label,
      ...(option.hint === undefined ? {} : { hint: option.hint, hintId: `${optionId}--hint` }),
      checked: chosen.includes(option.value),
      ...(option.afterDivider === true ? { divider: say('or') } : {}),
    };
  });
}

function optionsOf(field: Field, say: Say): Field['options'] {
  if (field.control === 'consent') return [{ value: 'yes', label: field.meta.label }];
  if (field.control !== 'yesno' || field.options.length > 0) return field.options;
  return [
    { value: 'yes', label: say('yes') },
    { value: 'no', label: say('no') },
  ];
}

function dateParts(
  field: Field,
  raw: RawValue | undefined,
  issue: Issue | undefined,
  id: string,
  say: Say,
): readonly DatePartView[] {
  const typed: RawDate = typeof raw === 'object' && 'day' in raw ? raw : { day: '', month: '', year: '' };
  return (['day', 'month', 'year'] as const).map((part) => ({
    id: `${id}--${part}`,
    name: `${field.name}-${part}`,
    label: say(part),
    value: typed[part],
    faulty: issue !== undefined && (issue.parts?.includes(part) ?? true),
    width: part === 'year' ? 4 : 2,
    ...(field.meta.autocomplete === 'bday' ? { autocomplete: `bday-${part}` } : {}),
  }));
}
