import { readFileId } from '../../completion/file-store.ts';
import { filesOfRun } from '../../completion/files-of-run.ts';
import type { Outcome, WizardEvent } from '../../engine/event.ts';
import { setAsideIn, stateIn, undoMs } from '../../engine/state.ts';
import { factsOf } from '../../log.ts';
import type { Exchange } from '../exchange.ts';

/** What is left of a run's files once an event is committed. */
export type FilesAfter = (outcome: Outcome) => Promise<void>;

/**
 * Sees to a run's files when what a visitor asked for is durable: those of answers that were deleted are kept as long as
 * they can be brought back, and those of a run that goes on for long are kept for longer. What fails here is logged: the
 * sweep removes what is left.
 */
export function filesAfter({ parts, visit }: Exchange, event: WizardEvent): FilesAfter {
  const { files, uploads, log, now } = parts.engine;
  if (files === undefined) return async () => {};
  const session = visit.session.state();
  const before = stateIn(session, visit.run);
  const aside = setAsideIn(session, visit.run, now())?.state;
  const seeTo = async (outcome: Outcome): Promise<void> => {
    switch (outcome.kind) {
      case 'answered': {
        const old = now() - uploads.keptMs / 4;
        const ids = filesOfRun(outcome.state).filter((id) => (readFileId(id)?.startedAt ?? Infinity) < old);
        return files.keepUntil(ids, now() + uploads.keptMs);
      }
      case 'restored':
        return files.keepUntil(filesOfRun(outcome.state), now() + uploads.keptMs);
      case 'deleted':
        // What was sent is the submission's.
        if (outcome.sent) return undefined;
        if (before !== undefined) return files.keepUntil(filesOfRun(before), now() + undoMs);
        // What is deleted once more can be brought back all the same.
        return event.kind === 'erase' ? files.remove(filesOfRun(aside)) : undefined;
      default:
        return undefined;
    }
  };
  return (outcome) =>
    seeTo(outcome).catch((error: unknown) => {
      log.warn(factsOf(error), 'the files of a run could not be seen to');
    });
}
