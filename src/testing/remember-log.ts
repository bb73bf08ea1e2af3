import type { Log } from '../completion/log.ts';

/** A log that also keeps what went wrong, for a test to quote. */
export interface RememberingLog {
  readonly log: Log;
  /** What went wrong since the last call, a line each: what was said, the error with its message, and where. */
  take(): readonly string[];
}

interface Trouble {
  readonly said: string;
  readonly error: unknown;
  readonly at: unknown;
  readonly detail?: string;
}

/** @param under the log that is told as well */
export function rememberLog(under: Log): RememberingLog {
  let troubles: readonly Trouble[] = [];
  const keep = (facts: object, said: string): void => {
    const { error, at } = facts as { readonly error?: unknown; readonly at?: unknown };
    troubles = [...troubles, { said, error, at }];
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
  const thrown = [error, detail].filter((part) => typeof part === 'string').join(': ');
  const place = typeof at === 'string' ? `\n      at ${at}` : '';
  return `${[said, thrown].filter((part) => part !== '').join(': ')}${place}`;
}
