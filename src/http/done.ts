import { everyPlace } from '../definition/place.ts';
import { currentState } from '../engine/visit.ts';
import { within } from '../session/within.ts';
import { inWizard } from './in-wizard.ts';
import { seeOther, sendPage, urlsOf } from './respond.ts';
import { visitOf } from './visit.ts';
import type { Exchange, Handled } from './wizard-route.ts';

/**
 * GET a receipt, by its unguessable reference: it says how far the handler is and shows no answers, so that a bookmark
 * stays helpful after the session has ended. When the handler sent the submission back, its own visitor is led to the
 * first step to mend.
 *
 * @returns `unknown` when there is no such submission
 */
export async function showDone({ site, req, res, definition }: Exchange): Promise<Handled> {
  const reference = String(req.params['reference']);
  const visit = visitOf(site, req, definition);
  const state = await currentState(visit);
  if (state?.reference === reference && state.rejected !== undefined) {
    const faulty = everyPlace(definition).find(({ key }) => Object.hasOwn(state.rejected ?? {}, key));
    const urls = urlsOf(site, req);
    seeOther(res, faulty === undefined ? urls.check(definition.id) : urls.change(definition.id, faulty.key));
    return;
  }
  const submission = await within(visit.session.remainingMs(), site.journal.findByReference(reference));
  if (submission === undefined || submission.wizard !== definition.id) return 'unknown';
  sendPage(site, req, res, {
    ...inWizard(visit),
    kind: 'done',
    status: 200,
    reference,
    submission: submission.status,
    submittedAt: submission.submittedAt,
  });
}
