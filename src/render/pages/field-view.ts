import ejs from 'ejs';
import { attributesHtml } from './attributes-html.ts';
import { controlOf, inputsOf } from '../../controls/all.ts';
import type { PageLanguage } from '../../controls/display.ts';
import type { RawParts, RawValue } from '../../controls/raw.ts';
import type { Known } from '../../definition/condition/evaluate.ts';
import type { Field, Option } from '../../definition/field.ts';
import { cellName } from '../../definition/rows.ts';
import type { StepPlace } from '../../definition/place.ts';
import { hasNoItems } from '../../flow/options-here.ts';
import type { WordedIssue } from '../../form/issue.ts';
import type { Say } from '../../language/language.ts';
import { formatNumber } from '../../language/formats.ts';
import { groupView, helpView, lineHtml, lineWords, proseOf } from './prose.ts';
import { namesRead, optionOf, pageCondition } from './page-condition.ts';
import type { CountView, DatePartView, FieldView, OptionView } from './view-parts.ts';

/** What a field is looked at with. */
export interface FieldContext {
  readonly place: StepPlace;
  readonly say: Say;
  /** BCP 47. */
  readonly language: string;
  /** The one field whose label or legend is the page's heading. */
  readonly heading?: Field | undefined;
  /** The row in which it stands, of several on one page: its controls are named by the row. */
  readonly row?: RowAround | undefined;
  /** What is known of earlier answers, for fields shown by them. */
  readonly earlier: Known;
}

/** The row around a field. */
export interface RowAround {
  readonly item: string;
  /** What the row is called. */
  readonly name: string;
  /** The fields whose sum is shown. */
  readonly summed: readonly string[];
}

/** The id of a field's first control: unique over all steps, so that a swapped page never mistakes one step's field for another's. */
export function fieldId({ key }: StepPlace, name: string): string {
  return `${key.replaceAll('/', '-')}-${name}`;
}

/** The views of what stands in a step under a name: `fields/home/country/country` before `fields/radios`. */
export function viewsOfField({ written }: StepPlace, name: string, partial: string): readonly string[] {
  return [`fields/${written}/${name}`, `fields/${partial}`];
}

/** What was sent for a field, and what is wrong with it. */
interface Sent {
  readonly raw: RawValue | undefined;
  readonly issue: WordedIssue | undefined;
}

/**
 * The view of one field.
 *
 * @param raw what was typed, to the letter
 * @returns undefined for a field that the earlier answers hide
 */
export function fieldView(field: Field, { raw, issue }: Sent, context: FieldContext): FieldView | undefined {
  const { place, say, language } = context;
  const control = controlOf(field);
  const show = field.show === undefined ? true : pageCondition(field.show, place, context.earlier);
  if (show === false) return undefined;

  const { untouched, faulty } = fixedPart(field, context);
  const fixed = issue === undefined ? untouched : faulty;
  return {
    ...fixed,
    error: issue?.message,
    value: control.isSecret === true || typeof raw !== 'string' ? '' : raw,
    options: chosenIn(fixed.options, raw),
    parts: typedIn(fixed.parts, field, { raw, issue }),
    own: control.own?.(field, raw, { say, language }) ?? nothing,
    under: optionOf(show),
    wrapperAttributes:
      show === true
        ? fixed.wrapperAttributes
        : fixed.wrapperAttributes + attributesHtml({ 'data-show': JSON.stringify(show) }),
  };
}

const nothing = Object.freeze({});
/** Views of radio buttons. */
const ofRadios: ReadonlySet<string> = new Set(['radios', 'rating', 'lookup']);

/** What of a field's view is the same for every visitor: as if nothing were typed or chosen. */
interface FixedPart {
  readonly place: StepPlace;
  readonly say: Say;
  readonly isHeading: boolean;
  readonly untouched: FieldView;
  /** The same with an error, whose message is still to come. */
  readonly faulty: FieldView;
}

// One for each field: a deployment has one language, and a step's words are the same for everyone.
const fixedParts = new WeakMap<Field, FixedPart>();

function fixedPart(field: Field, context: FieldContext): FixedPart {
  const { place, say } = context;
  const isHeading = field === context.heading;
  const known = fixedParts.get(field);
  if (known?.place === place && known.say === say && known.isHeading === isHeading) return known;
  const untouched = fixedView(field, context);
  const made = { place, say, isHeading, untouched, faulty: faultyView(field, untouched) };
  fixedParts.set(field, made);
  return made;
}

