import { bareLabel, type NamedField, type NameField } from './display-name.ts';
import type { FaultKey, FaultWord } from './en/faults.ts';
import {
  formatBytes,
  formatDate,
  formatEither,
  formatMoney,
  formatMonth,
  formatNumber,
  formatTyped,
} from './formats.ts';

/** A part of a date. */
export type DatePart = 'day' | 'month' | 'year';

/** What fills a placeholder of a fault's message: plain JSON, so that it can be stored and said in any language. */
export type FaultValue =
  | number
  /** A number as it can be typed. */
  | { readonly typed: number }
  | { readonly amount: number; readonly currency: string }
  /** An ISO date, or `today`. */
  | { readonly date: string }
  /** Such as `2027-02`. */
  | { readonly month: string }
  | { readonly parts: readonly DatePart[] }
  | { readonly bytes: number }
  /** Media types, such as `image/*`. */
  | { readonly kinds: readonly string[] }
  /** The label of one of the field's options, by its value. */
  | { readonly option: string }
  /** One of the two days of a range. */
  | { readonly end: 'from' | 'to' }
  /** As it is: in somebody's own words. */
  | { readonly text: string };

/** What is wrong with an answer, before it is said in a language. */
export interface AnswerFault {
  readonly key: FaultKey;
  /** By placeholder. */
  readonly values?: { readonly [placeholder: string]: FaultValue } | undefined;
}

/** What a fault is said with. */
export interface FaultLanguage {
  /** BCP 47. */
  readonly tag: string;
  readonly nameField: NameField;
  readonly textOf: (key: FaultWord | 'issue-of') => string;
  readonly knows: (key: string) => key is FaultWord;
}

/** The message for a fault of a field; where its words do not name the field, the label stands in front of them. */
export function sayFault(
  field: NamedField,
  { key, values = {} }: AnswerFault,
  language: FaultLanguage,
): string {
  const { nameField, textOf } = language;
  const called = nameField(field, key);
  const subject = called.subject ?? textOf(generalSubject(field.control, language));
  const general = called.name === undefined ? generalKey(field.control, key, language) : key;
  const shown = Object.entries(values).map(
    ([name, value]) => [name, shownValue(value, language, field)] as const,
  );
  const text = textOf(withNumber(general, values, language));
  const message = fill(text, {
    subject,
    name: called.name ?? subject.charAt(0).toLowerCase() + subject.slice(1),
    ...Object.fromEntries(shown),
  });
  const label = bareLabel(field);
  const isNamed =
    (called.subject !== undefined && text.includes('{subject}')) ||
    (called.name !== undefined && text.includes('{name}'));
  return isNamed || label === '' ? message : fill(textOf('issue-of'), { label, message });
}

function shownValue(
  value: FaultValue,
  { tag, textOf }: FaultLanguage,
  { meta, options = [] }: NamedField,
): string {
  if (typeof value === 'number') return formatNumber(value, tag, meta.grouping);
  if ('typed' in value) return formatTyped(value.typed, tag);
  if ('amount' in value) return formatMoney(value.amount, value.currency, tag);
  if ('date' in value) return value.date === 'today' ? textOf('today') : formatDate(value.date, tag);
  if ('month' in value) return formatMonth(value.month, tag);
  if ('bytes' in value) return formatBytes(value.bytes, tag);
  if ('text' in value) return value.text;
  if ('option' in value) return options.find((each) => each.value === value.option)?.label ?? value.option;
  if ('end' in value) return textOf(`end.${value.end}`);
  if ('kinds' in value) return kindsOfFiles(value.kinds, tag, textOf);
  const [first = '', second] = value.parts.map((part) => textOf(`part.${part}`));
  return second === undefined ? first : fill(textOf('part.and'), { first, second });
}

const wholeKinds: { readonly [pattern: string]: FaultWord } = {
  'image/*': 'kind.image',
  'audio/*': 'kind.audio',
  'video/*': 'kind.video',
  'text/*': 'kind.text',
  'text/plain': 'kind.text',
};

/** What people call the files whose media type does not end like their names. */
const endings: { readonly [type: string]: string } = {
  'application/msword': 'DOC',
  'application/vnd.ms-excel': 'XLS',
  'application/vnd.ms-powerpoint': 'PPT',
  'application/vnd.ms-outlook': 'MSG',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'application/vnd.oasis.opendocument.presentation': 'ODP',
  'application/x-zip-compressed': 'ZIP',
  'application/x-7z-compressed': '7Z',
  'audio/mpeg': 'MP3',
  'audio/mp4': 'M4A',
  'message/rfc822': 'EML',
  'text/calendar': 'ICS',
  'video/quicktime': 'MOV',
};

/** What people call these kinds of files, such as "PDF or image". */
export function kindsOfFiles(
  types: readonly string[],
  tag: string,
  textOf: (key: FaultWord) => string,
): string {
  return formatEither([...new Set(types.map((type) => kindOf(type, textOf)))], tag);
}

/** What people call a kind of file: "image", or as its name ends, "PDF". */
function kindOf(type: string, textOf: (key: FaultWord) => string): string {
  const known = wholeKinds[type];
  if (known !== undefined) return textOf(known);
  const [, subtype = type] = type.split('/');
  return (
    endings[type] ?? (/^(?:x-|vnd\.)?(?:.*[.-])?(\w+)(?:\+\w+)?$/.exec(subtype)?.[1] ?? subtype).toUpperCase()
  );
}

/** The words for a field that has no name: those for its kind of control, if there are any. */
function generalKey(control: NamedField['control'], key: FaultKey, { knows }: FaultLanguage): FaultWord {
  const kind = control === 'integer' || control === 'decimal' ? 'number' : control;
  const keys = [...(key === 'required.text' ? [`required.${kind}.any`] : []), `${key}.any`];
  return keys.find(knows) ?? key;
}

function generalSubject(control: NamedField['control'], { knows }: FaultLanguage): FaultWord {
  const ofControl = `subject.${control}.any`;
  return knows(ofControl) ? ofControl : 'subject.any';
}

/** The words for a single one, if there are any. */
function withNumber(
  key: FaultWord,
  values: NonNullable<AnswerFault['values']>,
  { knows }: FaultLanguage,
): FaultWord {
  const single = `${key}.one`;
  return Object.values(values).includes(1) && knows(single) ? single : key;
}

/** What fills placeholders, by name. */
export type Params = { readonly [placeholder: string]: string | number };

/** A text with its `{placeholders}` filled in; those that nothing fills stay as they are. */
export function fill(text: string, params: Params): string {
  let filled = '';
  let done = 0;
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
    const close = text.indexOf('}', open);
    if (close < 0) break;
    const name = text.slice(open + 1, close);
    if (!Object.hasOwn(params, name)) continue;
    filled += text.slice(done, open) + String(params[name]);
    done = close + 1;
  }
  return filled + text.slice(done);
}
