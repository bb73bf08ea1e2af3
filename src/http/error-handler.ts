import type { ErrorRequestHandler, Request, Response } from 'express';
import { factsOf, messageOf } from '../log.ts';
import type { ExitPlace, StepPlace } from '../definition/place.ts';
import { isWizardError, type ErrorCode } from '../errors.ts';
import type { RawValues } from '../form/issue.ts';
import { viewFailureOf } from '../render/html/engine.ts';
import type { Page } from '../render/pages/page.ts';
import { leaveUnreadable } from '../session/leave-unreadable.ts';
import { serveAssets } from './assets.ts';
import { fieldsOf, readBody } from './body.ts';
import { crossOrigin } from './cors.ts';
import { clearCookie } from './end.ts';
import { readForm } from './read-form.ts';
import { sendPage } from './respond.ts';
import { nonceOf, securityHeaders } from './security.ts';
import type { Site } from './site.ts';
import { readStamp, returnsToCheck } from './stamp.ts';
import { targetOf, wizardAt } from './target.ts';

/**
 * Answers an error with a page in plain words. A POST to a step keeps what was typed on the page, also when the
 * session itself could not be loaded and nothing else of ours has run: mount it after the session middleware too.
 */
export function errorHandler(site: Site): ErrorRequestHandler {
  const secure = securityHeaders();
  const assets = serveAssets(site);
  return async (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    // When a host's session cannot be loaded our router has not run, and the page has to look and be guarded as ever.
    if (nonceOf(res) === '') {
      let isAsset = true;
      void assets(req, res, () => {
        isAsset = false;
      });
      if (isAsset) return;
      secure(req, res, () => {});
    }
    const code = isWizardError(error) ? error.code : undefined;
    report(site, req, error, code);
    const before = req.session as Request['session'] | undefined;
    // Nothing that failed may be saved, or set a cookie, at the end of this response.
    Object.assign(req, { session: undefined });
    const page = await pageFor(site, req, res, code);
    if (page.kind === 'unreadable') {
      // A host's cookie has a name and settings that only its session middleware knows.
      if (site.ownCookie === undefined) leaveUnreadable(req, before);
      else clearCookie(res, site.ownCookie);
    }
    // Also when the error came before our router: a front end of a trusted origin may read what happened.
    if (req.method !== 'OPTIONS') crossOrigin(site.trustedOrigins)(req, res, () => {});
    sendPage(site, req, res, page);
  };
}

async function pageFor(site: Site, req: Request, res: Response, code: ErrorCode | undefined): Promise<Page> {
  switch (code) {
    case 'CROSS_SITE':
      return { kind: 'refused', status: 403, ...wizardAt(site, req) };
    case 'BODY_TOO_LARGE':
      return { kind: 'too-large', status: 413, raw: {}, ...targetOf(site, req) };
    case 'BODY_UNREADABLE':
      return { kind: 'bad-request', status: 400, ...wizardAt(site, req) };
    case 'BODY_UNSUPPORTED':
      return { kind: 'bad-request', status: 415, ...wizardAt(site, req) };
    case 'SESSION_UNREADABLE':
      return { kind: 'unreadable', status: 500 };
    default: {
      const status = isTransient(code) ? 503 : 500;
      const isHosts = code === 'SESSION_MISSING';
      const error = { kind: 'error', status: 500, isHosts } as const;
      if (status === 500 && req.method !== 'POST') return error;
      await readBodyOf(req, res);
      const page = unavailable(site, req, status);
      const holdsNothing = Object.keys(page.raw).length === 0;
      return isHosts && holdsNothing ? error : { ...page, isHosts };
    }
  }
}

function unavailable(site: Site, req: Request, status: 500 | 503): Extract<Page, { kind: 'unavailable' }> {
  const fields = fieldsOf(req);
  const target = targetOf(site, req);
  return {
    kind: 'unavailable',
    status,
    ...target,
    raw: typedInto(req, target.place),
    // Without a stamp there is nothing to be sent again.
    ...(req.method === 'POST' ? { stamp: readStamp(fields) } : {}),
    returnToCheck: returnsToCheck(fields),
    finishing: req.method === 'POST' && req.path.endsWith('/check'),
  };
}

function typedInto(req: Request, place: StepPlace | ExitPlace | undefined): RawValues {
  return place === undefined ? {} : readForm(req, place).raw;
}

/** Reads the body when the error came before it was read; a body that cannot be read then is left out. */
async function readBodyOf(req: Request, res: Response): Promise<void> {
  if (req.method !== 'POST' || req.body !== undefined) return;
  for (const handle of readBody) {
    if (handle.length === 4) continue;
    const failed = await new Promise<unknown>((resolve) => {
      (handle as (req: Request, res: Response, next: (error?: unknown) => void) => void)(req, res, resolve);
    });
    if (failed !== undefined) {
      req.body = {};
      return;
    }
  }
}

function isTransient(code: ErrorCode | undefined): boolean {
  switch (code) {
    case 'STORE_UNREACHABLE':
    case 'STORE_TIMEOUT':
    case 'STORE_FULL':
    case 'STATE_NEWER':
    case 'TOO_BUSY':
    case 'CHECK_TIMEOUT':
    case 'CHOICES_UNAVAILABLE':
    case 'SESSION_CONFLICT':
    case 'SESSION_GONE':
      return true;
    default:
      return false;
  }
}

function report(site: Site, req: Request, error: unknown, code: ErrorCode | undefined): void {
  const facts = { method: req.method, ...factsOf(error) };
  const view = viewFailureOf(error);
  if (view !== undefined) {
    site.log.error(
      { ...facts, at: view.place },
      view.isOurs ? `a view failed: ${view.what}` : 'a view failed',
    );
    if (!view.isOurs) site.log.debug({ message: view.what.slice(0, 1000) }, 'the message of the error');
  } else if (
    code === undefined ||
    code === 'VIEW_FAILED' ||
    code === 'DEFINITION_INVALID' ||
    code === 'SESSION_MISSING' ||
    code === 'MIGRATION_FAILED'
  ) {
    // An author's own words about a view, a check, a migration or a missing session hold no visitor's data.
    const message = code === undefined || !(error instanceof Error) ? 'the request failed' : error.message;
    site.log.error(facts, message);
    // It can hold what the visitor typed, so it is said to those who asked for everything.
    if (code === undefined) site.log.debug({ message: messageOf(error) }, 'the message of the error');
  } else if (isTransient(code) || code === 'SESSION_UNREADABLE') {
    // Which choice could not be loaded, or whose check was slow, is said in Stepway's words; why, in those of the author.
    const isNamed = (code === 'CHOICES_UNAVAILABLE' || code === 'CHECK_TIMEOUT') && error instanceof Error;
    site.log.warn(facts, isNamed ? error.message : 'the request could not be served');
    if (isNamed && error.cause !== undefined)
      site.log.debug({ message: messageOf(error.cause) }, 'the message of the error');
  } else {
    site.log.debug(facts, 'the request was refused');
  }
}
