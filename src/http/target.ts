import type { Request } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import { findPlace, type ExitPlace, type StepPlace } from '../definition/place.ts';
import type { Site } from './site.ts';

/** Which wizard and step a request's URL names, for answers to requests that met no route. */
export function targetOf(
  site: Site,
  req: Request,
): { definition?: WizardDefinition; place?: StepPlace | ExitPlace } {
  const [wizardId = '', ...key] = req.path.split('/').filter((segment) => segment !== '');
  const definition = site.definitions.get(wizardId);
  if (definition === undefined) return {};
  const place = findPlace(definition, key.join('/'));
  return place === undefined || place.kind === 'group' ? { definition } : { definition, place };
}

/** Which wizard a request's URL names: pages that say what happened lead back to it. */
export function wizardAt(site: Site, req: Request): { definition?: WizardDefinition } {
  const { definition } = targetOf(site, req);
  return definition === undefined ? {} : { definition };
}
