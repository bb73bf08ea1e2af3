import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Step, WizardDefinition } from '../definition/model.ts';
import { findStep } from '../flow/position.ts';
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

/** A route of a wizard: looks the wizard up by the URL's `:wizard`, and leaves an unknown one to the 404 page. */
export function wizardRoute(
  site: Site,
  handle: (exchange: Exchange) => Promise<Handled> | Handled,
): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    const definition = site.definitions.get(text(req.params['wizard']));
    if (definition === undefined) return next();
    if ((await handle({ site, req, res, definition })) === 'unknown') next();
  };
}

/** A route of a step: looks both up, and leaves unknown ones to the 404 page. */
export function stepRoute(
  site: Site,
  handle: (exchange: Exchange, step: Step) => Promise<void> | void,
): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    const definition = site.definitions.get(text(req.params['wizard']));
    const segments: unknown = req.params['step'];
    const key = Array.isArray(segments) ? segments.join('/') : text(segments);
    const step = definition === undefined ? undefined : findStep(definition, key);
    if (definition === undefined || step === undefined) return next();
    await handle({ site, req, res, definition }, step);
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
