import type { ErrorRequestHandler, Request, Response } from 'express';
import { isWizardError, type ErrorCode } from '../errors.ts';
import { factsOf, messageOf, type Log } from '../log.ts';
import { viewFailureOf } from '../render/html/view-failure.ts';
import type { Page } from '../render/pages/page.ts';
import { leaveUnreadable, letGo } from '../session/express-session.ts';
import { segmentIn } from './address.ts';
import { serveAssets } from './front-end.ts';
import { heldPage, readBodyOf } from './held.ts';
import type { Parts } from './parts.ts';
import { clearCookie, replyTo, sendPlain } from './reply.ts';
import { targetOf } from './target.ts';
import { crossOrigin, nonceOf, securityHeaders } from './security.ts';

/**
 * Answers an error with a page in plain words. A POST to a step keeps what was typed on the page, also when the
 * session itself could not be loaded and nothing else of ours has run: mount it after the session middleware too.
 */
export function errorHandler(parts: Parts): ErrorRequestHandler {
  const { engine, look, host } = parts;
  const secure = securityHeaders(parts.host.contentSecurityPolicy);
  const assets = serveAssets(look);
  const readable = crossOrigin(host.trustedOrigins);
  // Express tells an error handler by its four parameters.
  return async (error: unknown, req, res, _next) => {
    const code = codeOf(error);
    const reportIt = () => report(engine.log, { method: req.method, error, code });
    if (res.headersSent) {
      // Half an answer must not pass for a whole one. Express would print the error, with what visitors typed in it.
      reportIt();
      return void req.socket.destroy();
    }
    // When a host's session cannot be loaded our router has not run, and the page has to look and be guarded as ever.
    if (nonceOf(res) === '') {
      let isAsset = true;
      void assets(req, res, () => {
        isAsset = false;
      });
      if (isAsset) return;
      secure(req, res, () => {});
    }
    reportIt();
    const before = req.session as Request['session'] | undefined;
    // Nothing that failed may be saved, or set a cookie, at the end of this response.
    letGo(req);
    const page = await pageFor(parts, { req, res, code });
    if (page.kind === 'unreadable') {
      // A host's cookie has a name and settings that only its session middleware knows.
      if (host.ownCookie === undefined) leaveUnreadable(req, before);
      else clearCookie(res, host.ownCookie);
    }
    // Also when the error came before our router: a front end of a trusted origin may read what happened.
    if (req.method !== 'OPTIONS') void readable(req, res, () => {});
    try {
      await replyTo(parts, { req, res, segment: segmentIn(req) }).page(page);
    } catch (failed) {
      // The page of the error is broken as well: a page that no view is behind is always left.
      report(engine.log, { method: req.method, error: failed, code: codeOf(failed) });
      sendPlain(res, look);
    }
  };
}

/**
 * The same for a host's app, behind its session middleware. The host's own errors that have a status of their own (401,
 * 404, a body that its parser could not read) are no failure of ours: they go on to the host.
 */
export function hostErrorHandler(parts: Parts): ErrorRequestHandler {
  const handle = errorHandler(parts);
  return (error: unknown, req, res, next) => {
    if (!isWizardError(error) && statusOf(error) !== undefined) return next(error);
    return handle(error, req, res, next);
  };
}

/** The HTTP status that an error asks for by itself, as those of Express and http-errors do. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : undefined;
}

/** What went wrong: a code of the catalogue, or an address that cannot be decoded. */
type Code = ErrorCode | 'URL_UNREADABLE' | undefined;

function codeOf(error: unknown): Code {
  if (error instanceof URIError && statusOf(error) === 400) return 'URL_UNREADABLE';
  return isWizardError(error) ? error.code : undefined;
}

/** A request that failed. */
interface Failed {
  readonly req: Request;
  readonly res: Response;
  readonly code: Code;
}

