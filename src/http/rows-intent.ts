import type { Request } from 'express';
import { anyItem } from '../definition/path.ts';
import type { GroupPlace } from '../definition/place.ts';
import { rowPlace, rowStep, sheetOf } from '../definition/rows.ts';
import type { RowsAsk, WizardEvent } from '../engine/event.ts';
import { retyped, type Change } from '../form/retyped.ts';
import { rowsInForm, rowsInJson, sheetRaw, type SentRow } from '../form/rows.ts';
import { hiddenNames } from '../render/pages/urls.ts';
import { checkedAlone } from './asked-alone.ts';
import { fieldsOf, isOfType } from './body.ts';
import type { FormLanguages } from './language-asked.ts';
import { readStamp, searchIn, textOf } from './intent.ts';

/**
 * What the POST of a page of rows asks for.
 *
 * @param newId gives a new row of a front end an id
 */
export function rowsIntent(
  { req, place: group }: { readonly req: Request; readonly place: GroupPlace },
  { languages, newId }: { readonly languages: FormLanguages; readonly newId: () => string },
): WizardEvent {
  const fields = fieldsOf(req);
  const rows = readRows(req, group, { languages, newId });
  const cell = checkedAlone(req);
  if (cell !== undefined) return cellOf(group, rows, cell);
  const place = sheetOf(
    group,
    rows.map(({ item }) => item),
  );
  const form = { raw: sheetRaw(rows) };
  const ask: RowsAsk = languages.isAsked ? { kind: 'keep' } : askOf(req);
  return { kind: 'rows', group, rows, ask, place, form, stamp: readStamp(fields) };
}

/** The question what is wrong with one cell, by the name of its control. */
function cellOf(group: GroupPlace, rows: readonly SentRow[], name: string): WizardEvent {
  const [item = '', field = ''] = name.split('.', 2);
  const row = rows.find((each) => each.item === item);
  const form = row ?? { raw: {}, candidate: {} };
  return { kind: 'validate', place: rowPlace(group, row?.item ?? anyItem), form, field };
}

/** The rows as they were sent, by a form or by a front end: see `readForm`. */
export function readRows(
  req: Request,
  group: GroupPlace,
  { languages, newId }: { readonly languages: Change; readonly newId: () => string },
): readonly SentRow[] {
  const fields = fieldsOf(req);
  if (isOfType(req, 'application/json')) return rowsInJson(group, fields, { language: languages.to, newId });
  const step = rowStep(group);
  return rowsInForm(group, fields, languages.from).map((row) => ({
    ...row,
    raw: retyped(step, row.raw, languages),
  }));
}

function askOf(req: Request): RowsAsk {
  const fields = fieldsOf(req);
  const says = (name: string) => textOf(fields, name) === '1';
  // First: whoever searches alone is not asked about the rest of what they send.
  const search = searchIn(req);
  if (search !== undefined) return { kind: 'find', ...search };
  const remove = textOf(fields, hiddenNames.remove);
  if (remove !== '') return { kind: 'remove', item: remove };
  const restore = textOf(fields, hiddenNames.restore);
  if (restore !== '') return { kind: 'restore', item: restore };
  if (says(hiddenNames.carry)) return { kind: 'carry', isUndo: says(hiddenNames.undo) };
  if (says(hiddenNames.save)) return { kind: 'save' };
  if (says(hiddenNames.draft)) return { kind: 'draft' };
  return { kind: says(hiddenNames.add) ? 'add' : 'done' };
}
