import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import { findPlace, type ExitPlace, type StepPlace } from '../definition/place.ts';
import { WizardError } from '../errors.ts';
import { seeOther } from './respond.ts';
import type { Site } from './site.ts';

/** One request to one wizard. */
export interface Exchange {
  readonly site: Site;
  readonly req: Request;
  readonly res: Response;
  readonly definition: WizardDefinition;
}

/** `unknown` when the URL names nothing: it goes on to the 404 page. */
export type Handled = void | 'unknown';

/**
 * A route of a wizard: looks the wizard up by the URL's `:wizard`, and leaves an unknown one to the 404 page.
 *
 * @param needs `choices` where answers of every step are shown or judged, which takes the options that the host loads
 */
export function wizardRoute(
  site: Site,
  handle: (exchange: Exchange) => Promise<Handled> | Handled,
  needs?: 'choices',
): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    const found = site.definitions.get(text(req.params['wizard']));
    if (found === undefined) return next();
    const definition = needs === undefined ? found : await site.resolveChoices(found);
    if (await isTurnedAway(site, req, res, definition)) return;
    if ((await handle({ site, req, res, definition })) === 'unknown') next();
  };
}

/** A route of a step: looks both up, and leaves unknown ones to the 404 page. Other steps' options are not needed. */
export function stepRoute(
  site: Site,
  handle: (exchange: Exchange, place: StepPlace | ExitPlace) => Promise<void> | void,
): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    const found = site.definitions.get(text(req.params['wizard']));
    const segments: unknown = req.params['step'];
    const key = Array.isArray(segments) ? segments.join('/') : text(segments);
    if (found === undefined || findPlace(found, key) === undefined) return next();
    const definition = await site.resolveChoices(found, key);
    const place = findPlace(definition, key);
    // The list of a group's items is no page of ours yet.
    if (place === undefined || place.kind === 'group') return next();
    if (await isTurnedAway(site, req, res, definition)) return;
    await handle({ site, req, res, definition }, place);
  };
}

async function isTurnedAway(
  { guard, log }: Site,
  req: Request,
  res: Response,
  definition: WizardDefinition,
): Promise<boolean> {
  const path = await guard?.(req, definition.id);
  if (path === undefined) return false;
  if (!/^\/(?![/\\])/.test(path)) {
    log.error({ wizard: definition.id }, 'guard must give a path of this origin, beginning with one slash');
    throw new WizardError('CONFIG_INVALID');
  }
  seeOther(res, path);
  return true;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
