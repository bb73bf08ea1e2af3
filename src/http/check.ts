import { finish } from '../engine/finish.ts';
import { resume } from '../flow/position.ts';
import { walk } from '../flow/walk.ts';
import { rawOf } from '../form/prefill.ts';
import { stampOf } from '../engine/stamp.ts';
import { fieldsOf } from './body.ts';
import { eventOf, tell } from './events.ts';
import { arrive, inWizard } from './in-wizard.ts';
import { goTo, seeOther, sendPage, urlsOf } from './respond.ts';
import { readStamp } from './stamp.ts';
import { visitOf } from './visit.ts';
import type { Exchange } from './wizard-route.ts';

/** How long the finishing POST waits for the handler before it shows a receipt that says "working". */
export const handlerWaitMs = 1_000;

/** GET check-your-answers. */
export async function showCheck(exchange: Exchange): Promise<void> {
  const { site, req, res, definition } = exchange;
  const arrival = await arrive(exchange);
  if (arrival === undefined) return;
  const { visit, state } = arrival;
  const live = walk(definition, state?.answers ?? {});
  if (!live.complete || state === undefined) return goTo(site, req, res, definition, resume(live), false);
  sendPage(site, req, res, {
    ...inWizard(visit),
    kind: 'check',
    status: 200,
    walk: live,
    stamp: stampOf(state, '', site.ids.page()),
    issues: Object.entries(state.rejected ?? {}).flatMap(([step, issues]) =>
      issues.map((issue) => ({ ...issue, step })),
    ),
  });
}

/** POST check-your-answers: submits, and goes to the receipt. */
export async function submit({ site, req, res, definition }: Exchange): Promise<void> {
  const visit = visitOf(site, req, definition);
  const outcome = await finish(visit, {
    stamp: readStamp(fieldsOf(req)),
    context: () => site.context(req),
  });
  switch (outcome.kind) {
    case 'submitted': {
      const { reference } = outcome.state;
      if (outcome.isFirst) {
        tell(site.onEvent, site.log, eventOf(visit, outcome.state, { type: 'completed', reference }));
      }
      const waitMs = Math.min(handlerWaitMs, visit.session.remainingMs());
      if (definition.completion.run !== undefined) await site.attempt(outcome.submissionId, waitMs);
      // The receipt sees for itself how far the handler came.
      return seeOther(res, urlsOf(site, req).done(definition.id, reference));
    }
    case 'elsewhere':
      return goTo(site, req, res, definition, outcome.next, false);
    case 'invalid': {
      const { place, issues, walk: live, state } = outcome;
      return sendPage(site, req, res, {
        ...inWizard(visit),
        kind: 'step',
        status: 422,
        place,
        walk: live,
        raw: rawOf(place.step, state.answers[place.key]),
        issues,
        stamp: stampOf(state, place.key, site.ids.page()),
        returnToCheck: true,
      });
    }
    case 'expired':
      visit.session.abandon();
      tell(site.onEvent, site.log, eventOf(visit, undefined, { type: 'expired', step: undefined }));
      return sendPage(site, req, res, { definition, kind: 'expired', status: 410, raw: {} });
  }
}
