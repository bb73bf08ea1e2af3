import { readToken } from '../controls/reading/file-tokens.js';
import type { Json } from '../definition/answers.ts';
import { fileIdsIn } from '../definition/file-ref.ts';
import type { WizardState } from '../engine/state.ts';

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
