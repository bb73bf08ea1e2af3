import { resume } from '../flow/position.ts';
import { walk } from '../flow/walk.ts';
import { begin, withWizard } from '../engine/transition.ts';
import { currentState } from '../engine/visit.ts';
import { commitChange } from '../engine/change.ts';
import { eventOf, tell } from './events.ts';
import { arrive, inWizard } from './in-wizard.ts';
import { goTo, sendPage } from './respond.ts';
import { visitOf } from './visit.ts';
import type { Exchange } from './wizard-route.ts';

/** GET the wizard's URL: starts, or resumes at the first incomplete step. */
export async function startOrResume(exchange: Exchange): Promise<void> {
  const { site, req, res, definition } = exchange;
  const arrival = await arrive(exchange);
  if (arrival === undefined) return;
  const { visit, state } = arrival;
  if (state === undefined && definition.start !== false) return showStart(exchange);
  const next = resume(walk(definition, state?.answers ?? {}));
  if (state !== undefined) {
    const step = next.to === 'step' ? next.place.key : undefined;
    tell(site.onEvent, site.log, eventOf(visit, state, { type: 'resumed', step }));
  }
  goTo(site, req, res, definition, next, false);
}

/** GET the start page: what it is, what will be needed, how long answers are kept. */
export async function showStart({ site, req, res, definition }: Exchange): Promise<void> {
  const visit = visitOf(site, req, definition);
  const state = await currentState(visit);
  if (definition.start === false) {
    return goTo(site, req, res, definition, resume(walk(definition, state?.answers ?? {})), false);
  }
  const inProgress = state?.status === 'open';
  sendPage(site, req, res, { ...inWizard(visit), kind: 'start', status: 200, inProgress });
}

/** POST the start page: after a finished application, begins another one with a new reference. */
export async function startAgain({ site, req, res, definition }: Exchange): Promise<void> {
  const visit = visitOf(site, req, definition);
  await commitChange(visit, async () => {
    const state = await currentState(visit);
    if (state?.status !== 'submitted') return undefined;
    const next = begin(definition.version, visit.now(), visit.ids);
    return withWizard(visit.session.state(), definition.id, next);
  });
  goTo(site, req, res, definition, resume(walk(definition, {})), false);
}
