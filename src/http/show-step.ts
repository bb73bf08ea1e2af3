import type { Step } from '../definition/model.ts';
import { isOpen, resume } from '../flow/position.ts';
import { walk } from '../flow/walk.ts';
import { rawOf } from '../form/prefill.ts';
import { stampOf } from '../engine/stamp.ts';
import { eventOf, tell } from './events.ts';
import { arrive, inWizard } from './in-wizard.ts';
import { goTo, sendPage } from './respond.ts';
import type { Exchange } from './wizard-route.ts';

/** GET a step: its form, or the way to the first incomplete step when it cannot open yet. */
export async function showStep(exchange: Exchange, step: Step): Promise<void> {
  const { site, req, res, definition } = exchange;
  const arrival = await arrive(exchange);
  if (arrival === undefined) return;
  const { visit, state } = arrival;
  const shared = inWizard(visit);
  const live = walk(definition, state?.answers ?? {});
  if (!isOpen(live, step)) return goTo(site, req, res, definition, resume(live), false);
  if (step.exit) return sendPage(site, req, res, { ...shared, kind: 'exit', status: 200, step, walk: live });
  tell(site.onEvent, site.log, eventOf(visit, state, { type: 'shown', step: step.key }));
  const stored = state?.answers[step.key];
  const known = stored ?? (await site.prefill?.(req, definition.id, step.key));
  sendPage(site, req, res, {
    ...shared,
    kind: 'step',
    status: 200,
    step,
    walk: live,
    raw: state?.carried?.[step.key] ?? rawOf(step, known),
    // A front end gets what the host knows as values too: they count when it sends them.
    stored: known,
    issues: state?.rejected?.[step.key] ?? [],
    stamp: stampOf(state, step.key, site.ids.page()),
    returnToCheck: req.query['return'] === 'check',
  });
}
