import type { Request, Response } from 'express';
import type { StepPlace } from '../definition/place.ts';
import type { OpenedLink, WizardEvent } from '../engine/event.ts';
import { hiddenNames } from '../render/pages/urls.ts';
import { cookieSettings } from '../session/express-session.ts';
import { fieldsOf } from './body.ts';

const name = 'stepway-cookies';

/**
 * Gives a browser that has brought no cookie one that says nothing, at a page with a form: what it sends from there shows
 * whether it keeps any, before a session is made that it could never find again.
 */
export function tryCookie(req: Request, res: Response, base: string): void {
  if (req.headers.cookie !== undefined) return;
  res.cookie(name, '1', { ...cookieSettings(req), httpOnly: true, path: base === '' ? '/' : base });
}

/** A form as it is sent from a page of ours: a step's, rows, or that of a link to a saved run. */
export type FormSent =
  | (Extract<WizardEvent, { readonly kind: 'answer' | 'save' | 'draft' | 'keep' | 'leave' | 'rows' }> & {
      readonly place: StepPlace;
    })
  | (Extract<WizardEvent, { readonly kind: 'open-saved' }> & { readonly by: OpenedLink });

/** Whether a form was sent from a page of ours by a browser that has brought back none of its cookies. */
export function isWithoutCookies(req: Request, event: WizardEvent): event is FormSent {
  if (req.headers.cookie !== undefined) return false;
  if (event.kind === 'open-saved')
    return event.by !== undefined && Object.hasOwn(fieldsOf(req), hiddenNames.page);
  const isForm =
    event.kind === 'answer' ||
    event.kind === 'save' ||
    event.kind === 'draft' ||
    event.kind === 'keep' ||
    event.kind === 'leave' ||
    (event.kind === 'rows' && event.ask.kind !== 'find');
  // A page of a run says that there was a session: what ended it is another matter.
  const isStrangers = isForm && event.stamp.instance === '' && event.stamp.page !== '';
  return isStrangers && event.place.kind === 'step';
}
