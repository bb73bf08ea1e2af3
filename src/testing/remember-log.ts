import type { ErrorFacts, Log } from '../log.ts';

/** A log that also keeps what went wrong, for a test to quote. */
export interface RememberingLog {
  readonly log: Log;
  /** What went wrong since the last call, a line each: what was said, the error with its message, and where. */
  take(): readonly string[];
}

interface Trouble {
  readonly said: string;
  /** The class of what was thrown, of the error behind it where there is one. */
  readonly error: string | undefined;
  readonly at: string | undefined;
  /** Its message. */
  readonly detail?: string;
}

/** @param under the log that is told as well */
export function rememberLog(under: Log): RememberingLog {
  let troubles: readonly Trouble[] = [];
  const keep = (facts: object, said: string): void => {
    const { error, cause = error, at } = facts as Partial<ErrorFacts>;
    troubles = [...troubles, { said, error: cause, at }];
  };
  return {
    log: {
      debug(facts, said) {
        // The message of an error can hold a visitor's answers, so it is logged apart, at this level.
        const last = troubles.at(-1);
        if (last !== undefined && 'message' in facts)
          troubles = [...troubles.slice(0, -1), { ...last, detail: String(facts.message) }];
        under.debug(facts, said);
      },
      info: (facts, said) => under.info(facts, said),
      warn(facts, said) {
        keep(facts, said);
        under.warn(facts, said);
      },
      error(facts, said) {
        keep(facts, said);
        under.error(facts, said);
      },
    },
    take() {
      const lines = troubles.map(lineOf);
      troubles = [];
      return lines;
    },
  };
}

function lineOf({ said, error, at, detail }: Trouble): string {
  const thrown = [error, detail].filter((part) => part !== undefined).join(': ');
  const place = at === undefined ? '' : `\n      at ${at}`;
  return `${[said, thrown].filter((part) => part !== '').join(': ')}${place}`;
}
