import type { Request } from 'express';
import type { Step, WizardDefinition } from '../definition/model.ts';
import { findStep } from '../flow/position.ts';
import type { Site } from './site.ts';

/** Which wizard and step a request's URL names, for answers to requests that met no route. */
export function targetOf(site: Site, req: Request): { definition?: WizardDefinition; step?: Step } {
  const [wizardId = '', ...key] = req.path.split('/').filter((segment) => segment !== '');
  const definition = site.definitions.get(wizardId);
  if (definition === undefined) return {};
  const step = findStep(definition, key.join('/'));
  return step === undefined ? { definition } : { definition, step };
}

/** Which wizard a request's URL names: pages that say what happened lead back to it. */
export function wizardAt(site: Site, req: Request): { definition?: WizardDefinition } {
  const { definition } = targetOf(site, req);
  return definition === undefined ? {} : { definition };
}
