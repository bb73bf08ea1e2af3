import { fileIdsIn } from '../../definition/file-ref.ts';
import { readToken } from '../../controls/reading/file-tokens.js';
import type { Json } from '../../definition/answers.ts';
import { readFileId } from '../../completion/file-store.ts';
import type { Outcome } from '../../engine/event.ts';
import { stateIn, type WizardState } from '../../engine/state.ts';
import { factsOf } from '../../log.ts';
import type { Exchange } from '../exchange.ts';

/** What is left of a run's files once an event is committed. */
export type FilesAfter = (outcome: Outcome) => Promise<void>;

/**
 * Sees to a run's files when what a visitor asked for is durable: those of answers that were deleted are removed, and
 * those of a run that goes on for long are kept for longer. What fails here is logged, and the sweep makes good for it.
 */
export function filesAfter({ parts, definition, visit }: Exchange): FilesAfter {
  const { files, uploads, log, now } = parts.engine;
  const before = files === undefined ? undefined : stateIn(visit.session.state(), definition.id);
  return async (outcome) => {
    if (files === undefined) return;
    try {
      if (outcome.kind === 'deleted' && !outcome.sent) await files.remove(namedBy(before));
      if (outcome.kind !== 'answered') return;
      const old = now() - uploads.keptMs / 4;
      const ids = namedBy(outcome.state).filter((id) => (readFileId(id)?.startedAt ?? Infinity) < old);
      if (ids.length > 0) await files.extend(ids, now() + uploads.keptMs);
    } catch (error) {
      log.warn(factsOf(error), 'the files of a run could not be seen to; the sweep will do it');
    }
  };
}

/** Every file that a run names: in its answers, and in what waits to be answered. */
function namedBy(state: WizardState | undefined): readonly string[] {
  if (state === undefined) return [];
  const waiting = Object.values(state.carried ?? {}).flatMap((raw) => Object.values(raw).flat());
  const tokens = waiting.map((each) => (typeof each === 'string' ? readToken(each)?.['id'] : undefined));
  return [
    ...fileIdsIn(state.answers as Json),
    ...fileIdsIn((state.dormant ?? {}) as Json),
    ...tokens.filter((id) => typeof id === 'string'),
  ];
}
