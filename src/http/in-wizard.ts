import type { WizardDefinition } from '../definition/model.ts';
import type { Visit } from '../session/visit.ts';

/** What every page of a wizard says: which wizard, and until when answers are kept. */
export function inWizard(visit: Visit): { definition: WizardDefinition; keptUntil?: number } {
  const keptUntil = visit.session.keptUntil();
  return { definition: visit.definition, ...(keptUntil === undefined ? {} : { keptUntil }) };
}
