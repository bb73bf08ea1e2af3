import { controlOf } from '../controls/all.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { everyPlace, fieldsAt } from '../definition/place.ts';
import { WizardError } from '../errors.ts';
import { faultsOfViews, type FaultOfView } from '../render/html/view-faults.ts';
import { lineOf } from './placed-faults.ts';

/** What is wrong in the views of these wizards' author, found without showing them. */
export function viewFaults(folder: string, wizards: readonly WizardDefinition[]): readonly FaultOfView[] {
  const controls = wizards.flatMap(everyPlace).flatMap(fieldsAt).map(controlOf);
  return faultsOfViews({
    folder,
    wizardIds: wizards.map(({ id }) => id),
    elsewhere: controls.map(({ view }) => `fields/${view}`),
  });
}

/**
 * Refuses views that no page could be made of: a visitor should not be the first to see it.
 *
 * @throws WizardError VIEW_FAILED with every error of every view, and its place
 */
export function refuseBrokenViews(folder: string, wizards: readonly WizardDefinition[]): void {
  const errors = viewFaults(folder, wizards).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new WizardError('VIEW_FAILED', errors.map(lineOf).join('\n'));
}
