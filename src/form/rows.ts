import type { RawValue, RawValues } from '../controls/raw.ts';
import { controlOf } from '../controls/all.ts';
import { isItemId, type GroupPlace } from '../definition/place.ts';
import { cellName, rowSeen, rowStep, sheetOf } from '../definition/rows.ts';
import { isRecord } from '../is-record.ts';
import { isBlank, normalise, readAnswers, readRaw, rawOf, type StepCandidate } from './read.ts';
import type { StepAnswers } from '../definition/answers.ts';

/** A row as it was sent. */
export interface SentRow {
  readonly item: string;
  /** Which stored answer its page showed: see `Stamp`. */
  readonly seen: string;
  readonly raw: RawValues;
  readonly candidate: StepCandidate;
}

/**
 * The rows that a form brings, in its order: of an item what was typed for the fields of its row.
 *
 * @param body a parsed urlencoded body
 * @param language the page's, BCP 47
 */
export function rowsInForm(group: GroupPlace, body: unknown, language?: string): readonly SentRow[] {
  const items = itemsInNames(isRecord(body) ? Object.keys(body) : []);
  const step = rowStep(group);
  const typed = readRaw(sheetOf(group, items).step, body);
  return items.map((item) => {
    const raw = rowIn(typed, group, item);
    const seen = typed[cellName(item, rowSeen)];
    return {
      item,
      seen: typeof seen === 'string' ? seen : '',
      raw,
      candidate: normalise(step, raw, language),
    };
  });
}

/**
 * The rows that a front end sends: `rows: [{ id, seen, values }]`, in the schemas' input types.
 *
 * @param newId gives a row without an id one
 */
export function rowsInJson(
  group: GroupPlace,
  body: unknown,
  { language, newId }: { readonly language?: string | undefined; readonly newId: () => string },
): readonly SentRow[] {
  const given = isRecord(body) && Array.isArray(body['rows']) ? (body['rows'] as readonly unknown[]) : [];
  const step = rowStep(group);
  return given
    .slice(0, mostRows)
    .filter(isRecord)
    .map(({ id, seen, values }) => {
      const candidate = readAnswers(step, values);
      const known = Object.entries(candidate).filter((entry) => entry[1] !== undefined);
      return {
        item: typeof id === 'string' && isItemId(id) ? id : newId(),
        seen: typeof seen === 'string' ? seen : '',
        raw: rawOf(step, Object.fromEntries(known) as StepAnswers, language),
        candidate,
      };
    });
}

/** What was typed into rows as that of one step: see `sheetOf`. */
export function sheetRaw(rows: readonly Pick<SentRow, 'item' | 'raw' | 'seen'>[]): RawValues {
  return Object.fromEntries(
    rows.flatMap(({ item, raw, seen }) => [
      ...Object.entries(raw).map(([name, value]): [string, RawValue] => [cellName(item, name), value]),
      [cellName(item, rowSeen), seen],
    ]),
  );
}

/** Whether nothing was typed or chosen in a row. */
export function isBlankRow(group: GroupPlace, raw: RawValues): boolean {
  return rowStep(group).fields.every((field) => {
    const value = raw[field.name];
    return value === undefined || isBlank(value) || controlOf(field).isHidden === true;
  });
}

/** More rows than a form can bring are looked at of none. */
const mostRows = 1_000;

function itemsInNames(names: readonly string[]): readonly string[] {
  const items = names.flatMap((name) => {
    const [item = '', field] = name.split('.', 2);
    return field !== undefined && isItemId(item) ? [item] : [];
  });
  return [...new Set(items)].slice(0, mostRows);
}

function rowIn(typed: RawValues, group: GroupPlace, item: string): RawValues {
  const entries = rowStep(group).fields.flatMap(({ name }): [string, RawValue][] => {
    const value = typed[cellName(item, name)];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}
