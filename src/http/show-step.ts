import type { ExitPlace, StepPlace } from '../definition/place.ts';
import { isOpen, resume } from '../flow/position.ts';
import { walk } from '../flow/walk.ts';
import { rawOf } from '../form/prefill.ts';
import { stampOf } from '../engine/stamp.ts';
import { eventOf, tell } from './events.ts';
import { arrive, inWizard } from './in-wizard.ts';
import { goTo, sendPage } from './respond.ts';
import type { Exchange } from './wizard-route.ts';

/** GET a step: its form, or the way to the first incomplete step when it cannot open yet. */
export async function showStep(exchange: Exchange, place: StepPlace | ExitPlace): Promise<void> {
  const { site, req, res, definition } = exchange;
  const arrival = await arrive(exchange);
  if (arrival === undefined) return;
  const { visit, state } = arrival;
  const shared = inWizard(visit);
  const live = walk(definition, state?.answers ?? {});
  if (!isOpen(live, place)) return goTo(site, req, res, definition, resume(live), false);
  if (place.kind === 'exit')
    return sendPage(site, req, res, { ...shared, kind: 'exit', status: 200, place, walk: live });
  const { key } = place;
  tell(site.onEvent, site.log, eventOf(visit, state, { type: 'shown', step: key }));
  const stored = state?.answers[key];
  const known = stored ?? (await site.prefill?.(req, definition.id, key));
  sendPage(site, req, res, {
    ...shared,
    kind: 'step',
    status: 200,
    place,
    walk: live,
    raw: state?.carried?.[key] ?? rawOf(place.step, known),
    // A front end gets what the host knows as values too: they count when it sends them.
    stored: known,
    issues: state?.rejected?.[key] ?? [],
    stamp: stampOf(state, key, site.ids.page()),
    returnToCheck: req.query['return'] === 'check',
  });
}
