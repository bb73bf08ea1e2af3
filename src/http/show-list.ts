import { wayFromGone, wayToNew } from '../engine/decide-items.ts';
import { filledAt, itemsIn } from '../engine/items.ts';
import { stampOf } from '../engine/stamp.ts';
import { isOpen, resume } from '../flow/position.ts';
import { walkOf } from '../flow/walk.ts';
import type { ListExchange } from './exchange.ts';
import { inWizard } from './pages.ts';
import { removedIn } from './removed.ts';
import { showRows } from './show-rows.ts';
import { arrive, isOpenToAll, onwardOf } from './show.ts';

/**
 * GET the list of a group: its items, and whether there are more, or all of them as rows; with `?remove` asks before one is taken out. An empty
 * list that may not be empty leads to the first item at once.
 */
export async function showList(exchange: ListExchange): Promise<void> {
  const { req, definition, place, visit, reply } = exchange;
  const arrival = await arrive(exchange, () => isOpenToAll(definition, place));
  if (arrival === undefined) return;
  const { state } = arrival;
  const onward = onwardOf(req);
  const walk = walkOf(definition, filledAt(state, place));
  if (!isOpen(walk, place)) {
    return reply.goTo(wayFromGone(definition, state, { place, onward }) ?? resume(walk));
  }
  const items = itemsIn(state, place);
  const stamp = stampOf(state, place.key, { page: visit.ids.page(), onward });
  const shared = { ...inWizard(visit), status: 200, place, walk, stamp } as const;
  const remove = asked(req.query['remove'], items);
  if (remove !== undefined) return reply.page({ ...shared, kind: 'remove-item', item: remove });
  if (place.step.rows !== undefined) return showRows(exchange, state);
  const removed = removedIn(definition, state, { place, asked: req.query['removed'] });
  if (items.length === 0 && place.step.min > 0 && removed === undefined) {
    return reply.goTo(wayToNew(definition, { state, group: place, ids: visit.ids, onward }));
  }
  reply.tryCookie();
  reply.event({ type: 'shown', step: place.written }, state);
  return reply.page({
    ...shared,
    kind: 'items',
    issues: state?.rejected?.[place.key] ?? [],
    removed,
  });
}

/** An item that the address names, when it is one of these. */
function asked(given: unknown, items: readonly string[]): string | undefined {
  return typeof given === 'string' && items.includes(given) ? given : undefined;
}
