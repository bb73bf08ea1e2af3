import { partsOf } from '../controls/lookup.ts';
import type { RawValues } from '../controls/raw.ts';
import { isSearched } from '../definition/choice-source.ts';
import type { FoundOptions, Option } from '../definition/field.ts';
import { anyItem } from '../definition/path.ts';
import type { StepPlace } from '../definition/place.ts';
import { rowPlace } from '../definition/rows.ts';
import type { Outcome } from '../engine/event.ts';
import { findOptions } from '../engine/find-options.ts';
import { liveOf } from '../flow/walk.ts';
import { fieldsOf } from './body.ts';
import type { Exchange } from './exchange.ts';

/** Answers with what is found, and no page. Who gets here may open the page; nothing is written. */
export async function answerSearch(
  { parts, req, definition, reply }: Exchange,
  outcome: Extract<Outcome, { readonly kind: 'found' | 'rows-found' }>,
): Promise<void> {
  const { place, name, raw } = searchedIn(outcome);
  const field = place.step.fields.find((each) => each.name === name);
  if (field === undefined || !isSearched(field.meta.source))
    return reply.json({ ...bodyOf(undefined), field: outcome.field }, 404);
  const { query } = fieldsOf(req);
  const typed = typeof query === 'string' ? query : partsOf(raw[name]).query;
  const known = liveOf(outcome.walk);
  const found = await findOptions(parts.engine, { wizard: definition.id, place, field, known }, typed);
  reply.json({ ...bodyOf(found), field: outcome.field }, found?.kind === 'failed' ? 503 : 200);
}

/** Where somebody searches: a page, or the row of several that the name of the control says. */
function searchedIn(outcome: Extract<Outcome, { readonly kind: 'found' | 'rows-found' }>): {
  readonly place: StepPlace;
  readonly name: string;
  readonly raw: RawValues;
} {
  if (outcome.kind === 'found') return { ...outcome, name: outcome.field };
  // A front end may have no id of a new row yet.
  const [item = '', name = item] = outcome.field.split('.', 2);
  const row = outcome.rows.find((each) => each.item === item);
  return { name, place: row?.place ?? rowPlace(outcome.place, anyItem), raw: row?.raw ?? {} };
}

/** As a front end gets it: nothing of an option that its host may have there besides. */
function bodyOf(found: FoundOptions | undefined) {
  const plain = ({ value, label, hint }: Option) => ({ value, label, hint });
  return {
    kind: 'found',
    query: found?.query ?? '',
    options: found?.kind === 'found' ? found.options.map(plain) : [],
    more: found?.kind === 'found' && found.isMore,
    failed: found?.kind === 'failed',
  };
}
