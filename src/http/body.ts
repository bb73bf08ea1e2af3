import express, { type Request, type RequestHandler, type Response } from 'express';
import { WizardError } from '../errors.ts';

/** What a body may be at most: see docs/settings.md. */
export const bodyLimits = { maxBytes: 1_000_000, maxParameters: 1_000, maxDepth: 32 } as const;

const urlencoded = express.urlencoded({
  extended: false,
  limit: bodyLimits.maxBytes,
  parameterLimit: bodyLimits.maxParameters,
});
const json = express.json({ limit: bodyLimits.maxBytes });

/** A body's fields by name. */
export type Fields = { readonly [name: string]: unknown };

/**
 * Reads the bodies of requests on their way to the routes.
 *
 * @param mayUpload whether a route reads a multipart body by itself, when it knows whose it is: any other is refused
 */
export function bodyReader(mayUpload: (req: Request) => boolean): RequestHandler {
  return (req, res, next) => {
    // Nothing else has a body that is looked at.
    if (req.method !== 'POST' || (isUpload(req) && mayUpload(req))) return next();
    return readBody(req, res).then(() => next());
  };
}

/** Whether a request brings a multipart body that nobody has read yet. */
export function isUpload(req: Request): boolean {
  return req.method === 'POST' && req.body === undefined && isOfType(req, 'multipart/form-data');
}

/**
 * Reads the body of a POST: urlencoded or JSON. A body that the host has parsed already is taken as it is.
 *
 * @throws WizardError BODY_TOO_LARGE, BODY_UNREADABLE, BODY_UNSUPPORTED
 */
export async function readBody(req: Request, res: Response): Promise<void> {
  if (req.method === 'POST' && req.body === undefined) {
    refuseLong(req, res);
    if (hasBody(req)) await parse(req, res);
    else req.body = {};
  }
  // A form's body is flat by itself.
  const isDeep = isOfType(req, 'application/json') && !isShallow(req.body, bodyLimits.maxDepth);
  if (isDeep) throw new WizardError('BODY_UNREADABLE');
}

/** So many times its limit a body may be, and the rest of it is waited for, so that the browser gets to read the page. */
export const mostTooLong = 10;

/**
 * Refuses a body that says itself that it is too long, before any of it is read. What is on its way of one that is little
 * too long is thrown away; of one that is far too long the line is cut.
 *
 * @param mostWaited bytes of which the line is not cut
 */
export function refuseLong(
  req: Request,
  res: Response,
  maxBytes: number = bodyLimits.maxBytes,
  mostWaited: number = mostTooLong * maxBytes,
): void {
  const length = Number(req.headers['content-length'] ?? 0);
  if (length <= maxBytes) return;
  if (length > mostWaited) res.set('Connection', 'close');
  throw new WizardError('BODY_TOO_LARGE');
}

/** The body's fields; empty for anything but an object. */
export function fieldsOf(req: Request): Fields {
  const body: unknown = req.body;
  return isRecord(body) ? body : {};
}

/** Whether the body is of a media type, whatever its parameters. */
export function isOfType(req: Request, type: string): boolean {
  const given = req.headers['content-type'] ?? '';
  return (
    given === type ||
    (given.includes(';') ? given.slice(0, given.indexOf(';')) : given).trim().toLowerCase() === type
  );
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasBody(req: Request): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

// Level by level, as a body nested 40,000 deep would overflow the stack of a recursive walk.
function isShallow(body: unknown, maxDepth: number): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; depth <= maxDepth; depth += 1) {
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}

function parse(req: Request, res: Response): Promise<void> {
  const parser = parserFor(req);
  return new Promise((resolve, reject) => {
    // Of a body that says its length no more than that is read: see `refuseLong`.
    if (req.headers['content-length'] === undefined)
      req.on('data', stopAtLimit(res, bodyLimits.maxBytes, reject));
    parser(req, res, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(asBodyError(error));
    });
  });
}

/** Gives up a body that has become too long: a parser reads to its end before it says so. */
export function stopAtLimit(
  res: Response,
  maxBytes: number,
  refuse: (error: WizardError) => void,
): (chunk: Buffer) => void {
  let length = 0;
  return (chunk) => {
    length += chunk.length;
    if (length <= maxBytes) return;
    if (!res.headersSent) res.set('Connection', 'close');
    refuse(new WizardError('BODY_TOO_LARGE'));
  };
}

function parserFor(req: Request): RequestHandler {
  if (isOfType(req, 'application/x-www-form-urlencoded')) return urlencoded;
  if (isOfType(req, 'application/json')) return json;
  throw new WizardError('BODY_UNSUPPORTED');
}

function asBodyError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('the body could not be read', { cause: error });
  // What unpacks a body says no more of one that cannot be unpacked than a status.
  if (!('status' in error)) return error;
  switch (error.status) {
    case 413:
      return new WizardError('BODY_TOO_LARGE', undefined, { cause: error });
    case 415:
      return new WizardError('BODY_UNSUPPORTED', undefined, { cause: error });
    default:
      return new WizardError('BODY_UNREADABLE', undefined, { cause: error });
  }
}
