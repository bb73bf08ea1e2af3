import type { Settled } from './decision.ts';
import type { WizardEvent } from './event.ts';
import { setAsideIn, type WizardState } from './state.ts';
import type { Visit } from './visit.ts';

/**
 * What an event from a page of a run comes to that was deleted on another page: nobody is told that their time ran out
 * who has deleted their answers, as long as the session knows.
 */
export function becauseDeleted(
  { session, run, now }: Pick<Visit, 'session' | 'run' | 'now'>,
  event: WizardEvent,
  settled: Settled,
): Settled {
  if (settled.outcome.kind !== 'expired' || !('stamp' in event)) return settled;
  const aside = setAsideIn(session.state(), run, now());
  // A page can be of a run before that one.
  if (aside === undefined || aside.state.instance !== event.stamp.instance) return settled;
  const { until, state } = aside;
  return { outcome: { ...settled.outcome, deleted: { until, sent: state.status === 'submitted' } } };
}

/** What comes of an event that brings back what was deleted: it is written, whatever comes of what was typed. */
export function withUndone({ outcome, next }: Settled, undone: WizardState): Settled {
  const state = next ?? undone;
  if (outcome.kind !== 'carried' || typeof state === 'string' || 'toSave' in state)
    return { outcome, next: state };
  return { outcome: { kind: 'restored', next: outcome.next, state }, next: state };
}
