import { controlOf } from '../../controls/all.ts';
import type { RawParts, RawValue } from '../../controls/raw.ts';
import type { Known } from '../../definition/condition/evaluate.ts';
import type { Field } from '../../definition/model.ts';
import type { StepPlace } from '../../definition/place.ts';
import type { WordedIssue } from '../../form/issue.ts';
import type { Say } from '../../language/language.ts';
import { formatNumber } from '../../language/numbers.ts';
import { attributesHtml } from './attributes.ts';
import { namesRead, pageCondition } from './show-condition.ts';

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

/** One input of a control that has several, such as a date's day. */
export interface DatePartView {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly faulty: boolean;
  /** `2` or `4` characters wide. */
  readonly width: 2 | 4;
  readonly autocomplete?: string | undefined;
}

/** Everything that the partial of a control needs: `views/fields/<partial>.ejs` gets it as `field`. */
export interface FieldView {
  readonly control: string;
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
  /** What an author's own control gives its view besides. */
  readonly own: object;
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

/** Where the error summary sends to for an issue: the first bad part of several, otherwise the field's first control. */
export function issueTarget(
  place: StepPlace,
  issue: Pick<WordedIssue, 'field' | 'parts'>,
): string | undefined {
  const field = place.step.fields.find((each) => each.name === issue.field);
  const control = field === undefined ? undefined : controlOf(field);
  if (field === undefined || control?.isHidden === true) return undefined;
  const id = fieldId(place, field.name);
  const first = typeof control?.inputs === 'object' ? control.inputs[0] : undefined;
  return first === undefined ? id : `${id}--${issue.parts?.[0] ?? first}`;
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
  const control = controlOf(field);
  const show = field.show === undefined ? true : pageCondition(field.show, place, context.earlier);
  if (show === false) return undefined;

  const id = fieldId(place, field.name);
  const label = field.required ? field.meta.label : say('optional', { label: field.meta.label });
  const value = control.isSecret === true || typeof raw !== 'string' ? '' : raw;
  const hintId = field.meta.hint === undefined ? undefined : `${id}--hint`;
  const errorId = issue === undefined ? undefined : `${id}--error`;
  const max = control.countsCharacters === true ? field.maxLength : undefined;
  const count =
    max === undefined
      ? undefined
      : { id: `${id}--count`, max, text: say('count-limit', { n: formatNumber(max, language) }) };
  const describedBy = [hintId, count?.id, errorId].filter((each) => each !== undefined).join(' ');
  const width = field.meta.width ?? control.width;
  const prefix = control.prefix?.(field, { say, language });

  return {
    control: field.control,
    partial: control.view,
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
    parts: partViews(field, raw, issue, { id, say }),
    attributes: attributesHtml({
      ...control.attributes,
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
    own: control.own?.(field, raw, { say, language }) ?? {},
    wrapperAttributes: attributesHtml({
      'data-field': field.name,
      'data-control': field.control,
      'data-read': namesRead(place).has(field.name) ? JSON.stringify(howToRead(field)) : undefined,
      'data-show': show === true ? undefined : JSON.stringify(show),
      'data-count': max,
    }),
  };
}

/** What the page's script needs to read what is typed as the server will: see views/assets/script/show.js. */
function howToRead(field: Field) {
  const control = controlOf(field);
  const reading = control.read === undefined ? control.reading : control.name;
  return { inputs: control.inputs, reading, options: control.readingOptions?.(field) ?? {} };
}

function stepOf(width: number): number {
  return [2, 3, 4, 5, 10, 20].find((each) => width <= each) ?? 30;
}

function optionViews(field: Field, raw: RawValue | undefined, id: string, say: Say): readonly OptionView[] {
  const chosen = typeof raw === 'string' ? [raw] : Array.isArray(raw) ? raw : [];
  const choices = controlOf(field).choices?.(field, { say }) ?? field.options;
  return choices.map((option, index) => {
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

function partViews(
  field: Field,
  raw: RawValue | undefined,
  issue: WordedIssue | undefined,
  { id, say }: { readonly id: string; readonly say: Say },
): readonly DatePartView[] {
  const control = controlOf(field);
  if (typeof control.inputs === 'string') return [];
  const typed = typeof raw === 'object' && !Array.isArray(raw) ? (raw as RawParts) : {};
  return control.inputs.map((part) => {
    const { label = part, width = 4, autocomplete } = control.part?.(part, field, { say }) ?? {};
    return {
      id: `${id}--${part}`,
      name: `${field.name}-${part}`,
      label,
      value: typed[part] ?? '',
      faulty: issue !== undefined && (issue.parts?.some((faulty) => faulty === part) ?? true),
      width,
      autocomplete,
    };
  });
}
