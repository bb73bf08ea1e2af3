import type { Request, RequestHandler, Response } from 'express';
import { findStep, type StepPlace } from '../definition/place.ts';
import type { FinishContext } from '../definition/external.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { letGo } from '../session/express-session.ts';
import { addressIn, segmentIn } from './address.ts';
import { fieldsOf, readBody, type Fields } from './body.ts';
import type { Parts } from './parts.ts';
import { replyTo } from './reply.ts';

/** The most that another site may put into its return, in characters. */
const longestQuery = 8_000;

/**
 * Where another site sends a visitor back to, by GET or by POST. Nothing is looked up or written here: the page that is
 * shown posts what came along to the step itself, from our own origin. So a return that comes twice, is prefetched, or
 * comes without the cookie (a POST from another site, or `SameSite=Strict`) does no harm and loses nothing.
 */
export function cameBack(parts: Parts): RequestHandler {
  return (req, res, next) => {
    const target = req.method === 'GET' || req.method === 'POST' ? targetIn(parts, req) : undefined;
    return target === undefined ? next() : showReturned(parts, { req, res, ...target });
  };
}

async function showReturned(
  parts: Parts,
  { req, res, ...target }: { readonly req: Request; readonly res: Response } & Target,
): Promise<void> {
  if (req.method === 'POST') await readBody(req, res);
  // A session that the browser's cookie did not name must not take the place of the visitor's own.
  letGo(req);
  const sent = { ...textsIn(req.query as Fields), ...textsIn(fieldsOf(req)) };
  const query = new URLSearchParams(sent).toString().slice(0, longestQuery);
  const reply = replyTo(parts, { req, res, segment: segmentIn(req) });
  return reply.page({ kind: 'returned', status: 200, ...target, query });
}

/** What a return is about. */
interface Target {
  readonly definition: WizardDefinition;
  readonly place: StepPlace;
  readonly attempt: string;
}

/** What a return said, from the field that our own page posts. */
export function queryIn(text: string): FinishContext['query'] {
  return Object.fromEntries(new URLSearchParams(text.slice(0, longestQuery)));
}

function targetIn({ engine }: Parts, req: Request): Target | undefined {
  if (!req.url.includes('/return/')) return undefined;
  const { wizard, page } = addressIn(req.path);
  const rest = page.split('/');
  const [mark, attempt = ''] = rest.slice(-2);
  const definition = engine.definitions.get(wizard);
  if (definition === undefined || mark !== 'return' || !/^[\w-]{1,64}$/.test(attempt)) return undefined;
  const place = findStep(definition, rest.slice(0, -2).join('/'));
  return place?.step.external === undefined ? undefined : { definition, place, attempt };
}

function textsIn(fields: Fields): { readonly [name: string]: string } {
  const texts = Object.entries(fields).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
