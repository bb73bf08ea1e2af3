import type { Request } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import { findPlace, type Place } from '../definition/place.ts';
import type { FormPlace } from '../engine/event.ts';
import { addressIn } from './address.ts';
import type { Engine } from './parts.ts';

/** Which wizard and page a request's URL names, for answers to requests that met no route. */
export function placeNamed(
  { definitions }: Pick<Engine, 'definitions'>,
  req: Request,
): { readonly definition: WizardDefinition | undefined; readonly place: Place | undefined } {
  const { wizard, page } = addressIn(req.path);
  const definition = definitions.get(wizard);
  return { definition, place: definition === undefined ? undefined : findPlace(definition, page) };
}

/** The same of a page with a form of its own: the list of a group is none. */
export function targetOf(
  engine: Pick<Engine, 'definitions'>,
  req: Request,
): { readonly definition: WizardDefinition | undefined; readonly place: FormPlace | undefined } {
  const { definition, place } = placeNamed(engine, req);
  return { definition, place: place?.kind === 'group' ? undefined : place };
}
