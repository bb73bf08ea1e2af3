import type { Request, Response } from 'express';
import { sheetOf } from '../definition/rows.ts';
import type { Place } from '../definition/place.ts';
import type { Change } from '../form/retyped.ts';
import { sheetRaw } from '../form/rows.ts';
import type { Page } from '../render/pages/page.ts';
import { bodyLimits, fieldsOf, isUpload, readBody, refuseLong } from './body.ts';
import { readMultipart } from './files/multipart.ts';
import { readForm, readStamp } from './intent.ts';
import { languagesOfForm } from './language-asked.ts';
import type { Parts } from './parts.ts';
import { readRows } from './rows-intent.ts';
import { placeNamed } from './target.ts';

type HeldPage = Extract<Page, { readonly kind: 'unavailable' }>;

/** A form that brings files is read for what was typed up to this length. */
const mostDrained = 100 * bodyLimits.maxBytes;

/**
 * The page that holds what the form of a step brought, to be sent again: its body has been read. It holds nothing where
 * none came.
 */
export function heldPage(
  { engine, look }: Pick<Parts, 'engine' | 'look'>,
  req: Request,
  status: HeldPage['status'],
): HeldPage {
  const { definition, place } = placeNamed(engine, req);
  const languages = languagesOfForm(look, { req, definition });
  return {
    kind: 'unavailable',
    status,
    definition,
    ...typedInto(req, place, { languages, newId: engine.ids.item }),
    // Without a stamp there is nothing to be sent again.
    stamp: req.method === 'POST' ? readStamp(fieldsOf(req)) : undefined,
    finishing: req.method === 'POST' && req.path.endsWith('/check'),
    isWithoutFiles: withoutTheirFiles.has(req),
  };
}

/** What stands in the controls of a page, rows in a table as those of one step. */
function typedInto(
  req: Request,
  place: Place | undefined,
  reading: { readonly languages: Change; readonly newId: () => string },
): Pick<HeldPage, 'place' | 'raw'> {
  if (place === undefined) return { raw: {} };
  if (place.kind !== 'group') return { place, raw: readForm(req, place, reading.languages).raw };
  const rows = place.step.rows === undefined ? [] : readRows(req, place, reading);
  if (rows.length === 0) return { raw: {} };
  return {
    place: sheetOf(
      place,
      rows.map(({ item }) => item),
    ),
    raw: sheetRaw(rows),
  };
}

/** Reads a form's body where it was not read yet; a body that cannot be read then is left out. */
export async function readBodyOf(req: Request, res: Response): Promise<void> {
  if (req.method !== 'POST' || req.body !== undefined) return;
  const reading = isUpload(req) ? readWithoutFiles(req, res) : readBody(req, res);
  await reading.catch(() => {
    req.body = {};
  });
}

/** Forms whose files were thrown away. */
const withoutTheirFiles = new WeakSet<Request>();

/** The fields of a multipart form; its files, which nobody can be asked for now, are thrown away. */
async function readWithoutFiles(req: Request, res: Response): Promise<void> {
  refuseLong(req, res, mostDrained);
  const onFile = async () => void withoutTheirFiles.add(req);
  req.body = await readMultipart(req, { res, mostBytes: mostDrained, onFile });
}
