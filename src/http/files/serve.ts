import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isFileRef } from '../../definition/file-ref.ts';
import { findPlace } from '../../definition/place.ts';
import { currentState } from '../../engine/here.ts';
import { firstSegment } from '../../engine/which-run.ts';
import { factsOf } from '../../log.ts';
import { within } from '../../time-limit.ts';
import type { Address } from '../address.ts';
import { fileFieldsAt } from './receive.ts';
import type { Parts } from '../parts.ts';
import { wizardRoute, type Addressed, type Route } from '../route.ts';

/**
 * GET a file of this visitor's own answers, by its step, its field and its place in the answer: `/visa/papers/scan/1`.
 * It is offered for saving and never shown by the browser as a page of ours; anybody else gets the 404 page.
 */
export function serveFile(parts: Parts): Route {
  // A file at an address without a run is of the one from before there were several.
  const segment = ({ address }: Addressed) => address.segment ?? firstSegment;
  return (addressed) => {
    const { res, address, next } = addressed;
    const { files, log } = parts.engine;
    const asked = askedFor(address);
    // Every address that is no page's passes by here.
    if (files === undefined || asked === undefined) return next();
    return wizardRoute(
      parts,
      async ({ definition, visit }) => {
        const place = findPlace(definition, asked.key);
        if (place?.kind !== 'step') return 'unknown';
        if (!fileFieldsAt(place).some(({ name }) => name === asked.field)) return 'unknown';
        const state = await currentState(visit);
        const ref = [state?.answers[place.key]?.[asked.field]].flat()[asked.index];
        if (!isFileRef(ref)) return 'unknown';
        const content = await openedWithin(visit.session.remainingMs(), () => files.open(ref.id));
        if (content === undefined) return 'unknown';
        res.attachment(ref.name);
        res.set({
          'Content-Type': ref.type,
          'Content-Length': String(ref.bytes),
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'Cache-Control': 'no-store',
        });
        // The headers are out: a store or a line that fails now can only end the answer.
        await pipeline(content, res).catch((error: unknown) =>
          log.debug(factsOf(error), 'a file could not be sent whole'),
        );
        return undefined;
      },
      { segment },
    )(addressed);
  };
}

/**
 * Opens a file's content in so many milliseconds; what comes later is closed again, as nobody reads it any more.
 *
 * @throws WizardError STORE_TIMEOUT
 */
export async function openedWithin(
  ms: number,
  open: () => Promise<Readable | undefined>,
): Promise<Readable | undefined> {
  return within(ms, async ({ signal }) => {
    const content = await open();
    if (signal.aborted) content?.destroy();
    return content;
  });
}

/** The last two parts of the address: the field, and which of its files, from 1. */
function askedFor({
  page,
}: Address): { readonly key: string; readonly field: string; readonly index: number } | undefined {
  const segments = page.split('/');
  const [field, number] = segments.slice(-2);
  if (segments.length < 3 || field === undefined || number === undefined) return undefined;
  if (!/^[1-9]\d?$/.test(number)) return undefined;
  return { key: segments.slice(0, -2).join('/'), field, index: Number(number) - 1 };
}
