import { andThen, type Awaitable } from '../awaitable.ts';
import { WizardError } from '../errors.ts';
import type { WordedIssue } from '../form/issue.ts';
import type { Saving, Whereabouts } from './saving.ts';
import { awayIn, stateIn, type Arrival, type WizardState } from './state.ts';
import { reopened } from './transition.ts';
import { upgrade } from './upgrade.ts';
import type { Rejected, Visit } from './visit.ts';

/** What a visit needs for finding out which run is here. */
type Looking = Pick<Visit, 'definition' | 'run' | 'session' | 'ensureRecorded' | 'saving' | 'now'>;

/** The run that a session has in a wizard, or where the one is that it had. */
export interface Here {
  /** Undefined before the first answer, and when the run is away. */
  readonly state: WizardState | undefined;
  readonly away?: Whereabouts | undefined;
}

/**
 * The visitor's run as it stands for today's definition: migrated, open again when the handler sent the submission back,
 * and surely this session's when it came from another. Derived on each request, written only with the next change.
 *
 * @throws WizardError STORE_*, STATE_NEWER, MIGRATION_FAILED
 */
export function runHere(visit: Looking): Awaitable<Here> {
  const stored = stateIn(visit.session.state(), visit.run);
  if (stored === undefined) return andThen(awayFrom(visit), (away) => ({ state: undefined, away }));
  const { arrival } = stored;
  if (arrival === undefined) return andThen(today(visit, stored), (state) => ({ state }));
  return arrived(visit, stored, arrival);
}

/** A run that is on its way to this session, once that is settled. */
async function arrived(visit: Looking, stored: WizardState, arrival: Arrival): Promise<Here> {
  const { arrival: _, ...run } = stored;
  const saving = savingOf(visit);
  if (!(await saving.settle(arrival))) return { state: undefined, away: await saving.whereabouts(arrival) };
  return { state: await today(visit, run) };
}

/**
 * The same, without where else it may be.
 *
 * @returns undefined before the first answer, and when the run is away
 */
export function currentState(visit: Looking): Awaitable<WizardState | undefined> {
  return andThen(runHere(visit), ({ state }) => state);
}

/**
 * Claims a saved run for this session, as it stands for today's definition: it is on its way until that is settled.
 *
 * @returns undefined when the run does not rest
 * @throws WizardError STORE_*, STATE_NEWER, MIGRATION_FAILED
 */
export async function claimRun(
  visit: Looking,
  key: Parameters<Saving['claim']>[0],
): Promise<WizardState | undefined> {
  const claimed = await visit.saving()?.claim(key);
  if (claimed === undefined) return undefined;
  return { ...(await today(visit, claimed.state)), arrival: claimed.arrival };
}

/** Where runs are saved; a session that names a saved run can have it from nowhere else. */
export function savingOf(visit: Pick<Visit, 'saving'>): Saving {
  const saving = visit.saving();
  if (saving !== undefined) return saving;
  throw new WizardError('STORE_UNREACHABLE', 'a session names a saved run, and this storage has no "saved"');
}

function awayFrom(visit: Looking): Awaitable<Whereabouts | undefined> {
  const away = awayIn(visit.session.state(), visit.run, visit.now());
  return away === undefined ? undefined : savingOf(visit).whereabouts(away);
}

function today(visit: Looking, stored: WizardState): Awaitable<WizardState> {
  return andThen(upgrade(visit.definition, stored), (state) =>
    state.status === 'submitted' ? recorded(visit, state) : state,
  );
}

async function recorded(visit: Looking, state: WizardState): Promise<WizardState> {
  const rejected = await visit.ensureRecorded(state);
  return rejected === undefined ? state : reopened(state, asIssues(rejected));
}

function asIssues(rejected: Rejected): { [stepKey: string]: WordedIssue[] } {
  return Object.fromEntries(
    Object.entries(rejected).map(([stepKey, messages]) => [
      stepKey,
      Object.entries(messages).map(([field, message]) => ({ field, code: 'rejected', message })),
    ]),
  );
}
