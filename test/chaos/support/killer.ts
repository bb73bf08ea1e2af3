import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SavedRuns } from '../../../src/completion/saved-runs.ts';
import { WizardError } from '../../../src/errors.ts';
import type { SessionRecords } from '../../../src/storage/session-records.ts';
import type { Random } from '../../support/random.ts';

/** A server that can be killed between two calls to its store, as far as the store sees it. */
export interface Killer {
  readonly records: SessionRecords;
  readonly saved: SavedRuns;
  /** Lets the server die at one of the next calls, before it or right after it. */
  arm(): void;
  /** Starts it again; whether it had died. */
  restart(): boolean;
}

/** A server's way to a store that it shares with others: each call some turns of the event loop away. */
export function killerOver(
  store: { readonly records: SessionRecords; readonly saved: SavedRuns },
  random: Random,
): Killer {
  let callsLeft = Infinity;
  let diesAfter = false;
  let isDead = false;
  const died = () => {
    isDead = true;
    return new WizardError('STORE_UNREACHABLE');
  };
  const call = async <Result>(run: () => Result | Promise<Result>): Promise<Result> => {
    for (let turns = random.between(1, 5); turns > 0; turns -= 1) await nextTurn();
    if (isDead) throw died();
    callsLeft -= 1;
    if (callsLeft > 0) return run();
    if (!diesAfter) throw died();
    // It is done, and nobody hears of it.
    isDead = true;
    await run();
    throw died();
  };
  const { records, saved } = store;
  return {
    records: {
      read: (...given) => call(() => records.read(...given)),
      insert: (...given) => call(() => records.insert(...given)),
      replace: (...given) => call(() => records.replace(...given)),
      touch: (...given) => call(() => records.touch(...given)),
      remove: (...given) => call(() => records.remove(...given)),
      list: (...given) => call(() => records.list(...given)),
    },
    saved: {
      put: (...given) => call(() => saved.put(...given)),
      find: (...given) => call(() => saved.find(...given)),
      under: (...given) => call(() => saved.under(...given)),
      release: (...given) => call(() => saved.release(...given)),
      claim: (...given) => call(() => saved.claim(...given)),
      settle: (...given) => call(() => saved.settle(...given)),
      relink: (...given) => call(() => saved.relink(...given)),
      remove: (...given) => call(() => saved.remove(...given)),
      purge: (...given) => call(() => saved.purge(...given)),
    },
    arm() {
      callsLeft = random.between(1, 7);
      diesAfter = random.chance(0.5);
    },
    restart() {
      const hadDied = isDead;
      callsLeft = Infinity;
      isDead = false;
      return hadDied;
    },
  };
}
