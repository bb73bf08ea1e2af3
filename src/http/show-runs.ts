import { currentState } from '../engine/here.ts';
import type { Loaded } from '../engine/load-options.ts';
import { withNamedChoices } from '../engine/named-choices.ts';
import type { PageCalls } from '../engine/page-calls.ts';
import { isFull, newSegment, runsIn, segmentOf } from '../engine/which-run.ts';
import { isWizardError } from '../errors.ts';
import { walkOf } from '../flow/walk.ts';
import type { ListedRun } from '../render/pages/page.ts';
import type { Exchange } from './exchange.ts';
import { inWizard } from './pages.ts';
import { queryOf } from './known-before.ts';
import { callsOf } from '../engine/visitor-choices.ts';

/**
 * GET the address of a wizard that a visitor can have several runs of: those that there are, and the way to another. Where
 * there is none yet, that way is the only one. It leads to a run that is there with its first answer, so that pressing it
 * twice makes none.
 */
export async function showRuns(exchange: Exchange): Promise<void> {
  const { req, definition, visit, reply } = exchange;
  const session = visit.session.state();
  const calls = callsOf(visit);
  const listed = await Promise.all(
    runsIn(session, definition.id).map(({ key, segment }) => listedRun(exchange, { key, segment, calls })),
  );
  const runs = listed.filter((run) => run !== undefined);
  const away = awayOf(exchange);
  const another = isFull(definition, session) ? undefined : newSegment(visit.ids);
  const query = queryOf(req);
  if (runs.length === 0 && away.length === 0 && another !== undefined)
    return reply.goTo({ to: 'run', segment: another }, query === undefined ? '' : `?${query.toString()}`);
  return reply.page({ ...inWizard(visit), kind: 'runs', status: 200, runs, away, another });
}

/** A run as it is today, and undefined when another session has it now. One that cannot be read is listed all the same. */
async function listedRun(
  { parts, definition, visit }: Exchange,
  {
    key,
    segment,
    calls,
  }: { readonly key: string; readonly segment: string; readonly calls: PageCalls<Loaded> },
): Promise<ListedRun | undefined> {
  try {
    const state = await currentState({ ...visit, run: key });
    if (state === undefined) return undefined;
    const named = await withNamedChoices({ ...parts.engine, calls }, definition, state);
    return { segment, state, walk: walkOf(named, state) };
  } catch (error) {
    if (!isWizardError(error, 'MIGRATION_FAILED') && !isWizardError(error, 'STATE_NEWER')) throw error;
    return { segment, state: visit.session.state().wizards[key]!, walk: undefined };
  }
}

/** The runs that were saved from this session, which other devices may have by now. */
function awayOf({ definition, visit }: Exchange): readonly { segment: string; until: number }[] {
  const { id } = definition;
  return Object.entries(visit.session.state().away ?? {})
    .filter(([key, { until }]) => (key === id || key.startsWith(`${id}/`)) && until > visit.now())
    .map(([key, { until }]) => ({ segment: segmentOf(id, key), until }));
}
