import type { RawValues } from '../controls/raw.ts';
import { rowPlace } from '../definition/rows.ts';
import type { ShownRow } from '../engine/event.ts';
import { begunIn, filledAt, itemsIn, removedFrom } from '../engine/items.ts';
import { hashOf, stampOf } from '../engine/stamp.ts';
import type { WizardState } from '../engine/state.ts';
import { walkOf } from '../flow/walk.ts';
import { rawOf } from '../form/read.ts';
import type { ListExchange } from './exchange.ts';
import { inWizard } from './pages.ts';
import { removedIn } from './removed.ts';
import { languageFor } from './reply.ts';
import { onwardOf } from './show.ts';

/**
 * Shows the rows of a group on one page: those that there are, those that somebody has begun to type, and empty ones: as
 * many as there must be, one where there is none, and as many as `?rows` says there was room for.
 */
export function showRows(exchange: ListExchange, state: WizardState | undefined): Promise<void> {
  const { req, definition, place, visit, reply } = exchange;
  const wanted = wantedRows(exchange);
  const rows = rowsToShow(exchange, state, wanted);
  reply.tryCookie();
  reply.event({ type: 'shown', step: place.written }, state);
  return reply.page({
    ...inWizard(visit),
    kind: 'rows',
    status: 200,
    place,
    walk: walkOf(definition, filledAt(state, place)),
    rows,
    issues: state?.rejected?.[place.key] ?? [],
    removed: removedIn(definition, state, { place, asked: req.query['removed'] }),
    added: wanted > 0 ? rows.at(-1)?.item : undefined,
    stamp: stampOf(state, place.key, { page: visit.ids.page(), onward: onwardOf(req) }),
  });
}

/** How many rows the address asks for. */
function wantedRows({ req, place }: ListExchange): number {
  const { rows } = req.query;
  const count = typeof rows === 'string' && /^\d{1,4}$/.test(rows) ? Number(rows) : 0;
  return Math.min(count, place.step.max);
}

function rowsToShow(
  { place: group, visit, parts }: ListExchange,
  state: WizardState | undefined,
  wanted: number,
): readonly ShownRow[] {
  const { tag } = languageFor(parts.look);
  const carried = state?.carried ?? {};
  const items = itemsIn(state, group);
  const gone = removedFrom(state, group).map(({ item }) => item);
  const begun = begunIn(state, group).filter((item) => !gone.includes(item));
  const there = [...items, ...begun];
  const least = Math.max(group.step.min, 1, wanted) - there.length;
  const empty = Array.from({ length: Math.max(0, least) }, () => visit.ids.item());
  return [...there, ...empty].map((item): ShownRow => {
    const place = rowPlace(group, item);
    const answer = state?.answers[place.key];
    const raw: RawValues = carried[place.key] ?? rawOf(place.step, answer, tag);
    return { item, place, raw, seen: hashOf(answer), issues: state?.rejected?.[place.key] ?? [] };
  });
}
