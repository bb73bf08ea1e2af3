import type { WizardDefinition } from '../definition/model.ts';
import type { WizardState } from '../engine/state.ts';
import { currentState, type Visit } from '../engine/visit.ts';
import { sendPage } from './respond.ts';
import { visitOf } from './visit.ts';
import type { Exchange } from './wizard-route.ts';

/** What every page of a wizard says: which wizard, and until when answers are kept. */
export function inWizard(visit: Visit): { definition: WizardDefinition; keptUntil?: number } {
  const keptUntil = visit.session.keptUntil();
  return { definition: visit.definition, ...(keptUntil === undefined ? {} : { keptUntil }) };
}

/** A visitor whose form is still open, or not begun. */
export interface Arrival {
  readonly visit: Visit;
  readonly state: WizardState | undefined;
}

/** Lets a visitor in to a form that is still open; one who has sent it gets the page that says so, and undefined is given. */
export async function arrive({ site, req, res, definition }: Exchange): Promise<Arrival | undefined> {
  const visit = visitOf(site, req, definition);
  const state = await currentState(visit);
  if (state?.status !== 'submitted') return { visit, state };
  sendPage(site, req, res, {
    ...inWizard(visit),
    kind: 'submitted',
    status: 200,
    reference: state.reference,
  });
  return undefined;
}