async function pageFor(parts: Parts, { req, res, code }: Failed): Promise<Page> {
  const { engine } = parts;
  switch (code) {
    case 'CROSS_SITE':
      return { kind: 'refused', status: 403, definition: targetOf(engine, req).definition };
    case 'BODY_TOO_LARGE':
      return { kind: 'too-large', status: 413, raw: {}, ...targetOf(engine, req) };
    case 'BODY_UNREADABLE':
    case 'URL_UNREADABLE':
      return { kind: 'bad-request', status: 400, definition: targetOf(engine, req).definition };
    case 'BODY_UNSUPPORTED':
      return { kind: 'bad-request', status: 415, definition: targetOf(engine, req).definition };
    case 'SESSION_UNREADABLE':
      return { kind: 'unreadable', status: 500 };
    case 'TOO_MANY_REQUESTS':
      await readBodyOf(req, res);
      return heldPage(parts, req, 429);
    default: {
      const status = isTransient(code) ? 503 : 500;
      const isHosts = code === 'SESSION_MISSING';
      const error = { kind: 'error', status: 500, isHosts } as const;
      if (status === 500 && req.method !== 'POST') return error;
      await readBodyOf(req, res);
      const page = heldPage(parts, req, status);
      const holdsNothing = Object.keys(page.raw).length === 0;
      return isHosts && holdsNothing ? error : { ...page, isHosts };
    }
  }
}

function isTransient(code: Code): boolean {
  switch (code) {
    case 'STORE_UNREACHABLE':
    case 'STORE_TIMEOUT':
    case 'STORE_FULL':
    case 'STATE_NEWER':
    case 'TOO_BUSY':
    case 'CHECK_TIMEOUT':
    case 'HOST_TIMEOUT':
    case 'CHOICES_UNAVAILABLE':
    case 'HELPERS_UNAVAILABLE':
    case 'SESSION_CONFLICT':
    case 'SESSION_GONE':
      return true;
    default:
      return false;
  }
}

/** Whether the message of such an error names what an author or a host has to look at. */
function namesItsPlace(code: Code): boolean {
  return (
    code === 'CHOICES_UNAVAILABLE' ||
    code === 'HELPERS_UNAVAILABLE' ||
    code === 'CHECK_TIMEOUT' ||
    code === 'HOST_TIMEOUT'
  );
}

function report(
  log: Log,
  { method, error, code }: { readonly method: string; readonly error: unknown; readonly code: Code },
): void {
  const facts = { method, ...factsOf(error) };
  const view = viewFailureOf(error);
  if (view !== undefined) {
    log.error(
      { ...facts, at: view.place },
      view.holdsNoAnswer ? `a view failed: ${view.what}` : 'a view failed',
    );
    if (!view.holdsNoAnswer) log.debug({ message: view.what.slice(0, 1000) }, 'the message of the error');
  } else if (
    code === undefined ||
    code === 'VIEW_FAILED' ||
    code === 'DEFINITION_INVALID' ||
    code === 'CONFIG_INVALID' ||
    code === 'FACTS_INVALID' ||
    code === 'SESSION_MISSING' ||
    code === 'MIGRATION_FAILED'
  ) {
    // Words about a view, a check, a migration, a guard, a fact or a missing session, the author's own too, hold no visitor's data.
    const message = code === undefined || !(error instanceof Error) ? 'the request failed' : error.message;
    log.error(facts, message);
    // It can hold what the visitor typed, so it is said to those who asked for everything.
    if (code === undefined) log.debug({ message: messageOf(error) }, 'the message of the error');
  } else if (isTransient(code) || code === 'SESSION_UNREADABLE') {
    // Which choice could not be loaded, or whose check was slow, is said in Stepway's words; why, in those of the author.
    const isNamed = namesItsPlace(code) && error instanceof Error;
    log.warn(facts, isNamed ? error.message : 'the request could not be served');
    if (isNamed && error.cause !== undefined)
      log.debug({ message: messageOf(error.cause) }, 'the message of the error');
  } else {
    log.debug(facts, 'the request was refused');
  }
}
