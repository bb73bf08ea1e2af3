import type { ErrorFacts, Log } from '../log.ts';

/** A log that also keeps what went wrong, for a test or a page of the development server to quote. */
export interface RememberingLog {
  readonly log: Log;
  /** What went wrong since the last call, the newest last; of much, the end. */
  take(): readonly LoggedError[];
}

/** Something that was logged as a warning or an error. */
export interface LoggedError extends Partial<ErrorFacts> {
  readonly level: 'warn' | 'error';
  /** The line that was logged. */
  readonly said: string;
  /** The message of the error, or of the one behind it. */
  readonly detail?: string;
}

const mostKept = 20;

/** @param under the log that gets everything as well */
export function rememberLog(under: Log): RememberingLog {
  let errors: readonly LoggedError[] = [];
  const keep = (level: LoggedError['level'], facts: Partial<ErrorFacts>, said: string): void => {
    errors = [...errors, { ...facts, level, said }].slice(-mostKept);
  };
  return {
    log: {
      debug(facts, said) {
        const last = errors.at(-1);
        if (last !== undefined && 'message' in facts)
          errors = errors.with(-1, { ...last, detail: String(facts.message) });
        under.debug(facts, said);
      },
      info: (facts, said) => under.info(facts, said),
      warn(facts, said) {
        keep('warn', facts, said);
        under.warn(facts, said);
      },
      error(facts, said) {
        keep('error', facts, said);
        under.error(facts, said);
      },
    },
    take() {
      const taken = errors;
      errors = [];
      return taken;
    },
  };
}

/** A log entry in one line: what was said, the class of the error behind it and its message, and where it was thrown. */
export function lineOf({ said, error, cause = error, at, detail }: LoggedError): string {
  const thrown = [cause, detail].filter((part) => part !== undefined).join(': ');
  const place = at === undefined ? '' : `\n      at ${at}`;
  return `${[said, thrown].filter((part) => part !== '').join(': ')}${place}`;
}
