import { commitChange } from '../engine/change.ts';
import { withWizard } from '../engine/transition.ts';
import { eventOf, tell } from './events.ts';
import { inWizard } from './in-wizard.ts';
import { seeOther, sendPage, urlsOf } from './respond.ts';
import { visitOf } from './visit.ts';
import type { Exchange } from './wizard-route.ts';

/** GET "delete my answers": asks before; with `?deleted`, says that it is done. */
export function showEnd({ site, req, res, definition }: Exchange): void {
  if (req.query['deleted'] !== undefined) {
    return sendPage(site, req, res, { definition, kind: 'deleted', status: 200 });
  }
  const visit = visitOf(site, req, definition);
  const hasAnswers = Object.hasOwn(visit.session.state().wizards, definition.id);
  // After Back there is nothing left to ask about.
  if (!hasAnswers) return seeOther(res, urlsOf(site, req).ended(definition.id));
  sendPage(site, req, res, { ...inWizard(visit), kind: 'delete', status: 200 });
}

/**
 * POST "delete my answers": removes this wizard's answers. On our own server the session is destroyed and its cookie
 * cleared, unless it still holds another form of the visitor's.
 */
export async function deleteAnswers({ site, req, res, definition }: Exchange): Promise<void> {
  const visit = visitOf(site, req, definition);
  const others = Object.keys(visit.session.state().wizards).filter((id) => id !== definition.id);
  if (site.ownCookie !== undefined && others.length === 0) {
    await visit.session.destroy();
    clearCookie(res, site.ownCookie);
  } else {
    await commitChange(visit, async () => withWizard(visit.session.state(), definition.id, undefined));
  }
  tell(site.onEvent, site.log, eventOf(visit, undefined, { type: 'deleted' }));
  seeOther(res, urlsOf(site, req).ended(definition.id));
}

/** Tells the browser to forget our session cookie. */
export function clearCookie(res: Exchange['res'], name: string): void {
  res.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secure: name.startsWith('__Host-') });
}