function faultyView(field: Field, untouched: FieldView): FieldView {
  const { id, hintId, count } = untouched;
  const errorId = `${id}--error`;
  return {
    ...untouched,
    errorId,
    describedBy: idList(hintId, count?.id, errorId),
    attributes: inputAttributes(field, untouched, errorId),
  };
}

function fixedView(field: Field, { place, say, language, heading, row }: FieldContext): FieldView {
  const { meta } = field;
  const { title, intro } = place.step;
  const isHeading = field === heading;
  const control = controlOf(field);
  const id = fieldId(place, field.name);
  const name = row === undefined ? field.name : cellName(row.item, field.name);
  const isSummed = row?.summed.includes(field.name) === true;
  const isRead = isSummed || namesRead(place).has(field.name);
  const about = {
    hint: meta.hint === undefined ? undefined : lineWords(meta.hint),
    hintHtml: meta.hint === undefined ? undefined : lineHtml(meta.hint, { say }),
    hintId: meta.hint === undefined ? undefined : `${id}--hint`,
    count: countView(field, `${id}--count`, { say, language }),
  };
  const width = meta.width ?? control.width;
  const prefix = control.prefix?.(field, { say, language });
  const label = field.required ? meta.label : say('optional', { label: meta.label });
  return {
    control: field.control,
    partial: control.view,
    views: viewsOfField(place, field.name, control.view),
    id,
    name,
    row: row?.name,
    label,
    heading: !isHeading ? undefined : title === meta.label ? label : title,
    labelHtml: labelHtml(field, say),
    intro: isHeading ? proseOf(intro, { say }).paragraphs : [],
    introHtml: isHeading ? proseOf(intro, { say }).prose : '',
    ...about,
    // Named here already: an object that is copied and gets a property more costs three times as much.
    error: undefined,
    errorId: undefined,
    describedBy: idList(about.hintId, about.count?.id),
    value: '',
    options: optionViews(field, id, { say, language }),
    noOptions: noOptionsOf(field, place, say),
    // What is chosen among radio buttons cannot be taken back otherwise.
    noAnswer:
      ofRadios.has(control.view) && !field.required && !hasNoItems(field) ? say('no-answer') : undefined,
    parts: partViews(field, { id, name }, say),
    attributes: inputAttributes(field, about, undefined),
    help: helpView(meta.help, { say }),
    group: groupView(meta.group, { say }),
    fields: undefined,
    prefix,
    suffix: meta.suffix,
    width: width === undefined ? undefined : stepOf(width),
    rows: meta.rows ?? 5,
    own: nothing,
    wrapperAttributes: attributesHtml({
      'data-field': name,
      'data-column': isSummed ? field.name : undefined,
      'data-control': field.control,
      'data-read': isRead ? JSON.stringify(howToRead(field, language)) : undefined,
      'data-count': about.count?.max,
      'data-count-of': about.count?.of,
      'data-secret': control.isSecret === true,
    }),
  };
}

function labelHtml({ longLabel, required }: Field, say: Say): string | undefined {
  if (longLabel === undefined) return undefined;
  const html = lineHtml(longLabel, { say });
  if (required) return html;
  const [before = '', after = ''] = say('optional', { label: '\n' }).split('\n');
  return `${ejs.escapeXML(before)}${html}${ejs.escapeXML(after)}`;
}

/** Words are counted where they are limited, otherwise the characters of a control that counts them. */
function countView(field: Field, id: string, { say, language }: PageLanguage): CountView | undefined {
  const { maxWords } = field.meta;
  const max = maxWords ?? (controlOf(field).countsCharacters === true ? field.maxLength : undefined);
  if (max === undefined) return undefined;
  const start = maxWords === undefined ? 'count' : 'count-words';
  return {
    id,
    max,
    of: maxWords === undefined ? 'characters' : 'words',
    text: say(`${start}-limit`, { n: formatNumber(max, language) }),
    left: say(`${start}-left`),
    leftOne: say(`${start}-left-one`),
    over: say(`${start}-over`),
    overOne: say(`${start}-over-one`),
  };
}

