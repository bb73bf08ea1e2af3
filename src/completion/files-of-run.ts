import { readToken } from '../controls/reading/file-tokens.js';
import type { Json } from '../definition/answers.ts';
import { fileIdsIn } from '../definition/file-ref.ts';
import { stateIn, type SessionState, type WizardState } from '../engine/state.ts';

/** The ids of every file that a run names: in its answers, and in what waits to be answered. */
export function filesOfRun(state: WizardState | undefined): readonly string[] {
  if (state === undefined) return [];
  const waiting = Object.values(state.carried ?? {}).flatMap((raw) => Object.values(raw).flat());
  const tokens = waiting.map((each) => (typeof each === 'string' ? readToken(each)?.['id'] : undefined));
  return [
    ...fileIdsIn(state.answers as Json),
    ...fileIdsIn((state.dormant ?? {}) as Json),
    ...tokens.filter((id) => typeof id === 'string'),
  ];
}

/**
 * The ids of the files that a run's answers named and nothing of the session names any more, once the run stands as it
 * does after an answer. What was only held by a page, or typed for later, can still be sent from that page: it is none
 * of them.
 *
 * @param session as it was before
 */
export function replacedFiles(session: SessionState, run: string, after: WizardState): readonly string[] {
  const before = fileIdsIn((stateIn(session, run)?.answers ?? {}) as Json);
  if (before.length === 0) return [];
  const others = Object.entries(session.wizards).filter(([each]) => each !== run);
  const aside = Object.entries(session.deleted ?? {}).filter(([each]) => each !== run);
  const states = [after, ...others.map(([, state]) => state), ...aside.map(([, { state }]) => state)];
  const named = new Set(states.flatMap(filesOfRun));
  return before.filter((id) => !named.has(id));
}
