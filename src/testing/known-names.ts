import { didYouMean, nearest } from '../did-you-mean.ts';
import type { Json } from '../definition/model.ts';
import { findPlace } from '../definition/place.ts';
import { unknownFields } from '../sample/fixed-answers.ts';
import { fail } from './failing.ts';
import type { OwnApp } from './own-app.ts';

/** @throws AssertionError when the app serves no wizard of this id, with those that it does serve */
export function refuseUnknownWizard({ definitions }: OwnApp, wizard: string): void {
  if (definitions.has(wizard)) return;
  const ids = [...definitions.keys()];
  const known = ids.map((id) => `"${id}"`).join(', ');
  const others = nearest(wizard, ids) !== undefined && ids.length > 1 ? ` (known: ${known})` : '';
  fail(`there is no wizard "${wizard}"${didYouMean(wizard, ids)}${others}`);
}

/**
 * A front end may send more than a step asks, and it is ignored; in a test it is a misspelt name.
 *
 * @throws AssertionError when a step is answered in fields that it does not have
 */
export function refuseUnknownFields(
  { definitions }: OwnApp,
  wizard: string,
  stepKey: string,
  answers: { readonly [field: string]: Json },
): void {
  const definition = definitions.get(wizard);
  const place = definition === undefined ? undefined : findPlace(definition, stepKey);
  const [fault] = place === undefined ? [] : unknownFields(place, Object.keys(answers));
  if (fault !== undefined) fail(fault);
}