/** Attributes of the input or textarea; with the id of its message when it is faulty. */
function inputAttributes(
  field: Field,
  { hintId, count }: Pick<FieldView, 'hintId' | 'count'>,
  errorId: string | undefined,
): string {
  const { autocomplete } = field.meta;
  const control = controlOf(field);
  return attributesHtml({
    ...control.attributes,
    ...control.attributesOf?.(field),
    ...(autocomplete === undefined ? {} : { autocomplete, spellcheck: 'false' }),
    'aria-describedby': idList(hintId, count?.id, errorId),
    'aria-invalid': errorId === undefined ? undefined : 'true',
  });
}

/** For `aria-describedby`. */
function idList(...ids: readonly (string | undefined)[]): string | undefined {
  const known = ids.filter((id) => id !== undefined);
  return known.length === 0 ? undefined : known.join(' ');
}

/** What the page's script needs to read what is typed as the server will: see views/assets/script/show.js. */
function howToRead(field: Field, language: string) {
  const control = controlOf(field);
  const reading = control.read === undefined ? control.reading : control.name;
  return { inputs: inputsOf(field), reading, options: control.readingOptions?.(field, language) ?? {} };
}

function stepOf(width: number): number {
  return [2, 3, 4, 5, 10, 20].find((each) => width <= each) ?? 30;
}

function optionViews(field: Field, id: string, page: PageLanguage): readonly OptionView[] {
  const choices = controlOf(field).choices?.(field, page) ?? field.options;
  return choices.map((option, index) => {
    // The first one has the field's id, where the error summary sends to; its hint is not the field's.
    const optionId = index === 0 ? id : `${id}--${index + 1}`;
    return {
      id: optionId,
      value: option.value,
      label: option.label,
      isLoaded: field.meta.source === undefined ? undefined : true,
      ...(option.hint === undefined
        ? {}
        : {
            hint: lineWords(option.hint),
            hintHtml: lineHtml(option.hint, page),
            hintId: `${id}--${index + 1}--hint`,
          }),
      image: option.image,
      checked: false,
      divider: hasDivider(option, index) ? page.say('or') : undefined,
      exclusive: option.exclusive,
    };
  });
}

/** A list whose items would be the options has none: says where to add them. */
function noOptionsOf(field: Field, { scope }: StepPlace, say: Say): string | undefined {
  const { from } = field.meta;
  if (from === undefined || !hasNoItems(field)) return undefined;
  const list = scope.find(from.group);
  return say('items.no-options', { list: list.kind === 'items' ? list.group.title : '' });
}

/** One that excludes the others is parted from them, unless its author has it otherwise. */
function hasDivider({ afterDivider, exclusive }: Option, index: number): boolean {
  return afterDivider ?? (exclusive === true && index > 0);
}

function chosenIn(options: readonly OptionView[], raw: RawValue | undefined): readonly OptionView[] {
  const chosen = typeof raw === 'string' ? [raw] : Array.isArray(raw) ? raw : [];
  if (chosen.length === 0) return options;
  return options.map((option) => (chosen.includes(option.value) ? { ...option, checked: true } : option));
}

function partViews(
  field: Field,
  { id, name }: { readonly id: string; readonly name: string },
  say: Say,
): readonly DatePartView[] {
  const control = controlOf(field);
  const inputs = inputsOf(field);
  if (typeof inputs === 'string') return [];
  return inputs.map((part) => {
    const { label = part, width = 4, autocomplete } = control.part?.(part, field, { say }) ?? {};
    return {
      id: `${id}--${part}`,
      name: `${name}-${part}`,
      label,
      value: '',
      faulty: false,
      width,
      autocomplete,
    };
  });
}

/** The parts with what was typed into them, and which of them are wrong. */
function typedIn(
  parts: readonly DatePartView[],
  field: Field,
  { raw, issue }: Sent,
): readonly DatePartView[] {
  const inputs = inputsOf(field);
  if (typeof inputs === 'string') return parts;
  const typed = typeof raw === 'object' && !Array.isArray(raw) ? (raw as RawParts) : {};
  return parts.map((part, index) => ({
    ...part,
    value: typed[inputs[index]!] ?? '',
    faulty: issue !== undefined && (issue.parts?.some((faulty) => faulty === inputs[index]) ?? true),
  }));
}
